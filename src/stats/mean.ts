import { InputError } from '../core/input-error.js';
import { sum } from './sum.js';

/**
 * Arithmetic mean; the order of the values does not matter.
 *
 * @throws {InputError} For no values.
 *
 * @example
 * mean([1, 2, 6]); // 3
 */
export function mean(values: ArrayLike<number>): number {
  if (values.length === 0) throw new InputError('mean: there are no values.');
  return sum(values) / values.length;
}
