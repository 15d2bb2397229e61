import { InputError } from '../core/input-error.js';
import type { Matrix } from '../core/matrix.js';
import { meanSquaredError } from './mean-squared-error.js';

/**
 * Mean squared difference between values and their reconstruction, over all rows and columns.
 *
 * @returns 0 for a perfect reconstruction, in squared units of the matrix: after z scaling, 1 is about as bad as
 *   telling the mean of every column.
 * @throws {InputError} For matrices of different shape, and for no rows.
 *
 * @example
 * reconstructionError(matrix([[1, 2]]), matrix([[1, 4]])); // 2
 */
export function reconstructionError(original: Matrix, reconstructed: Matrix): number {
  if (original.rows !== reconstructed.rows || original.columns !== reconstructed.columns) {
    throw new InputError(
      `reconstructionError: ${original.rows} x ${original.columns} values against ${reconstructed.rows} x ${reconstructed.columns}.`,
    );
  }
  if (original.data.length === 0) throw new InputError('reconstructionError: there are no values.');
  return meanSquaredError(original.data, reconstructed.data);
}
