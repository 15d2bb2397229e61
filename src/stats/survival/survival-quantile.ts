import { InputError } from '../../core/input-error.js';
import type { SurvivalCurve } from './kaplan-meier.js';

/** By when a share has had the event; an end that the data do not reach is `undefined`. */
export interface SurvivalQuantile {
  /** `undefined`: fewer than that share had it as long as anyone was observed. */
  readonly time: number | undefined;
  readonly low: number | undefined;
  /** `undefined`: no upper end within the time observed. */
  readonly high: number | undefined;
  readonly confidence: number;
  readonly method: string;
}

/**
 * The time by which a share of all had the event: the median with its interval, by where the curve and the ends of its
 * interval cross that share.
 *
 * @param share - Of those who had the event, above 0 and below 1; default 0.5, the median.
 * @returns Where the curve runs level at that share, the middle of the level part, as the median of an even number.
 *
 * Source: Brookmeyer and Crowley, "A confidence interval for the median survival time", Biometrics 38 (1982) 29-41.
 *
 * @example
 * survivalQuantile(kaplanMeier([1, 2, 3, 4, 5], [1, 1, 1, 1, 0])).time; // 3
 */
export function survivalQuantile(curve: SurvivalCurve, share = 0.5): SurvivalQuantile {
  if (!(share > 0 && share < 1)) {
    throw new InputError(`survivalQuantile: share is ${share}; give a number above 0 and below 1.`);
  }
  const level = 1 - share;
  return {
    time: crossing(curve.times, curve.survival, level),
    low: crossing(curve.times, curve.low, level),
    high: crossing(curve.times, curve.high, level),
    confidence: curve.confidence,
    method: `${curve.method}, turned around`,
  };
}

const SAME = 1.5e-8; // shares are products of fractions: 0.5 may come out as 0.49999999999999994

function crossing(times: Float64Array, values: Float64Array, level: number): number | undefined {
  const first = values.findIndex((value) => value <= level + SAME);
  if (first < 0) return undefined;
  if (values[first] < level - SAME) return times[first];
  const next = values.findIndex((value) => value < level - SAME);
  return next < 0 ? times[first] : (times[first] + times[next]) / 2;
}
