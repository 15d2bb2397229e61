import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { wilsonOfShare } from '../wilson-interval.js';
import type { SurvivalCurve } from './kaplan-meier.js';

/**
 * Share still without the event at a time, with its interval; `n` is the number of all observations.
 *
 * Until the first event Greenwood's error is 0, which would be too sure: there the lower end is that of a Wilson interval of no
 * event among those at risk.
 *
 * @returns `undefined` beyond the last time that anyone was under observation: nothing is known there, unless nobody was
 *   left without the event.
 * @throws {InputError} For a time below 0 or not finite.
 *
 * @example
 * const curve = kaplanMeier([1, 2, 2, 4], [1, 1, 0, 0]);
 * survivalAt(curve, 3)!.value; // 0.5
 * survivalAt(curve, 5); // undefined
 */
export function survivalAt(curve: SurvivalCurve, time: number): Estimate | undefined {
  if (!(time >= 0 && time < Infinity)) {
    throw new InputError(`survivalAt: time is ${time}. Times are finite and 0 or more.`);
  }
  const { times, survival, low, high, n, confidence, method } = curve;
  const last = times.length - 1;
  if (time > times[last] && survival[last] > 0) return undefined;
  const at = placeBefore(times, time);
  if (at >= 0 && survival[at] < 1) {
    return { value: survival[at], low: low[at], high: high[at], n, confidence, method };
  }
  const sure = time === 0 ? 1 : wilsonOfShare(1, at < 0 ? n : curve.atRisk[at], confidence).low;
  return { value: 1, low: sure, high: 1, n, confidence, method };
}

/** Place of the last time that is not later; -1 before the first. */
export function placeBefore(times: Float64Array, time: number): number {
  let [from, to] = [0, times.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (times[middle] <= time) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}
