import type { RankedCustomers } from './ranked-customers.js';

/** What is known of the customers from the highest score down to each distinct score. */
export interface ScoreCuts {
  readonly treated: Float64Array;
  readonly control: Float64Array;
  /** Sum of the outcome of the treated. */
  readonly treatedSum: Float64Array;
  /** Sum of the outcome of the control group. */
  readonly controlSum: Float64Array;
}

/**
 * Adds up an experiment from the highest score down, at the distinct scores.
 *
 * @param weights - How often each place counts, default once.
 *
 * O(n).
 */
export function scoreCuts(ranked: RankedCustomers, weights?: ArrayLike<number>): ScoreCuts {
  const { cut, treated, outcome, scores } = ranked;
  const cuts = {
    treated: new Float64Array(scores.length),
    control: new Float64Array(scores.length),
    treatedSum: new Float64Array(scores.length),
    controlSum: new Float64Array(scores.length),
  };
  for (let place = 0; place < cut.length; place++) {
    const weight = weights === undefined ? 1 : weights[place];
    const at = cut[place];
    if (treated[place] === 1) {
      cuts.treated[at] += weight;
      cuts.treatedSum[at] += weight * outcome[place];
    } else {
      cuts.control[at] += weight;
      cuts.controlSum[at] += weight * outcome[place];
    }
  }
  for (const sums of Object.values(cuts)) for (let i = 1; i < sums.length; i++) sums[i] += sums[i - 1];
  return cuts;
}
