import type { Estimate } from '../core/estimate.js';
import { InputError } from '../core/input-error.js';
import { meanInterval } from './mean-interval.js';
import { exactSum } from './sum.js';

/**
 * A ratio of two sums over the same observations, such as revenue over orders with customers as observations, with an
 * interval that knows that both vary.
 *
 * @param numerators - One an observation.
 * @param denominators - One an observation; they add up to more than 0.
 * @returns For a single observation the interval runs from minus to plus infinity (shown as "not measured").
 * @throws {InputError} For no observations, lists of unlike length, values that are not finite, and denominators that add up
 *   to 0 or less.
 *
 * Source: Cochran, "Sampling Techniques", 3rd ed. (1977), 6.4.
 *
 * @example
 * ratioInterval([10, 30, 20], [1, 2, 3]).value; // 10
 */
export function ratioInterval(
  numerators: ArrayLike<number>,
  denominators: ArrayLike<number>,
  confidence = 0.95,
): Estimate {
  const who = 'ratioInterval';
  const n = numerators.length;
  if (n === 0) throw new InputError(`${who}: there are no observations.`);
  if (denominators.length !== n) {
    throw new InputError(`${who}: ${n} numerators and ${denominators.length} denominators.`);
  }
  const total = exactSum(who, denominators);
  if (!(total > 0)) throw new InputError(`${who}: the denominators add up to ${total}, not above 0.`);
  const value = exactSum(who, numerators) / total;
  const deviations = Float64Array.from(
    numerators,
    (each, i) => ((each - value * denominators[i]) * n) / total,
  );
  const { low, high } = meanInterval(deviations, confidence);
  const half = (high - low) / 2; // about the value, since the mean of the deviations is 0 only up to rounding
  const method = "ratio of sums, linearised, Student's t interval";
  return { value, low: value - half, high: value + half, n, confidence, method };
}
