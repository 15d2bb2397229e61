import { InputError } from '../core/input-error.js';
import { checkFinite } from './check-finite.js';
import { quantile } from './quantile.js';

/**
 * The middle value, or the mean of the two in the middle. The values need not be sorted and stay as they are.
 *
 * @throws {InputError} For no values, and for one that is not finite, with its position.
 *
 * @example
 * median([5, 1, 3]); // 3
 */
export function median(values: ArrayLike<number>): number {
  if (values.length === 0) throw new InputError('median: there are no values.');
  checkFinite('median', values);
  return quantile(Float64Array.from(values).sort(), 0.5);
}
