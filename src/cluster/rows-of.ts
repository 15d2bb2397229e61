import { type Matrix, matrixOf } from '../core/matrix.js';

/** Some rows of a matrix, in the order given, without their ids. */
export function rowsOf({ columns, data, names }: Matrix, rows: ArrayLike<number>): Matrix {
  const own = new Float64Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) {
    own.set(data.subarray(rows[i] * columns, (rows[i] + 1) * columns), i * columns);
  }
  return matrixOf(own, columns, names);
}
