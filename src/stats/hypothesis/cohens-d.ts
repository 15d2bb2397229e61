import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { checkConfidence } from '../check-confidence.js';
import { type Moments, meanDifference, momentsOf } from '../moments.js';
import { normalQuantile } from '../normal-quantile.js';
import { checkGroups } from './one-way-anova.js';

/** How far two means are apart, in standard deviations. */
export interface CohensD extends Estimate {
  /** The same, corrected for small samples (Hedges' g). */
  readonly hedgesG: number;
}

/**
 * How far the means of two groups are apart in standard deviations within them: 0.2 is called small, 0.5 medium, 0.8 large
 * (Cohen), which are habits, no laws.
 *
 * @param confidence - Of the interval, default 0.95.
 * @throws {InputError} For fewer than two values in a group, values that are not finite, and groups in which nothing varies.
 *
 * O(values). Source: Cohen, "Statistical Power Analysis" (1988); Hedges and Olkin, "Statistical Methods for Meta-Analysis"
 * (1985), pages 78 to 86, for the correction and the interval.
 *
 * @example
 * cohensD([1, 2, 3], [2, 3, 4]).value; // -1
 */
export function cohensD(first: ArrayLike<number>, second: ArrayLike<number>, confidence = 0.95): CohensD {
  const who = 'cohensD';
  checkConfidence(who, confidence);
  checkGroups(who, [first, second]);
  return cohensDOfMoments(momentsOf(first), momentsOf(second), confidence);
}

/**
 * The same, of the moments of two groups.
 *
 * @throws {InputError} For fewer than two values in a group, and where nothing varies within them.
 */
export function cohensDOfMoments(first: Moments, second: Moments, confidence: number): CohensD {
  const who = 'cohensD';
  const [a, b] = [first.n, second.n];
  if (a < 2 || b < 2)
    throw new InputError(`${who} needs two values or more in each group, got ${a} and ${b}.`);
  const within = Math.sqrt((first.squares + second.squares) / (a + b - 2));
  if (!(within > 0)) {
    throw new InputError(
      `${who}: nothing varies within the groups, so there is no standard deviation to measure by.`,
    );
  }
  const value = meanDifference(first, second) / within;
  const error = Math.sqrt((a + b) / (a * b) + (value * value) / (2 * (a + b)));
  const half = normalQuantile((1 + confidence) / 2) * error;
  return {
    value,
    low: value - half,
    high: value + half,
    n: a + b,
    confidence,
    method: "Cohen's d, interval by its large-sample standard error",
    hedgesG: value * (1 - 3 / (4 * (a + b - 2) - 1)),
  };
}
