import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { scaledSegments } from './scaled-segments.js';

/**
 * Calinski-Harabasz index of a segmentation: how much the centroids scatter beside how much customers scatter around
 * them, each by its degrees of freedom (the ratio of variances of an analysis of variance).
 *
 * @param matrix - Features as they were for clustering, one row a customer.
 * @param labels - Segment of each customer: whole numbers from 0, gaps allowed.
 * @returns Without unit, from 0, the more the better, for comparing segmentations of the same customers only. Infinite
 *   when each customer sits on its centroid.
 * @throws {InputError} Unless there are 2 to `rows - 1` segments with customers and a label for each customer; for
 *   customers that are all alike and values that are not finite.
 *
 * O(customers · columns): 100,000 customers of 8 columns take about 30 ms.
 * Source: Calinski and Harabasz, "A dendrite method for cluster analysis", Commun. Stat. 3 (1974) 1-27.
 *
 * @example
 * calinskiHarabasz(matrix([[0], [1], [5], [6]]), [0, 0, 1, 1]); // 50
 */
export function calinskiHarabasz(matrix: Matrix, labels: ArrayLike<number>): number {
  const { columns, sizes, centroids, squares } = scaledSegments('calinskiHarabasz', matrix, labels);
  let between = 0;
  let within = 0;
  for (let i = 0; i < squares.length; i++) within += squares[i];
  for (let j = 0; j < columns; j++) {
    let sum = 0;
    for (let s = 0; s < sizes.length; s++) sum += sizes[s] * centroids[s * columns + j];
    const mean = sum / matrix.rows;
    for (let s = 0; s < sizes.length; s++) between += sizes[s] * (centroids[s * columns + j] - mean) ** 2;
  }
  if (within === 0 && between === 0) {
    throw new InputError('calinskiHarabasz: all customers are alike, so there are no segments to judge.');
  }
  return between / (sizes.length - 1) / (within / (matrix.rows - sizes.length));
}
