import type { Estimate } from '../core/estimate.js';
import { InputError } from '../core/input-error.js';
import { checkConfidence } from './check-confidence.js';
import { normalQuantile } from './normal-quantile.js';

/**
 * A share with its Wilson interval, which stays inside 0 to 1 and is useful for few observations too.
 *
 * @param successes - How many had it: a whole number from 0 to `n`.
 * @param n - How many were looked at: a whole number from 1 on.
 * @param confidence - Two-sided, above 0 and below 1.
 * @returns `value` is `successes / n`. It differs from the middle of the interval.
 * @throws {InputError} For `n` of 0 (a share of nobody is undefined), counts that are none, and a confidence out of
 *   range.
 *
 * Source: Wilson, "Probable inference", J. Am. Stat. Assoc. 22 (1927) 209-212.
 *
 * @example
 * wilsonInterval(10, 100); // { value: 0.1, low: 0.0552…, high: 0.1743…, n: 100, … }
 */
export function wilsonInterval(successes: number, n: number, confidence = 0.95): Estimate {
  checkCounts('wilsonInterval', successes, n);
  checkConfidence('wilsonInterval', confidence);
  return wilsonOfShare(successes / n, n, confidence);
}

/**
 * The same of a share from 0 to 1.
 *
 * @param n - Above 0; with weights as many observations as say as much, which need not be a whole number.
 */
export function wilsonOfShare(share: number, n: number, confidence: number): Estimate {
  const z = normalQuantile((1 + confidence) / 2);
  const widening = (z * z) / n;
  const center = share + widening / 2;
  const half = z * Math.sqrt((share * (1 - share)) / n + widening / (4 * n));
  return {
    value: share,
    low: share === 0 ? 0 : (center - half) / (1 + widening),
    high: share === 1 ? 1 : (center + half) / (1 + widening),
    n,
    confidence,
    method: 'Wilson interval',
  };
}

/** Checks a count of successes among `n`. */
export function checkCounts(who: string, successes: number, n: number): void {
  if (!Number.isInteger(n) || n < 1) {
    throw new InputError(`${who}: n is ${n}. A share needs a whole number of observations from 1 on.`);
  }
  if (!Number.isInteger(successes) || successes < 0 || successes > n) {
    throw new InputError(`${who}: ${successes} successes among ${n}. They are a whole number from 0 to n.`);
  }
}
