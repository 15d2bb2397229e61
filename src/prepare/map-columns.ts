import { type Matrix, matrixOf } from '../core/matrix.js';

/**
 * A new matrix with the values of some columns replaced; names and ids are kept.
 *
 * @param columns - Positions of the columns.
 * @param replace - New value for the old one, the row and the place of the column in `columns`.
 */
export function mapColumns(
  matrix: Matrix,
  columns: readonly number[],
  replace: (value: number, row: number, place: number) => number,
): Matrix {
  const data = matrix.data.slice();
  columns.forEach((column, place) => {
    for (let i = 0; i < matrix.rows; i++) {
      const position = i * matrix.columns + column;
      data[position] = replace(data[position], i, place);
    }
  });
  return matrixOf(data, matrix.columns, matrix.names, matrix.ids);
}
