import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { checkConfidence } from '../check-confidence.js';
import { normalQuantile } from '../normal-quantile.js';
import { checkCounts } from '../wilson-interval.js';

/**
 * Ratio of two independent shares, A over B, with the interval on the scale of logarithms.
 *
 * @param successesA - How many of group A had it: a whole number from 1 to `nA`.
 * @param nA - Size of group A.
 * @param successesB - The same of group B.
 * @param nB - Size of group B.
 * @param confidence - Two-sided, above 0 and below 1.
 * @param options - `adjusted`: adds half a success to each group before (Walter), so that groups without any have an
 *   interval; default false.
 * @returns Above 0; 1 is no difference.
 * @throws {InputError} For a group without successes, unless adjusted; counts that are none, and a confidence out of range.
 *
 * Source: Katz, Baptista, Azen and Pike, Biometrics 34 (1978) 469-474; Walter, Biometrika 62 (1975) 371-374.
 *
 * @example
 * katzRatioInterval(250, 4000, 200, 4000); // { value: 1.25, low: 1.0433…, high: 1.4975…, … }
 */
export function katzRatioInterval(
  successesA: number,
  nA: number,
  successesB: number,
  nB: number,
  confidence = 0.95,
  { adjusted = false }: { readonly adjusted?: boolean } = {},
): Estimate {
  const who = 'katzRatioInterval';
  checkCounts(who, successesA, nA);
  checkCounts(who, successesB, nB);
  checkConfidence(who, confidence);
  if (!adjusted && (successesA === 0 || successesB === 0)) {
    throw new InputError(
      `${who}: ${successesA} of ${nA} against ${successesB} of ${nB}. Without successes in a group this interval does not exist: take koopmanRatioInterval, or set adjusted.`,
    );
  }
  const more = adjusted ? 0.5 : 0;
  const [a, b] = [successesA + more, successesB + more];
  const value = a / (nA + more) / (b / (nB + more));
  const error = Math.sqrt(Math.max(0, 1 / a - 1 / (nA + more) + 1 / b - 1 / (nB + more)));
  const factor = Math.exp(normalQuantile((1 + confidence) / 2) * error);
  return {
    value,
    low: value / factor,
    high: value * factor,
    n: nA + nB,
    confidence,
    method: adjusted ? 'Katz log interval, half a success added' : 'Katz log interval',
  };
}
