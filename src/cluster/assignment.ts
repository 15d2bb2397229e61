import type { WeightedRows } from './distinct-rows.js';
import { type Nearest, nearestCentroid, nearestOf } from './nearest-centroid.js';
import { squaredDistance } from './squared-distance.js';

/**
 * The centroid of each row, and what is known of its distance to all others without looking again: the entry of
 * `seconds` less the `approach` of its centroid is at most the distance to the second nearest.
 */
export interface Assignment extends Nearest {
  /** Customers of each centroid. */
  readonly sizes: Float64Array;
  /**
   * Where the rows pull each centroid since it moved last: weight times difference, added for each row that came
   * and taken off for each that left. Zero where a centroid is the mean of its rows.
   */
  readonly pull: Float64Array;
  /** Row i is safe in its segment as long as `shrinkage[labels[i]]` stays below this. */
  readonly gaps: Float64Array;
  /** By how much the lead of each centroid over all others may have shrunk for any row, since the beginning. */
  readonly shrinkage: Float64Array;
  /** How far any other centroid may have come nearer to any row; part of `shrinkage`. */
  readonly approach: Float64Array;
  /** Distance of each centroid to the nearest other one. */
  readonly apart: Float64Array;
}

/** No row is assigned yet: all count for the first centroid, with no knowledge of distances. */
export function assignmentOf({ count, columns, weights }: WeightedRows, k: number): Assignment {
  const sizes = new Float64Array(k);
  for (let i = 0; i < count; i++) sizes[0] += weights[i];
  return {
    ...nearestOf(count),
    labels: new Int32Array(count),
    sizes,
    pull: new Float64Array(k * columns),
    gaps: new Float64Array(count).fill(-Infinity),
    shrinkage: new Float64Array(k),
    approach: new Float64Array(k),
    apart: new Float64Array(k),
  };
}

/** Makes the next `reassign` look at every row. */
export function forgetBounds({ gaps, seconds }: Assignment): void {
  gaps.fill(-Infinity);
  seconds.fill(-Infinity);
}

/** Notes how far centroids moved: own ones may have gone away from rows, others may have come nearer. */
export function countMoves(assignment: Assignment, before: Float64Array, after: Float64Array): void {
  const { sizes, shrinkage, approach } = assignment;
  const columns = before.length / sizes.length;
  const moved = sizes.map((_, c) => Math.sqrt(squaredDistance(before, c, after, c, columns)));
  for (let c = 0; c < moved.length; c++) {
    let others = 0;
    for (let d = 0; d < moved.length; d++) if (d !== c && moved[d] > others) others = moved[d];
    approach[c] += others;
    shrinkage[c] += moved[c] + others;
  }
}

/** Measures the centroids against each other, which `reassign` needs whenever they moved. */
export function measureApart({ apart }: Assignment, centroids: Float64Array): void {
  const columns = centroids.length / apart.length;
  for (let c = 0; c < apart.length; c++) {
    let nearest = Infinity;
    for (let d = 0; d < apart.length; d++) {
      if (d !== c) nearest = Math.min(nearest, squaredDistance(centroids, c, centroids, d, columns));
    }
    apart[c] = Math.sqrt(nearest);
  }
}

/**
 * Labels some rows again; a row whose own centroid is certainly nearer than any other keeps its label unseen.
 *
 * @returns How many of them changed their label.
 *
 * Source: the bounds are those of Hamerly, "Making k-means even faster", SIAM Data Mining 2010.
 */
export function reassign(
  rows: WeightedRows,
  centroids: Float64Array,
  assignment: Assignment,
  from: number,
  to: number,
): number {
  const { data, columns } = rows;
  const { labels, distances, seconds, gaps, shrinkage, approach, apart } = assignment;
  let changed = 0;
  for (let i = from; i < to; i++) {
    const label = labels[i];
    if (shrinkage[label] < gaps[i]) continue;
    const own = Math.sqrt(squaredDistance(data, i, centroids, label, columns));
    const second = Math.max(seconds[i] - approach[label], apart[label] - own);
    const lead = leadOf(own, second);
    if (lead > 0) {
      gaps[i] = lead + shrinkage[label];
      seconds[i] = second + approach[label];
      continue;
    }
    nearestCentroid(data, columns, centroids, i, assignment);
    const now = labels[i];
    gaps[i] = leadOf(distances[i], seconds[i]) + shrinkage[now];
    seconds[i] += approach[now];
    if (now === label) continue;
    move(rows, centroids, assignment, i, label, now);
    changed++;
  }
  return changed;
}

/** How much nearer the first distance is, less far more than rounding can have added. */
function leadOf(own: number, second: number): number {
  return second * (1 - 1e-9) - own * (1 + 1e-9);
}

function move(
  { data, columns, weights }: WeightedRows,
  centroids: Float64Array,
  { sizes, pull }: Assignment,
  i: number,
  from: number,
  to: number,
): void {
  const weight = weights[i];
  sizes[from] -= weight;
  sizes[to] += weight;
  for (let j = 0; j < columns; j++) {
    const value = data[i * columns + j];
    pull[from * columns + j] -= weight * (value - centroids[from * columns + j]);
    pull[to * columns + j] += weight * (value - centroids[to * columns + j]);
  }
}
