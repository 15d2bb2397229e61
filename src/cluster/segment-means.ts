import { type Matrix, matrixOf } from '../core/matrix.js';
import { squaredDistance } from './squared-distance.js';

/** Mean of each segment, one row a segment; of one without customers zeros. */
export function meansOf(
  { rows, columns, data, names }: Matrix,
  labels: ArrayLike<number>,
  segments: number,
): Matrix {
  const sizes = new Float64Array(segments);
  const means = new Float64Array(segments * columns);
  for (let i = 0; i < rows; i++) {
    const size = ++sizes[labels[i]];
    for (let j = 0; j < columns; j++) {
      const at = labels[i] * columns + j;
      means[at] += (data[i * columns + j] - means[at]) / size;
    }
  }
  const keys = Array.from(sizes, (_, s) => `s${s + 1}`);
  return matrixOf(means, columns, names, keys);
}

/** Sum of squared distances of customers to the mean of their segment. */
export function inertiaOf(matrix: Matrix, labels: ArrayLike<number>, segments: number): number {
  const means = meansOf(matrix, labels, segments);
  let sum = 0;
  for (let i = 0; i < matrix.rows; i++) {
    sum += squaredDistance(matrix.data, i, means.data, labels[i], matrix.columns);
  }
  return sum;
}
