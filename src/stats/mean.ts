import { InputError } from '../core/input-error.js';
import { exactSum } from './sum.js';

/**
 * Arithmetic mean; the order of the values does not matter.
 *
 * @throws {InputError} For no values, one that is not finite, and a sum beyond 1.8e308, with position and value.
 *
 * @example
 * mean([1, 2, 6]); // 3
 */
export function mean(values: ArrayLike<number>): number {
  if (values.length === 0) throw new InputError('mean: there are no values.');
  return exactSum('mean', values) / values.length;
}
