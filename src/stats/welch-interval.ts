import type { Estimate } from '../core/estimate.js';
import { InputError } from '../core/input-error.js';
import { checkConfidence } from './check-confidence.js';
import { checkFinite } from './check-finite.js';
import { type Moments, meanDifference, momentsOf, varianceOf } from './moments.js';
import { studentTQuantile, studentTUpperTail } from './student-t.js';

/** Difference of two means with Welch's interval, and what it takes to weigh it against others. */
export interface WelchDifference extends Estimate {
  readonly standardError: number;
  /** Welch and Satterthwaite's; infinite where nothing varies. */
  readonly degreesOfFreedom: number;
  /** Two-sided; 1 where neither varies nor differs, 0 where they only differ. */
  readonly p: number;
}

/**
 * Difference of two independent means, A minus B, without assuming that both vary alike.
 *
 * @param a - Two or more finite values.
 * @param b - Two or more finite values.
 * @param confidence - Two-sided, above 0 and below 1.
 * @throws {InputError} For fewer than two values on a side, one that is not finite, and a confidence out of range.
 *
 * Source: Welch, "The generalization of Student's problem when several different population variances are involved",
 * Biometrika 34 (1947) 28-35.
 *
 * @example
 * welchInterval([1, 2, 3], [3, 4, 8]); // { value: -3, low: -8.7406…, high: 2.7406…, n: 6, … }
 */
export function welchInterval(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  confidence = 0.95,
): WelchDifference {
  checkConfidence('welchInterval', confidence);
  if (a.length < 2 || b.length < 2) {
    throw new InputError(
      `welchInterval needs two or more values on each side, got ${a.length} and ${b.length}.`,
    );
  }
  checkFinite('welchInterval', a);
  checkFinite('welchInterval', b);
  return welchOfMoments(momentsOf(a), momentsOf(b), confidence);
}

/** The same, of the moments of two groups with two or more values. */
export function welchOfMoments(a: Moments, b: Moments, confidence: number): WelchDifference {
  const value = meanDifference(a, b);
  const [u, v] = [varianceOf(a) / a.n, varianceOf(b) / b.n];
  const standardError = Math.sqrt(u + v);
  // as shares, so that the squares of tiny variances do not vanish
  const [x, y] = [u / (u + v), v / (u + v)];
  const degreesOfFreedom = standardError === 0 ? Infinity : 1 / ((x * x) / (a.n - 1) + (y * y) / (b.n - 1));
  const half =
    standardError === 0 ? 0 : standardError * studentTQuantile((1 + confidence) / 2, degreesOfFreedom);
  const p =
    standardError === 0
      ? Number(value === 0)
      : 2 * studentTUpperTail(Math.abs(value) / standardError, degreesOfFreedom);
  return {
    value,
    low: value - half,
    high: value + half,
    n: a.n + b.n,
    confidence,
    method: "Welch's t interval",
    standardError,
    degreesOfFreedom,
    p,
  };
}
