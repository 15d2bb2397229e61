import { type Matrix, matrixOf } from '../../core/matrix.js';

/** The other columns of a matrix. */
export function withoutColumn({ rows, columns, data, names, ids }: Matrix, left: number): Matrix {
  const rest = new Float64Array(rows * (columns - 1));
  let next = 0;
  for (let i = 0; i < data.length; i++) if (i % columns !== left) rest[next++] = data[i];
  return matrixOf(
    rest,
    columns - 1,
    names.filter((_, j) => j !== left),
    ids,
  );
}
