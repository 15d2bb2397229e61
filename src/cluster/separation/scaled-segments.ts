import type { Matrix } from '../../core/matrix.js';
import { squaredDistance } from '../squared-distance.js';
import { segmentedRows } from './segmented-rows.js';
import { scaledValues, unitScale } from './unit-scale.js';

/** Customers and their segments on a scale of about 1 around 0, where squares neither overflow nor vanish. */
export interface ScaledSegments {
  readonly columns: number;
  /** Position of each customer's segment. */
  readonly segments: Int32Array;
  readonly sizes: Float64Array;
  /** Mean of each segment, one after another. */
  readonly centroids: Float64Array;
  /** Squared distance of each customer to the centroid of its segment. */
  readonly squares: Float64Array;
}

/**
 * Centroids of segments and how far customers are from them.
 *
 * @throws {InputError} What `segmentedRows` and `unitScale` refuse.
 */
export function scaledSegments(who: string, matrix: Matrix, labels: ArrayLike<number>): ScaledSegments {
  const { segments, order, starts } = segmentedRows(who, matrix, labels);
  const { rows, columns } = matrix;
  const data = scaledValues(matrix, unitScale(who, matrix));
  const count = starts.length - 1;
  const sizes = Float64Array.from({ length: count }, (_, s) => starts[s + 1] - starts[s]);
  const firsts = new Float64Array(count * columns);
  for (let s = 0; s < count; s++) {
    const row = order[starts[s]] * columns;
    firsts.set(data.subarray(row, row + columns), s * columns);
  }
  const centroids = new Float64Array(count * columns);
  for (let i = 0, at = 0; i < rows; i++) {
    const to = segments[i] * columns;
    // Differences from the first customer: customers that are alike get a centroid just like them.
    for (let j = 0; j < columns; j++, at++) centroids[to + j] += data[at] - firsts[to + j];
  }
  for (let at = 0; at < centroids.length; at++) {
    centroids[at] = firsts[at] + centroids[at] / sizes[Math.floor(at / columns)];
  }
  const squares = new Float64Array(rows);
  for (let i = 0; i < rows; i++) squares[i] = squaredDistance(data, i, centroids, segments[i], columns);
  return { columns, segments, sizes, centroids, squares };
}
