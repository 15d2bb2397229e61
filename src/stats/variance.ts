import { InputError } from '../core/input-error.js';
import { exactSum } from './sum.js';

/**
 * Variance in two passes; the order of the values does not matter.
 *
 * @param lost - What is taken from the number of values in the divisor: 1 (default) estimates the variance of
 *   the population from a sample, 0 is the variance of the values themselves.
 * @throws {InputError} For fewer than `lost + 1` values, and for one that is not finite or too large to be squared, with its
 *   position.
 *
 * @example
 * variance([1, 2, 6]); // 7
 * variance([1, 2, 6], 0); // 4.666666666666667
 */
export function variance(values: ArrayLike<number>, lost: 0 | 1 = 1): number {
  if (values.length <= lost) {
    throw new InputError(`variance needs at least ${lost + 1} values, got ${values.length}.`);
  }
  const center = exactSum('variance', values) / values.length;
  const squares = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    squares[i] = (values[i] - center) ** 2;
    if (squares[i] === Infinity) {
      throw new InputError(
        `variance: value ${i + 1} is ${values[i]}, too far from the mean to be squared. Scale the values first.`,
      );
    }
  }
  return exactSum('variance', squares) / (values.length - lost);
}
