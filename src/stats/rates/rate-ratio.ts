import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { checkConfidence } from '../check-confidence.js';
import { normalQuantile } from '../normal-quantile.js';

/**
 * Ratio of two independent shares, A over B, with the score interval: 1 is the same share, 2 twice as much. It holds for few
 * successes, too. Lift is the ratio less 1.
 *
 * @param successesA - From 0 to `nA`; need not be whole where trials come in clusters (effective numbers).
 * @param nA - Above 0.
 * @param successesB - From 0 to `nB`.
 * @param nB - Above 0.
 * @returns From 0 on. `undefined` where nobody of B succeeded: a ratio to nothing has no number and no upper end.
 * @throws {InputError} For counts that are none, and a confidence out of range.
 *
 * Source: Miettinen and Nurminen, "Comparative analysis of two rates", Stat. Med. 4 (1985) 213-226.
 *
 * @example
 * rateRatio(7, 34, 1, 34); // { value: 7, low: 1.2085…, high: 43.0329…, n: 68, … }
 */
export function rateRatio(
  successesA: number,
  nA: number,
  successesB: number,
  nB: number,
  confidence = 0.95,
): Estimate | undefined {
  const who = 'rateRatio';
  checkConfidence(who, confidence);
  for (const [successes, n] of [
    [successesA, nA],
    [successesB, nB],
  ]) {
    if (!(n > 0 && n < Infinity && successes >= 0 && successes <= n)) {
      throw new InputError(
        `${who}: ${successes} successes among ${n}. They are from 0 to n, and n is above 0.`,
      );
    }
  }
  if (successesB === 0) return undefined;
  const [a, b] = [successesA / nA, successesB / nB];
  const value = a / b;
  const z = normalQuantile((1 + confidence) / 2);
  /** Distance of the data from a ratio, in standard errors; falls as the ratio grows. */
  const score = (ratio: number) => {
    const linear = nA * ratio + successesA + nB + successesB * ratio;
    const quadratic = (nA + nB) * ratio;
    const root = Math.sqrt(Math.max(0, linear * linear - 4 * quadratic * (successesA + successesB)));
    const shareB = (2 * (successesA + successesB)) / (linear + root);
    const shareA = Math.min(1, ratio * shareB);
    const square = (shareA * (1 - shareA)) / nA + (ratio * ratio * shareB * (1 - shareB)) / nB;
    const off = a - ratio * b;
    return off === 0 ? 0 : off / Math.sqrt((square * (nA + nB)) / Math.max(1, nA + nB - 1));
  };
  return {
    value,
    low: successesA === 0 ? 0 : edge(score, z, value),
    high: edge(score, -z, value === 0 ? 1 / nA / b : value),
    n: nA + nB,
    confidence,
    method: 'score interval (Miettinen and Nurminen)',
  };
}

/** The ratio at which the score passes a level, by halving on the logarithm. */
function edge(score: (ratio: number) => number, level: number, start: number): number {
  let [low, high] = [start, start];
  while (score(low) < level && low > 1e-300) low /= 2;
  while (score(high) > level && high < 1e300) high *= 2;
  for (let step = 0; step < 200 && high / low - 1 > 1e-14; step++) {
    const middle = Math.sqrt(low * high);
    if (score(middle) > level) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}
