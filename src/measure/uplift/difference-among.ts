import type { Estimate } from '../../core/estimate.js';
import type { RankedCustomers } from '../../stats/uplift/ranked-customers.js';
import { weightedDifference } from '../../stats/uplift/weighted-difference.js';

/** Treated less control among customers who count in part. */
export function differenceAmong(
  ranked: RankedCustomers,
  weights: Float64Array,
  isYesNo: boolean,
  confidence: number,
): Estimate | undefined {
  const { treated, outcome: values } = ranked;
  const [a, b] = [1, 0].map((arm) => ({
    values,
    weights: weights.map((weight, place) => (treated[place] === arm ? weight : 0)),
  }));
  return weightedDifference(a, b, isYesNo, confidence);
}
