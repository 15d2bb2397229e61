import { normalUpperTail } from '../normal-upper-tail.js';
import { checkCounts } from '../wilson-interval.js';

/** Whether two shares differ. */
export interface TwoProportionTest {
  /** Share A less share B, in standard errors. */
  readonly z: number;
  /** Two-sided; 1 where nothing varies and nothing differs. */
  readonly p: number;
}

/**
 * Whether two independent shares differ, by the z test with the pooled share. Its square is Pearson's chi-squared.
 *
 * @param successesA - How many of group A had it: a whole number from 0 to `nA`.
 * @param nA - Size of group A, from 1 on.
 * @param successesB - The same of group B.
 * @param nB - Size of group B, from 1 on.
 * @throws {InputError} For an empty group and counts that are none.
 *
 * Rough where fewer than five of the rarer answer are expected in a group: then `fisherExact`.
 * Source: Fleiss, Levin, Paik, "Statistical Methods for Rates and Proportions", 3rd ed. (2003), 3.1.
 *
 * @example
 * twoProportionTest(250, 4000, 200, 4000); // { z: 2.4262484…, p: 0.0152558… }
 */
export function twoProportionTest(
  successesA: number,
  nA: number,
  successesB: number,
  nB: number,
): TwoProportionTest {
  checkCounts('twoProportionTest', successesA, nA);
  checkCounts('twoProportionTest', successesB, nB);
  const pooled = (successesA + successesB) / (nA + nB);
  if (pooled === 0 || pooled === 1) return { z: 0, p: 1 };
  const z = (successesA / nA - successesB / nB) / Math.sqrt(pooled * (1 - pooled) * (1 / nA + 1 / nB));
  return { z, p: Math.min(1, 2 * normalUpperTail(Math.abs(z))) };
}
