import { TILE_ROWS } from '../../simd/k-means-memory.js';
import type { PackedCustomers } from './packed-customers.js';

/**
 * One pass of Hartigan's transfers: a customer moves to another segment when that lowers the inertia, both centroids
 * following at once. Where Lloyd's iterations stand still this often goes on: a customer may sit nearest to its own
 * centroid only because it pulls that centroid towards itself.
 *
 * The centroids have to be the means of their customers, and the leads up to date. A segment never loses its last one.
 *
 * @returns How many customers moved.
 *
 * O(customers · columns), and O(k · columns) for each customer close to a border.
 * Source: Hartigan and Wong, "Algorithm AS 136", Appl. Stat. 28 (1979) 100-108; Telgarsky and Vattani, "Hartigan's
 * method: k-means clustering without Voronoi", AISTATS 2010.
 */
export async function transferCustomers(packed: PackedCustomers): Promise<number> {
  const { rows, k, memory, team, job, frame, tiles } = packed;
  const { loops } = team;
  const { columns, data, weights } = rows;
  const { centroids, labels, found } = memory.arrays;
  const sizes = Float64Array.from({ length: k }, (_, c) => loops.sizeOf(job, c)!);
  const least = Math.min(...sizes);
  if ((await team.run('transferCandidates', tiles, job, memory.at.found, least)) === 0) return 0;
  const row = new Float64Array(columns);
  let transfers = 0;
  for (let tile = 0; tile < tiles.units; tile++) {
    for (let bits = found[tile]; bits !== 0; bits &= bits - 1) {
      transfers += transfer(tile * TILE_ROWS + 31 - Math.clz32(bits & -bits)) ? 1 : 0;
    }
  }
  loops.mergeSums(job, team.threads);
  return transfers;

  function transfer(i: number): boolean {
    const own = labels[i];
    const weight = weights?.[i] ?? 1;
    if (sizes[own] <= weight) return false;
    for (let j = 0; j < columns; j++) row[j] = (data[i * columns + j] - frame.centers[j]) * frame.scale;
    const gain = (sizes[own] / (sizes[own] - weight)) * squareTo(own);
    let best = own;
    let smallest = gain * (1 - 1e-12); // less than that is rounding, and could go round in circles
    for (let c = 0; c < k; c++) {
      if (c === own) continue;
      const cost = (sizes[c] / (sizes[c] + weight)) * squareTo(c); // joining a small segment costs least
      if (cost < smallest) [smallest, best] = [cost, c];
    }
    if (best === own) return false;
    for (let j = 0; j < columns; j++) {
      const [from, to] = [own * columns + j, best * columns + j];
      centroids[from] -= (weight * (row[j] - centroids[from])) / (sizes[own] - weight);
      centroids[to] += (weight * (row[j] - centroids[to])) / (sizes[best] + weight);
    }
    sizes[own] -= weight;
    sizes[best] += weight;
    loops.relabel(job, i, best);
    return true;
  }

  function squareTo(centroid: number): number {
    let square = 0;
    for (let j = 0; j < columns; j++) square += (row[j] - centroids[centroid * columns + j]) ** 2;
    return square;
  }
}
