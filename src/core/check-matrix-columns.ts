import { checkMatrix } from './check-matrix.js';
import { InputError } from './input-error.js';
import type { Matrix } from './matrix.js';

/**
 * Checks that a matrix has exactly the given columns, in order: what was fitted on some columns is asked for the
 * same ones again.
 *
 * @throws {InputError} With both lists.
 */
export function checkMatrixColumns(who: string, matrix: Matrix, names: readonly string[]): void {
  checkMatrix(who, matrix);
  if (matrix.names.length !== names.length || matrix.names.some((name, j) => name !== names[j])) {
    throw new InputError(
      `${who} needs the columns ${names.join(', ')}, in this order; the matrix has ${matrix.names.join(', ')}.`,
    );
  }
}
