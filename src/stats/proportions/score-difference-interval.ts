import type { Estimate } from '../../core/estimate.js';
import { checkConfidence } from '../check-confidence.js';
import { findRoot } from '../find-root.js';
import { normalQuantile } from '../normal-quantile.js';
import { checkCounts } from '../wilson-interval.js';

/**
 * Difference of two independent shares, A minus B, with the score interval: all differences that the score test does not
 * reject. Good also for small groups and rare events.
 *
 * @param successesA - How many of group A had it: a whole number from 0 to `nA`.
 * @param nA - Size of group A, from 1 on.
 * @param successesB - The same of group B.
 * @param nB - Size of group B, from 1 on.
 * @param confidence - Two-sided, above 0 and below 1.
 * @param options - `corrected`: variances times N / (N − 1), as Miettinen and Nurminen, default true; false is Mee's.
 * @returns −1 to 1.
 * @throws {InputError} For an empty group, counts that are none, and a confidence out of range.
 *
 * About 60 solutions of a cubic. Source: Miettinen and Nurminen, Stat. Med. 4 (1985) 213-226; Mee, Biometrics 40 (1984) 1175-1176. statsmodels up to
 * 0.14.6 gives other numbers: a coefficient of its cubic is wrong (its issue 10269).
 *
 * @example
 * scoreDifferenceInterval(250, 4000, 200, 4000); // { low: 0.0024104…, high: 0.0226658…, … }
 */
export function scoreDifferenceInterval(
  successesA: number,
  nA: number,
  successesB: number,
  nB: number,
  confidence = 0.95,
  { corrected = true }: { readonly corrected?: boolean } = {},
): Estimate {
  const who = 'scoreDifferenceInterval';
  checkCounts(who, successesA, nA);
  checkCounts(who, successesB, nB);
  checkConfidence(who, confidence);
  const value = successesA / nA - successesB / nB;
  const all = nA + nB;
  const limit = normalQuantile((1 + confidence) / 2) ** 2 * (corrected ? all / (all - 1) : 1);
  const excess = (difference: number) => scoreSquare(successesA, nA, successesB, nB, difference) - limit;
  return {
    value,
    low: value === -1 ? -1 : findRoot(excess, -1, value),
    high: value === 1 ? 1 : findRoot(excess, value, 1),
    n: all,
    confidence,
    method: corrected ? 'Miettinen-Nurminen score interval' : 'Mee score interval',
  };
}

/** Squared distance of the observed difference from a supposed one, in standard errors under the latter. */
function scoreSquare(yA: number, nA: number, yB: number, nB: number, supposed: number): number {
  const off = yA / nA - yB / nB - supposed;
  if (off === 0) return 0;
  const b = likeliestShare(yA, nA, yB, nB, supposed);
  const a = Math.min(1, Math.max(0, b + supposed));
  const square = (a * (1 - a)) / nA + (b * (1 - b)) / nB;
  return square > 0 ? (off * off) / square : Infinity;
}

/** The likeliest share B where A is B plus a difference: the root of a cubic. */
function likeliestShare(yA: number, nA: number, yB: number, nB: number, d: number): number {
  const all = nA + nB;
  const linear = (nB * d - all - 2 * yB) * d + yA + yB;
  const square = (nA + 2 * nB) * d - all - (yA + yB);
  const constant = yB * d * (1 - d);
  const third = square / (3 * all);
  const q = third ** 3 - (square * linear) / (6 * all * all) + constant / (2 * all);
  const p = Math.sign(q || 1) * Math.sqrt(Math.max(0, third * third - linear / (3 * all)));
  const ratio = p === 0 ? 0 : q / p ** 3;
  const angle = (Math.PI + Math.acos(Math.min(1, Math.max(-1, ratio)))) / 3;
  const share = 2 * p * Math.cos(angle) - third;
  return Math.min(1, Math.max(0, Math.min(1 - d, Math.max(-d, share))));
}
