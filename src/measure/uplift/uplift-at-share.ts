import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { unknownName } from '../../core/unknown-name.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { topWeights } from '../../stats/uplift/top-weights.js';
import { differenceAmong } from './difference-among.js';
import { readScored, type ScoredCustomers } from './scored-customers.js';

/** Whether a share is taken of all customers, or of treated and control each for itself. */
export type ShareOf = 'overall' | 'by group';

/** What `upliftAtShare` looks at. */
export interface UpliftAtShareOptions extends ScoredCustomers {
  /** Share of the customers, from the highest score down: above 0, at most 1. */
  readonly share: number;
  /** Default `overall`. */
  readonly of?: ShareOf;
  /** Confidence of the interval, default 0.95. */
  readonly confidence?: number;
}

/**
 * What the treatment does to the customers with the highest scores: mean outcome of the treated among them less that of the
 * control group, with Newcombe's interval for yes and no and Welch's for numbers. Where a score is shared across the cut, all
 * who share it count in part, as in random order.
 *
 * @returns `undefined` where an arm has no customer there (for numbers: no more than one).
 * @throws {InputError} For a share out of range, and what `upliftQuality` refuses.
 *
 * O(n log n).
 * Source: `uplift_at_k` of scikit-uplift, whose `by_group` is `by group`; the number of customers is rounded down.
 *
 * @example
 * const ids = ['a', 'b', 'c', 'd'];
 * const atHalf = upliftAtShare({ ids, scores: [4, 3, 2, 1], treated: [1, 0, 1, 0], outcome: [1, 0, 0, 0], share: 0.5 });
 * atHalf!.value; // 1
 */
export function upliftAtShare(options: UpliftAtShareOptions): Estimate | undefined {
  checkGiven('upliftAtShare', options);
  const who = 'upliftAtShare';
  const { share, of = 'overall', confidence = 0.95 } = options;
  checkConfidence(who, confidence);
  if (!(share > 0 && share <= 1)) {
    throw new InputError(`${who}: share is ${share}. It lies above 0 and up to 1, for example 0.3.`);
  }
  if (of !== 'overall' && of !== 'by group') {
    throw unknownName(who, 'of', String(of), ['overall', 'by group']);
  }
  const { ranked, ids, treatedCount, isYesNo } = readScored(who, options);
  const top = (customers: number) => Math.floor(customers * share + 1e-9); // 0.3 of 10 is 3
  const weights =
    of === 'overall'
      ? topWeights(ranked, 0, top(ids.length))
      : sumOf(
          topWeights(ranked, 0, top(treatedCount), 1),
          topWeights(ranked, 0, top(ids.length - treatedCount), 0),
        );
  return differenceAmong(ranked, weights, isYesNo, confidence);
}

function sumOf(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value + b[i]);
}
