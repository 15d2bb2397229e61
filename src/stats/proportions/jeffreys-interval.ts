import type { Estimate } from '../../core/estimate.js';
import { betaQuantile } from '../beta-distribution.js';
import { checkConfidence } from '../check-confidence.js';
import { checkCounts } from '../wilson-interval.js';

/**
 * A share with its interval after Jeffreys: the middle of the beta distribution with half a success and half a failure
 * added. Read as a Bayesian interval, or as one that covers about as often as it says.
 *
 * @param successes - How many had it: a whole number from 0 to `n`.
 * @param n - How many were looked at: a whole number from 1 on.
 * @param confidence - Two-sided, above 0 and below 1.
 * @returns With no successes it begins at 0, with nothing else it ends at 1.
 * @throws {InputError} For `n` of 0, counts that are none, and a confidence out of range.
 *
 * Source: Brown, Cai and DasGupta, Statistical Science 16 (2001) 101-133.
 *
 * @example
 * jeffreysInterval(10, 100); // { value: 0.1, low: 0.052584…, high: 0.170123…, … }
 */
export function jeffreysInterval(successes: number, n: number, confidence = 0.95): Estimate {
  checkCounts('jeffreysInterval', successes, n);
  checkConfidence('jeffreysInterval', confidence);
  const lost = (1 - confidence) / 2;
  const [a, b] = [successes + 0.5, n - successes + 0.5];
  return {
    value: successes / n,
    low: successes === 0 ? 0 : betaQuantile(lost, a, b),
    high: successes === n ? 1 : betaQuantile(1 - lost, a, b),
    n,
    confidence,
    method: 'Jeffreys interval',
  };
}
