import { InputError } from '../core/input-error.js';

/**
 * Checks that all values are finite numbers.
 *
 * @param who - Function that complains.
 * @throws {InputError} For the first that is not, with its position counted from 1.
 */
export function checkFinite(who: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new InputError(`${who}: value ${i + 1} is ${values[i]}, not a finite number.`);
    }
  }
}
