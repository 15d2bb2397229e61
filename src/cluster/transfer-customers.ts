import type { Assignment } from './assignment.js';
import type { WeightedRows } from './distinct-rows.js';
import { squaredDistance } from './squared-distance.js';

/**
 * One pass of Hartigan's transfers: a row moves to another segment when that lowers the inertia, both centroids
 * following at once. Where Lloyd's iterations stand still this often goes on: a row may sit nearest to its own
 * centroid only because it pulls that centroid towards itself.
 *
 * Changes `centroids`, which have to be the means of their rows, and `assignment`; a segment never loses its last
 * row, and a row that moved is looked at by the next assignment.
 *
 * @returns How many rows moved.
 *
 * O(customers), and O(k · columns) for each row close to a border.
 * Source: Hartigan and Wong, "Algorithm AS 136", Appl. Stat. 28 (1979) 100-108; Telgarsky and Vattani, "Hartigan's
 * method: k-means clustering without Voronoi", AISTATS 2010.
 */
export function transferCustomers(
  rows: WeightedRows,
  centroids: Float64Array,
  assignment: Assignment,
): number {
  const { count, columns, data, weights } = rows;
  const { labels, sizes, seconds, gaps, shrinkage, approach } = assignment;
  let transfers = 0;
  let least = Math.min(...sizes);
  for (let i = 0; i < count; i++) {
    const own = labels[i];
    const weight = weights[i];
    if (sizes[own] <= weight) continue;
    const relief = sizes[own] / (sizes[own] - weight);
    // Joining a segment of n customers costs n / (n + weight) of the squared distance, least in the smallest one.
    const second = seconds[i] - approach[own]; // at least so far to the next nearest, at most `first` to its own
    const first = second - (gaps[i] - shrinkage[own]);
    if (second > 0 && first * first * relief < (least / (least + weight)) * second * second) continue;

    const gain = relief * squaredDistance(data, i, centroids, own, columns);
    let best = own;
    let smallest = gain * (1 - 1e-12); // less than that is rounding, and could go round in circles
    for (let c = 0; c < sizes.length; c++) {
      if (c === own) continue;
      const cost = (sizes[c] / (sizes[c] + weight)) * squaredDistance(data, i, centroids, c, columns);
      if (cost < smallest) {
        smallest = cost;
        best = c;
      }
    }
    if (best === own) continue;
    for (let j = 0; j < columns; j++) {
      const value = data[i * columns + j];
      const [from, to] = [own * columns + j, best * columns + j];
      centroids[from] -= (weight * (value - centroids[from])) / (sizes[own] - weight);
      centroids[to] += (weight * (value - centroids[to])) / (sizes[best] + weight);
    }
    sizes[own] -= weight;
    sizes[best] += weight;
    least = Math.min(...sizes);
    labels[i] = best;
    gaps[i] = -Infinity;
    seconds[i] = -Infinity;
    transfers++;
  }
  return transfers;
}
