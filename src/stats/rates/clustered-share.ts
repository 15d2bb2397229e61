import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { checkConfidence } from '../check-confidence.js';
import { normalQuantile } from '../normal-quantile.js';
import { studentTQuantile } from '../student-t.js';
import { checkCounts, wilsonOfShare } from '../wilson-interval.js';

/** A share with how much its trials say. */
export interface ClusteredShare extends Estimate {
  /** Independent trials that would say as much; `n` where each customer has one. */
  readonly effectiveN: number;
}

/**
 * A share of trials that come in clusters, such as the mails of one customer: Wilson's interval with as many trials as
 * independent ones would say as much. With one trial a cluster it is Wilson's interval.
 *
 * @param successes - By cluster, whole numbers from 0 to its trials.
 * @param trials - By cluster; clusters without trials are left out.
 * @returns `n` counts trials. Where all or none succeeded nothing tells how alike trials of a cluster are: each cluster counts
 *   as one trial then, which is the safe side.
 * @throws {InputError} For no trials, counts that are none, lists of unlike length, and a confidence out of range.
 *
 * O(clusters). Source: Kish, "Survey Sampling" (1965), 8.2 (design effect); Korn and Graubard, "Confidence intervals for
 * proportions with small expected number of positive counts estimated from survey data", Surv. Methodol. 24 (1998) 193-201;
 * Dean and Pagano, J. Surv. Stat. Methodol. 3 (2015) 484-503 (Wilson's with it).
 *
 * @example
 * clusteredShare([3, 0, 1, 0], [3, 3, 3, 3]).value; // 0.3333333333333333
 */
export function clusteredShare(
  successes: ArrayLike<number>,
  trials: ArrayLike<number>,
  confidence = 0.95,
): ClusteredShare {
  const who = 'clusteredShare';
  checkConfidence(who, confidence);
  if (successes.length !== trials.length) {
    throw new InputError(`${who}: ${successes.length} successes for ${trials.length} clusters.`);
  }
  let [clusters, n, all, squares, products, sizes] = [0, 0, 0, 0, 0, 0]; // sums of whole numbers, exact in any order
  for (let i = 0; i < trials.length; i++) {
    if (trials[i] === 0 && successes[i] === 0) continue;
    checkCounts(who, successes[i], trials[i]);
    clusters++;
    n += trials[i];
    all += successes[i];
    squares += successes[i] * successes[i];
    products += successes[i] * trials[i];
    sizes += trials[i] * trials[i];
  }
  if (n === 0) throw new InputError(`${who}: there are no trials.`);
  const value = all / n;
  if (n === clusters) return { ...wilsonOfShare(value, n, confidence), effectiveN: n };
  const effectiveN = effective();
  return {
    ...wilsonOfShare(value, effectiveN, confidence),
    value,
    n,
    method: 'Wilson interval, customers as units',
    effectiveN,
  };

  function effective(): number {
    if (clusters === 1) return 1;
    const degrees = clusters - 1;
    const narrower =
      (normalQuantile((1 + confidence) / 2) / studentTQuantile((1 + confidence) / 2, degrees)) ** 2;
    if (value === 0 || value === 1) return clusters * narrower;
    const spread = Math.max(0, squares - 2 * value * products + value * value * sizes);
    const variance = ((clusters / degrees) * spread) / (n * n);
    // Trials of a cluster that are less alike than chance would have it are not taken for more than they are.
    return Math.min(n, (value * (1 - value)) / variance) * narrower;
  }
}
