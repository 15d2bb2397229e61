import type { Random } from '../../core/random.js';
import { breathe, type Task } from '../../core/task.js';
import { type CustomerRows, kMeansMemory, NO_LABEL, setFrame, TILE_ROWS } from '../../simd/k-means-memory.js';
import type { Precision } from '../../simd/loops-module.js';
import { loopsOn } from '../../simd/loops-on.js';
import { squaredDistance } from '../squared-distance.js';
import { assignCustomers } from './assign-customers.js';
import { type Frame, fromFrame, intoFrame } from './frame.js';
import type { KMeansSolution } from './k-means-solution.js';

/** How batches are drawn, and when they end. */
export interface MiniBatchOptions {
  /** Customers in a batch. */
  readonly batch: number;
  /** Most batches. */
  readonly maxIterations: number;
  readonly precision: Precision;
}

const STILL = 1e-4; // of the range: centroids that move by less in every one of ten batches stand still
const STILL_BATCHES = 10;

/**
 * Improves centroids by one batch of random customers after another: each centroid moves towards the mean of its
 * customers in the batch, the less the more it has had. Only a batch is ever packed, so this takes any number of
 * customers; the solution is a little worse than that of iterations over all customers. The labels at the end are
 * those of the nearest centroids.
 *
 * @param start - Centroids to begin with, in the units of the customers.
 *
 * O(maxIterations · batch · k · columns + customers · k · columns).
 * Source: Sculley, "Web-scale k-means clustering", WWW 2010.
 */
export async function miniBatch(
  rows: CustomerRows,
  frame: Frame,
  start: Float64Array,
  { batch, maxIterations, precision }: MiniBatchOptions,
  random: Random,
  task: Task,
): Promise<KMeansSolution> {
  const { columns } = rows;
  const k = start.length / columns;
  const count = Math.min(batch, rows.count);
  const drawn = { count, columns, data: new Float64Array(count * columns), weights: new Float64Array(count) };
  draw();
  const memory = kMeansMemory(drawn, { k, threads: 1, shared: true });
  const loops = loopsOn(memory.memory, precision);
  const { job } = memory.at;
  const { centroids, labels, sums, values, weights } = memory.arrays;
  setFrame(memory, frame);
  centroids.set(intoFrame(start, frame));
  const taken = new Float64Array(k);

  let iterations = 0;
  for (let still = 0; iterations < maxIterations && still < STILL_BATCHES; iterations++) {
    draw();
    values.set(drawn.data);
    weights.set(drawn.weights);
    labels.fill(NO_LABEL);
    sums.fill(0);
    const tiles = Math.ceil(count / TILE_ROWS);
    loops.pack(job, 0, tiles, 0);
    loops.readyCentroids(job);
    loops.forgetSafety(job);
    loops.assignSurely(job, 0, tiles, 0);
    loops.addToSums(job, 0, count, 0);
    still = follow() < STILL ? still + 1 : 0;
    await breathe(task);
  }

  const all = { rows: rows.count, columns, data: rows.data, names: [] };
  const ends = assignCustomers(all, centroids, frame, precision);
  return {
    centroidsInFrame: centroids.slice(),
    centroids: fromFrame(centroids, frame),
    labels: Uint16Array.from(ends),
    inertia: inertiaOf(rows, ends, fromFrame(centroids, frame)),
    iterations,
    converged: iterations < maxIterations,
  };

  function draw(): void {
    for (let i = 0; i < count; i++) {
      const row = random.integer(rows.count);
      for (let j = 0; j < columns; j++) drawn.data[i * columns + j] = rows.data[row * columns + j];
      drawn.weights[i] = rows.weights === undefined ? 1 : rows.weights[row];
    }
  }

  /** Moves the centroids towards the means of the batch; returns the longest way. */
  function follow(): number {
    const before = centroids.slice();
    loops.moveToMeans(job);
    let longest = 0;
    for (let c = 0; c < k; c++) {
      const size = loops.sizeOf(job, c)!;
      taken[c] += size;
      let square = 0;
      for (let p = c * columns; p < (c + 1) * columns; p++) {
        const step = size === 0 ? 0 : ((centroids[p] - before[p]) * size) / taken[c];
        centroids[p] = before[p] + step;
        square += step * step;
      }
      longest = Math.max(longest, Math.sqrt(square));
    }
    return longest;
  }
}

function inertiaOf(
  { columns, data, weights }: CustomerRows,
  labels: Int32Array,
  centroids: Float64Array,
): number {
  let inertia = 0;
  for (let i = 0; i < labels.length; i++) {
    inertia += (weights?.[i] ?? 1) * squaredDistance(data, i, centroids, labels[i], columns);
  }
  return inertia;
}
