import type { Estimate } from '../../core/estimate.js';
import { checkConfidence } from '../check-confidence.js';
import { checkCounts } from '../wilson-interval.js';
import { around } from './wald-difference-interval.js';

/**
 * Difference of two independent shares, A minus B, with the interval that adds one success and one failure to each group:
 * the textbook interval made honest for small groups.
 *
 * @param successesA - How many of group A had it: a whole number from 0 to `nA`.
 * @param nA - Size of group A, from 1 on.
 * @param successesB - The same of group B.
 * @param nB - Size of group B, from 1 on.
 * @param confidence - Two-sided, above 0 and below 1.
 * @returns `value` is the difference as observed; it differs from the middle of the interval. −1 to 1; ends beyond are cut.
 * @throws {InputError} For an empty group, counts that are none, and a confidence out of range.
 *
 * Source: Agresti and Caffo, Am. Stat. 54 (2000) 280-288.
 *
 * @example
 * agrestiCaffoInterval(7, 34, 1, 34); // { low: 0.0116…, high: 0.3217…, … }
 */
export function agrestiCaffoInterval(
  successesA: number,
  nA: number,
  successesB: number,
  nB: number,
  confidence = 0.95,
): Estimate {
  const who = 'agrestiCaffoInterval';
  checkCounts(who, successesA, nA);
  checkCounts(who, successesB, nB);
  checkConfidence(who, confidence);
  const [a, b] = [(successesA + 1) / (nA + 2), (successesB + 1) / (nB + 2)];
  const told = { n: nA + nB, confidence, method: 'Agresti-Caffo interval' };
  return around(a - b, a, nA + 2, b, nB + 2, told, successesA / nA - successesB / nB);
}
