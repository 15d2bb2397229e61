import type { Estimate } from '../../core/estimate.js';
import { betaQuantile } from '../beta-distribution.js';
import { checkConfidence } from '../check-confidence.js';
import { checkCounts } from '../wilson-interval.js';

/**
 * A share with its exact interval, which covers at least as often as it says and often more: wider than Wilson's.
 *
 * @param successes - How many had it: a whole number from 0 to `n`.
 * @param n - How many were looked at: a whole number from 1 on.
 * @param confidence - Two-sided, above 0 and below 1.
 * @throws {InputError} For `n` of 0, counts that are none, and a confidence out of range.
 *
 * Source: Clopper and Pearson, Biometrika 26 (1934) 404-413.
 *
 * @example
 * clopperPearsonInterval(10, 100); // { value: 0.1, low: 0.049004…, high: 0.176222…, … }
 */
export function clopperPearsonInterval(successes: number, n: number, confidence = 0.95): Estimate {
  checkCounts('clopperPearsonInterval', successes, n);
  checkConfidence('clopperPearsonInterval', confidence);
  const lost = (1 - confidence) / 2;
  return {
    value: successes / n,
    low: successes === 0 ? 0 : betaQuantile(lost, successes, n - successes + 1),
    high: successes === n ? 1 : betaQuantile(1 - lost, successes + 1, n - successes),
    n,
    confidence,
    method: 'Clopper-Pearson interval',
  };
}
