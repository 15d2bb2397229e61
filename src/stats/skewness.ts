import { InputError } from '../core/input-error.js';
import { exactSum, sum } from './sum.js';

/**
 * Skewness of values: third central moment over the cubed standard deviation, both of the values themselves.
 *
 * @returns 0 for symmetric values, above 0 for a long tail to the right. Revenue often has 3 and more: take
 *   its logarithm before clustering. Values that are all alike have no tail: 0.
 * @throws {InputError} For no values, and for one that is not finite, with its position.
 *
 * @example
 * skewness([1, 2, 3, 10]); // 1.0182…
 */
export function skewness(values: ArrayLike<number>): number {
  const n = values.length;
  if (n === 0) throw new InputError('skewness: there are no values.');
  const center = exactSum('skewness', values) / n;
  const deviations = Float64Array.from(values, (value) => value - center);
  const largest = deviations.reduce((most, deviation) => Math.max(most, Math.abs(deviation)), 0);
  if (largest === Infinity) {
    throw new InputError('skewness: the values lie more than 1.8e308 apart. Scale them first.');
  }
  if (largest === 0 || deviations.every((deviation) => deviation === deviations[0])) return 0;
  const scaled = deviations.map((deviation) => deviation / largest); // so that no power of them leaves the range
  const variance = sum(scaled.map((deviation) => deviation ** 2)) / n;
  return sum(scaled.map((deviation) => deviation ** 3)) / n / variance ** 1.5;
}
