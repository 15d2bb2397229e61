import { InputError } from '../../core/input-error.js';
import { checkConfidence } from '../check-confidence.js';
import { normalQuantile } from '../normal-quantile.js';
import { checkTimes } from './check-times.js';

/** Scale on which an interval is symmetric. `log-log` stays inside 0 to 1 and is good for few observations too. */
export type SurvivalScale = 'log-log' | 'log' | 'plain';

/** Share still without the event, by time since the start. All lists have one place for each time. */
export interface SurvivalCurve {
  /** Times at which something happened or an observation ended, ascending. */
  readonly times: Float64Array;
  /** Under observation, and without the event, just before the time. */
  readonly atRisk: Int32Array;
  readonly events: Int32Array;
  /** Whose observation ended at the time without the event. */
  readonly censored: Int32Array;
  /** Share still without the event after the time, 0 to 1. */
  readonly survival: Float64Array;
  /** Greenwood's; 0 once nobody is left. */
  readonly standardError: Float64Array;
  readonly low: Float64Array;
  /** Once nobody is left, the end of the interval before: the formula has none there. */
  readonly high: Float64Array;
  readonly n: number;
  /** Number of all events. */
  readonly total: number;
  readonly confidence: number;
  readonly method: string;
}

/**
 * Kaplan-Meier estimate of how long it takes until an event, where many have not had it yet when observation ends
 * (right-censoring): who left observation counts for the time they were seen.
 *
 * @param times - Time from the start to the event or to the end of observation, in any unit, 0 or more.
 * @param happened - Whether the event came at that time (true or 1) or observation ended.
 * @param options - `confidence`, default 0.95; `scale` of the interval, default `log-log`.
 * @returns At the same time events come before ends of observation.
 * @throws {InputError} For no observations, lists of unlike length, times below 0 or not finite, a confidence out of range.
 *
 * O(n log n). Sources: Kaplan and Meier, J. Am. Stat. Assoc. 53 (1958) 457-481; Greenwood (1926); Kalbfleisch and Prentice,
 * "The Statistical Analysis of Failure Time Data" (1980) for the log-log scale.
 *
 * @example
 * kaplanMeier([1, 2, 2, 4], [1, 1, 0, 0]).survival; // Float64Array [0.75, 0.5, 0.5]
 */
export function kaplanMeier(
  times: ArrayLike<number>,
  happened: ArrayLike<number | boolean>,
  options: { readonly confidence?: number; readonly scale?: SurvivalScale } = {},
): SurvivalCurve {
  const who = 'kaplanMeier';
  const { confidence = 0.95, scale = 'log-log' } = options;
  checkConfidence(who, confidence);
  if (!['log-log', 'log', 'plain'].includes(scale)) {
    throw new InputError(`${who}: scale is ${String(scale)}. Choose log-log, log or plain.`);
  }
  checkTimes(who, times, happened);
  const n = times.length;
  const counts = new Map<number, [number, number]>();
  for (let i = 0; i < n; i++) {
    const there = counts.get(times[i]) ?? [0, 0];
    there[happened[i] ? 0 : 1]++;
    counts.set(times[i], there);
  }
  const distinct = Float64Array.from(counts.keys()).sort();
  const length = distinct.length;
  const curve = {
    times: distinct,
    atRisk: new Int32Array(length),
    events: new Int32Array(length),
    censored: new Int32Array(length),
    survival: new Float64Array(length),
    standardError: new Float64Array(length),
    low: new Float64Array(length),
    high: new Float64Array(length),
  };
  const z = normalQuantile((1 + confidence) / 2);
  let [left, survival, greenwood, total, high] = [n, 1, 0, 0, 1];
  distinct.forEach((time, i) => {
    const [events, censored] = counts.get(time)!;
    if (events > 0) {
      survival = events === left ? 0 : survival * (1 - events / left);
      greenwood += events === left ? 0 : events / (left * (left - events));
    }
    curve.atRisk[i] = left;
    curve.events[i] = events;
    curve.censored[i] = censored;
    curve.survival[i] = survival;
    const error = Math.sqrt(greenwood);
    curve.standardError[i] = survival * error;
    const ends = survival === 0 ? ([0, high] as const) : intervalOf(survival, error, z, scale);
    [curve.low[i], curve.high[i]] = ends;
    high = ends[1];
    left -= events + censored;
    total += events;
  });
  return { ...curve, n, total, confidence, method: `Kaplan-Meier, Greenwood's error, ${scale} interval` };
}

/** Interval around a share above 0; `error` is that of its logarithm. */
function intervalOf(survival: number, error: number, z: number, scale: SurvivalScale): [number, number] {
  if (survival === 1) return [1, 1];
  const logarithm = Math.log(survival);
  if (scale === 'log-log') {
    const factor = Math.exp((z * error) / Math.abs(logarithm));
    return [survival ** factor, survival ** (1 / factor)];
  }
  if (scale === 'log') return [survival * Math.exp(-z * error), Math.min(1, survival * Math.exp(z * error))];
  const half = z * error * survival;
  return [Math.max(0, survival - half), Math.min(1, survival + half)];
}
