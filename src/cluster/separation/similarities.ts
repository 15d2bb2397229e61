import { checkMatrixColumns } from '../../core/check-matrix-columns.js';
import { InputError } from '../../core/input-error.js';
import { type Matrix, matrixOf } from '../../core/matrix.js';
import { squaredDistance } from '../squared-distance.js';

/**
 * How near each customer is to each segment, beside the others: exp(−d) / Σ exp(−d), with d the Euclidean distance to
 * the centroid. This is the similarity of the book on market segmentation analysis; the R package flexclust 1.5.0 takes
 * the square root of it, whose rows do not sum to 1.
 *
 * It depends on the scale of the columns: the larger the distances, the nearer to 0 and 1 all similarities are.
 *
 * @param matrix - Features as they were for clustering, one row a customer.
 * @param centroids - At least two, one a row, of the same columns: `centroids` of a k-means segmentation.
 * @returns One row a customer, one column a segment (`s1`, `s2`, … in the order of the centroids), each from 0 to 1;
 *   rows sum to 1.
 * @throws {InputError} For fewer than two centroids, other columns, and a centroid too far away to be measured.
 *
 * O(customers · k · columns).
 * Source: Dolnicar, Grün and Leisch, "Market Segmentation Analysis" (2018), 7.5, gorge plots.
 *
 * @example
 * similarities(matrix([[2]]), matrix([[0], [4]])).data; // Float64Array [0.5, 0.5]
 */
export function similarities(matrix: Matrix, centroids: Matrix): Matrix {
  checkMatrixColumns('similarities', matrix, centroids.names);
  const { rows: k, columns } = centroids;
  if (k < 2) throw new InputError(`similarities needs at least 2 centroids, got ${k}.`);
  const shares = new Float64Array(matrix.rows * k);
  for (let i = 0; i < matrix.rows; i++) {
    const own = shares.subarray(i * k, (i + 1) * k);
    for (let c = 0; c < k; c++) {
      own[c] = Math.sqrt(squaredDistance(matrix.data, i, centroids.data, c, columns));
      if (own[c] === Infinity) {
        throw new InputError(
          `similarities: centroid ${c + 1} is too far from customer ${i + 1} to be measured. Are both on the same scale?`,
        );
      }
    }
    const nearest = own.reduce((least, distance) => Math.min(least, distance));
    let sum = 0;
    for (let c = 0; c < k; c++) {
      own[c] = Math.exp(nearest - own[c]); // the nearest counts 1: no sum becomes 0
      sum += own[c];
    }
    for (let c = 0; c < k; c++) own[c] /= sum;
  }
  const names = Array.from({ length: k }, (_, c) => `s${c + 1}`);
  return matrixOf(shares, k, names, matrix.ids);
}
