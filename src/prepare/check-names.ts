import { InputError } from '../core/input-error.js';
import type { Matrix } from '../core/matrix.js';

/**
 * Checks that a matrix has exactly the columns a fitted step takes, in order.
 *
 * @throws {InputError} With both lists.
 */
export function checkNames(who: string, matrix: Matrix, names: readonly string[]): void {
  if (matrix.names.length !== names.length || matrix.names.some((name, j) => name !== names[j])) {
    throw new InputError(
      `${who} needs the columns ${names.join(', ')}, in this order; the matrix has ${matrix.names.join(', ')}.`,
    );
  }
}
