import type { Estimate } from '../../core/estimate.js';
import { checkConfidence } from '../check-confidence.js';
import { studentTQuantile, studentTUpperTail } from '../student-t.js';
import { type ArmMoments, checkMoments } from './arm-moments.js';

/** An effect with what it takes to test and to pool it. */
export interface EffectEstimate extends Estimate {
  readonly standardError: number;
  /** Welch and Satterthwaite's; infinite where nothing varies. */
  readonly degreesOfFreedom: number;
  /** Two-sided; 1 where nothing varies and nothing differs. */
  readonly p: number;
}

/**
 * Mean of the treated less the mean of the control group, with Welch's interval, from the moments of both.
 *
 * @throws {InputError} For fewer than two customers in an arm, moments that are none, and a confidence out of range.
 *
 * Source: Welch, Biometrika 34 (1947) 28-35.
 *
 * @example
 * absoluteEffect({ n: 100, mean: 11, variance: 4 }, { n: 100, mean: 10, variance: 4 }).standardError; // 0.282842712474619
 */
export function absoluteEffect(treated: ArmMoments, control: ArmMoments, confidence = 0.95): EffectEstimate {
  checkMoments('absoluteEffect', 'the treated arm', treated);
  checkMoments('absoluteEffect', 'the control group', control);
  checkConfidence('absoluteEffect', confidence);
  const square = treated.variance / treated.n + control.variance / control.n;
  return studentEffect(
    treated.mean - control.mean,
    Math.sqrt(square),
    welchDegrees(treated, control),
    treated.n + control.n,
    confidence,
    "Welch's t interval",
  );
}

/**
 * By what part of the control group's mean the treated lie above it, with the interval of the delta method. 0.1 is 10%
 * more. Good where the control group's mean is far from 0 in its standard errors, four or more; `undefined` where it is 0.
 *
 * @throws {InputError} For fewer than two customers in an arm, moments that are none, and a confidence out of range.
 *
 * Source: Deng, Knoblich, Lu, "Applying the delta method in metric analytics", KDD 2018; degrees of freedom are those of
 * the difference, as GrowthBook takes them.
 *
 * @example
 * relativeEffect({ n: 100, mean: 11, variance: 4 }, { n: 100, mean: 10, variance: 4 })!.value; // 0.1
 */
export function relativeEffect(
  treated: ArmMoments,
  control: ArmMoments,
  confidence = 0.95,
): EffectEstimate | undefined {
  checkMoments('relativeEffect', 'the treated arm', treated);
  checkMoments('relativeEffect', 'the control group', control);
  checkConfidence('relativeEffect', confidence);
  const ratio = treated.mean / control.mean;
  const square =
    (treated.variance / treated.n + (control.variance / control.n) * ratio * ratio) / control.mean ** 2;
  if (!Number.isFinite(ratio) || !Number.isFinite(square)) return undefined;
  return studentEffect(
    (treated.mean - control.mean) / Math.abs(control.mean),
    Math.sqrt(square),
    welchDegrees(treated, control),
    treated.n + control.n,
    confidence,
    'relative effect, delta method',
  );
}

/** Welch and Satterthwaite's degrees of freedom; infinite where nothing varies. */
export function welchDegrees(a: ArmMoments, b: ArmMoments): number {
  const [u, v] = [a.variance / a.n, b.variance / b.n];
  if (u + v === 0) return Infinity;
  const [x, y] = [u / (u + v), v / (u + v)];
  return 1 / ((x * x) / (a.n - 1) + (y * y) / (b.n - 1));
}

/** A value with its interval and test by Student's t; the normal one where degrees of freedom are infinite. */
export function studentEffect(
  value: number,
  standardError: number,
  degreesOfFreedom: number,
  n: number,
  confidence: number,
  method: string,
): EffectEstimate {
  const degrees = Math.min(degreesOfFreedom, 1e12);
  const half = standardError === 0 ? 0 : standardError * studentTQuantile((1 + confidence) / 2, degrees);
  const p =
    standardError === 0
      ? Number(value === 0)
      : Math.min(1, 2 * studentTUpperTail(Math.abs(value) / standardError, degrees));
  return {
    value,
    low: value - half,
    high: value + half,
    n,
    confidence,
    method,
    standardError,
    degreesOfFreedom,
    p,
  };
}
