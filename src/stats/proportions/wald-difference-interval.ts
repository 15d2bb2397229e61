import type { Estimate } from '../../core/estimate.js';
import { checkConfidence } from '../check-confidence.js';
import { normalQuantile } from '../normal-quantile.js';
import { checkCounts } from '../wilson-interval.js';

/**
 * Difference of two independent shares, A minus B, with the textbook interval. It is too narrow for small groups and has no
 * width where neither varies: `newcombeInterval`, `scoreDifferenceInterval` and `agrestiCaffoInterval` are better.
 *
 * @param successesA - How many of group A had it: a whole number from 0 to `nA`.
 * @param nA - Size of group A, from 1 on.
 * @param successesB - The same of group B.
 * @param nB - Size of group B, from 1 on.
 * @param confidence - Two-sided, above 0 and below 1.
 * @returns −1 to 1; ends beyond are cut.
 * @throws {InputError} For an empty group, counts that are none, and a confidence out of range.
 *
 * @example
 * waldDifferenceInterval(250, 4000, 200, 4000); // { value: 0.0125, low: 0.00240…, high: 0.02259…, … }
 */
export function waldDifferenceInterval(
  successesA: number,
  nA: number,
  successesB: number,
  nB: number,
  confidence = 0.95,
): Estimate {
  const who = 'waldDifferenceInterval';
  checkCounts(who, successesA, nA);
  checkCounts(who, successesB, nB);
  checkConfidence(who, confidence);
  const [a, b] = [successesA / nA, successesB / nB];
  return around(a - b, a, nA, b, nB, { n: nA + nB, confidence, method: 'Wald interval' }, a - b);
}

/** The interval of Wald around a difference of shares. */
export function around(
  center: number,
  a: number,
  nA: number,
  b: number,
  nB: number,
  told: Pick<Estimate, 'n' | 'confidence' | 'method'>,
  value: number,
): Estimate {
  const half = normalQuantile((1 + told.confidence) / 2) * Math.sqrt((a * (1 - a)) / nA + (b * (1 - b)) / nB);
  return { value, low: Math.max(-1, center - half), high: Math.min(1, center + half), ...told };
}
