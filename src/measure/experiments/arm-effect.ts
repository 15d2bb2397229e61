import type { Estimate } from '../../core/estimate.js';
import { type ArmMoments, armMoments } from '../../stats/experiments/arm-moments.js';
import { absoluteEffect, relativeEffect } from '../../stats/experiments/effect-of-arms.js';
import { newcombeInterval } from '../../stats/newcombe-interval.js';
import { koopmanRatioInterval } from '../../stats/proportions/koopman-ratio-interval.js';
import { twoProportionTest } from '../../stats/proportions/two-proportion-test.js';
import type { TestedEffect } from './experiment-result.js';

/** An effect with what it takes to compare it with others. */
export interface ArmEffect extends TestedEffect {
  readonly treatedMean: number;
  readonly controlMean: number;
  /** Squared standard error. */
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

const NEAR_ZERO = 4; // standard errors of the control group's mean, from which on the delta method is good

/** Share of yes: Newcombe's interval, the z test, the score interval of the ratio. */
export function shareEffect(
  treated: ArrayLike<number>,
  control: ArrayLike<number>,
  confidence: number,
): ArmEffect {
  const [a, b] = [count(treated), count(control)];
  const [nA, nB] = [treated.length, control.length];
  const absolute = newcombeInterval(a, nA, b, nB, confidence);
  // After Agresti and Caffo: groups without any have a variance, too.
  const one = (yes: number, n: number) => (((yes + 1) / (n + 2)) * (1 - (yes + 1) / (n + 2))) / (n + 2);
  return {
    absolute,
    relative: b === 0 ? undefined : lessOne(koopmanRatioInterval(a, nA, b, nB, confidence)),
    p: twoProportionTest(a, nA, b, nB).p,
    treatedMean: a / nA,
    controlMean: b / nB,
    variance: one(a, nA) + one(b, nB),
    degreesOfFreedom: Infinity,
  };
}

/** Mean of numbers: Welch's interval, the relative effect by the delta method. */
export function meanEffect(
  treated: ArrayLike<number>,
  control: ArrayLike<number>,
  confidence: number,
): ArmEffect {
  return momentsEffect(armMoments(treated), armMoments(control), confidence, least(treated, control) >= 0);
}

/**
 * The same from moments.
 *
 * @param isNeverBelowZero - Then no mean can fall by more than 100%.
 */
export function momentsEffect(
  treated: ArmMoments,
  control: ArmMoments,
  confidence: number,
  isNeverBelowZero: boolean,
): ArmEffect {
  const { standardError, degreesOfFreedom, p, ...absolute } = absoluteEffect(treated, control, confidence);
  const isFar = Math.abs(control.mean) > NEAR_ZERO * Math.sqrt(control.variance / control.n);
  const relative = isFar ? relativeEffect(treated, control, confidence) : undefined;
  return {
    absolute,
    relative: relative === undefined ? undefined : plain(relative, isNeverBelowZero ? -1 : -Infinity),
    p,
    treatedMean: treated.mean,
    controlMean: control.mean,
    variance: standardError ** 2,
    degreesOfFreedom,
  };
}

function plain({ value, low, high, n, confidence, method }: Estimate, bottom: number): Estimate {
  return { value, low: Math.max(bottom, low), high, n, confidence, method };
}

function lessOne({ value, low, high, n, confidence }: Estimate): Estimate {
  return {
    value: value - 1,
    low: low - 1,
    high: high - 1,
    n,
    confidence,
    method: 'ratio of shares, score interval',
  };
}

function count(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

function least(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let smallest = Infinity;
  for (const values of [a, b])
    for (let i = 0; i < values.length; i++) smallest = Math.min(smallest, values[i]);
  return smallest;
}
