import type { Estimate } from '../core/estimate.js';
import { checkConfidence } from './check-confidence.js';
import { checkCounts, wilsonInterval } from './wilson-interval.js';

/**
 * Difference of two independent shares, A minus B, with Newcombe's hybrid interval of two Wilson intervals.
 *
 * @param successesA - How many of group A had it, for example bought: a whole number from 0 to `nA`.
 * @param nA - Size of group A, from 1 on.
 * @param successesB - The same of group B.
 * @param nB - Size of group B, from 1 on.
 * @param confidence - Two-sided, above 0 and below 1.
 * @returns −1 to 1; `n` is `nA + nB`.
 * @throws {InputError} For an empty group, counts that are none, and a confidence out of range.
 *
 * Source: Newcombe, "Interval estimation for the difference between independent proportions", method 10,
 * Stat. Med. 17 (1998) 873-890.
 *
 * @example
 * newcombeInterval(56, 70, 48, 80); // { value: 0.2, low: 0.0524…, high: 0.3338…, n: 150, … }
 */
export function newcombeInterval(
  successesA: number,
  nA: number,
  successesB: number,
  nB: number,
  confidence = 0.95,
): Estimate {
  checkCounts('newcombeInterval', successesA, nA);
  checkCounts('newcombeInterval', successesB, nB);
  checkConfidence('newcombeInterval', confidence);
  const a = wilsonInterval(successesA, nA, confidence);
  const b = wilsonInterval(successesB, nB, confidence);
  const value = a.value - b.value;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
    n: nA + nB,
    confidence,
    method: 'Newcombe interval',
  };
}
