import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { checkConfidence } from '../check-confidence.js';
import { findRoot } from '../find-root.js';
import { normalQuantile } from '../normal-quantile.js';
import { checkCounts } from '../wilson-interval.js';

/**
 * Ratio of two independent shares, A over B, with the score interval: all ratios that the score test does not reject. Good
 * also for small groups and rare events.
 *
 * @param successesA - How many of group A had it: a whole number from 0 to `nA`.
 * @param nA - Size of group A, from 1 on.
 * @param successesB - The same of group B.
 * @param nB - Size of group B, from 1 on.
 * @param confidence - Two-sided, above 0 and below 1.
 * @param options - `corrected`: variances times N / (N − 1), as Miettinen and Nurminen, default true; false is Koopman's own.
 * @returns 0 to infinity; 1 is no difference. Infinite where B has no successes.
 * @throws {InputError} Where neither group has successes, counts that are none, and a confidence out of range.
 *
 * Source: Koopman, Biometrics 40 (1984) 513-517; Miettinen and Nurminen, Stat. Med. 4 (1985) 213-226.
 *
 * @example
 * koopmanRatioInterval(250, 4000, 200, 4000); // { value: 1.25, low: 1.04365…, high: 1.49730…, … }
 */
export function koopmanRatioInterval(
  successesA: number,
  nA: number,
  successesB: number,
  nB: number,
  confidence = 0.95,
  { corrected = true }: { readonly corrected?: boolean } = {},
): Estimate {
  const who = 'koopmanRatioInterval';
  checkCounts(who, successesA, nA);
  checkCounts(who, successesB, nB);
  checkConfidence(who, confidence);
  if (successesA === 0 && successesB === 0) {
    throw new InputError(
      `${who}: 0 of ${nA} against 0 of ${nB}. A ratio needs a success; take the difference.`,
    );
  }
  const all = nA + nB;
  const widening = corrected ? all / (all - 1) : 1;
  const limit = normalQuantile((1 + confidence) / 2) ** 2;
  const [a, b] = [successesA / nA, successesB / nB];
  const excess = (log: number) => {
    const ratio = Math.exp(log);
    const sum = nA * ratio + successesA + nB + successesB * ratio;
    const root = Math.sqrt(Math.max(0, sum * sum - 4 * all * ratio * (successesA + successesB)));
    const pB = Math.min(1, (2 * (successesA + successesB)) / (sum + root));
    const pA = Math.min(1, ratio * pB);
    const square = ((pA * (1 - pA)) / nA + (ratio * ratio * pB * (1 - pB)) / nB) * widening;
    const off = a - ratio * b;
    return (off === 0 ? 0 : square > 0 ? (off * off) / square : Infinity) - limit;
  };
  const value = b === 0 ? Infinity : a / b;
  const finite = (score: (log: number) => number) => (log: number) => Math.min(1e12, score(log));
  const [least, most] = [-80, 80];
  const middle = a === 0 ? least : b === 0 ? most : Math.log(value);
  return {
    value,
    low: a === 0 ? 0 : Math.exp(findRoot(finite(excess), least, middle, 1e-15)),
    high: b === 0 ? Infinity : Math.exp(findRoot(finite(excess), middle, most, 1e-15)),
    n: all,
    confidence,
    method: corrected ? 'Miettinen-Nurminen ratio interval' : 'Koopman score interval',
  };
}
