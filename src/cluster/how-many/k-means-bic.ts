import type { Matrix } from '../../core/matrix.js';
import type { KMeansSegmentation } from '../k-means/kmeans.js';

/**
 * Bayesian information criterion of k-means, taken as a mixture of round normal distributions of one width in which every
 * customer belongs to its segment. Smaller is better (R's mclust has the other sign).
 *
 * @returns `-Infinity` where every customer lies on its centroid.
 *
 * O(k). Source: Pelleg and Moore, "X-means: extending k-means with efficient estimation of the number of clusters", ICML
 * 2000, with k - 1 shares, k · columns means and one variance.
 *
 * @example
 * kMeansBic(scaled, segmentation) < kMeansBic(scaled, sweep.rows[0].segmentation); // true
 */
export function kMeansBic({ rows, columns }: Matrix, { segments, inertia }: KMeansSegmentation): number {
  const k = segments.length;
  if (rows <= k || inertia === 0) return Number.NEGATIVE_INFINITY;
  const width = inertia / (columns * (rows - k)); // variance, unbiased
  const shares = segments.reduce((sum, { size }) => sum + (size > 0 ? size * Math.log(size / rows) : 0), 0);
  const logLikelihood =
    shares - ((rows * columns) / 2) * Math.log(2 * Math.PI * width) - (columns * (rows - k)) / 2;
  return (k - 1 + k * columns + 1) * Math.log(rows) - 2 * logLikelihood;
}
