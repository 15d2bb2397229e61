import { InputError } from '../core/input-error.js';
import { mean } from './mean.js';
import { sum } from './sum.js';

/**
 * Skewness of values: third central moment over the cubed standard deviation, both of the values themselves.
 *
 * @returns 0 for symmetric values, above 0 for a long tail to the right. Revenue often has 3 and more: take
 *   its logarithm before clustering. Values that are all alike have no tail: 0.
 * @throws {InputError} For no values.
 *
 * @example
 * skewness([1, 2, 3, 10]); // 1.0182…
 */
export function skewness(values: ArrayLike<number>): number {
  const n = values.length;
  if (n === 0) throw new InputError('skewness: there are no values.');
  const center = mean(values);
  const deviations = Float64Array.from(values, (value) => value - center);
  const variance = sum(deviations.map((deviation) => deviation ** 2)) / n;
  if (variance === 0) return 0;
  return sum(deviations.map((deviation) => deviation ** 3)) / n / variance ** 1.5;
}
