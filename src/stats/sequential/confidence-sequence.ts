import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { checkConfidence } from '../check-confidence.js';

/** An interval that may be looked at any number of times. */
export interface AnytimeEstimate extends Estimate {
  /** Chance of a difference this large at any look, where there is none; 1 or less. */
  readonly p: number;
}

/**
 * Widens the interval of an effect so that it may be looked at after every customer: the true effect stays inside at all
 * times with the confidence that is said (for large samples). It is narrowest near `tuning` customers.
 *
 * @param effect - Estimate with its standard error and the customers behind it.
 * @param tuning - Customers, of all arms together, at which a decision is most likely; any number above 0, default 5000.
 *   Chosen before the data are seen.
 * @throws {InputError} For a standard error below 0, fewer than one customer and numbers out of range.
 *
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas, "Time-uniform central limit theory and asymptotic confidence
 * sequences", arXiv 2103.06476, equations 9, 155 and 161, as GrowthBook uses them.
 *
 * @example
 * confidenceSequence({ value: 1, standardError: 0.1, n: 5000 }); // { low: 0.69647…, high: 1.30352…, … }
 */
export function confidenceSequence(
  effect: { readonly value: number; readonly standardError: number; readonly n: number },
  tuning = 5000,
  confidence = 0.95,
): AnytimeEstimate {
  const who = 'confidenceSequence';
  const { value, standardError, n } = effect;
  checkConfidence(who, confidence);
  if (!Number.isFinite(value) || !(standardError >= 0 && standardError < Infinity)) {
    throw new InputError(
      `${who}: the effect is ${value} with standard error ${standardError}. Both have to be finite.`,
    );
  }
  if (!(n >= 1 && Number.isFinite(n)))
    throw new InputError(`${who}: n is ${n}. One customer or more is needed.`);
  if (!(tuning > 0 && Number.isFinite(tuning))) {
    throw new InputError(`${who}: tuning is ${tuning}. It is a number of customers, above 0.`);
  }
  const alpha = 1 - confidence;
  const doubled = -2 * Math.log(alpha);
  const squared = (doubled + Math.log(doubled + 1)) / tuning;
  const grown = n * squared + 1;
  const half =
    standardError *
    Math.sqrt(n) *
    Math.sqrt((2 * grown * Math.log(Math.sqrt(grown) / alpha)) / (n * n * squared));
  const evidence = standardError === 0 ? (value === 0 ? 0 : Infinity) : (value / standardError) ** 2;
  const logE = (squared * n * evidence) / (2 * grown) - Math.log(grown) / 2;
  return {
    value,
    low: value - half,
    high: value + half,
    n,
    confidence,
    method: `confidence sequence, tuned to ${tuning} customers`,
    p: Math.min(1, Math.exp(-logE)),
  };
}
