import type { Task } from '../../core/task.js';
import type { CustomerRows } from '../../simd/k-means-memory.js';
import type { MemoryShelf } from '../../simd/loop-memory.js';
import { assignCustomers } from '../k-means/assign-customers.js';
import { countDistinct } from '../k-means/check-distinct.js';
import { kMeansStarts } from '../k-means/k-means-starts.js';

/** Centroids of one of many fits, and what they make of customers. */
export interface FittedCentroids {
  /** One after another, in the units of the customers. */
  readonly centroids: Float64Array;
  /** Whether fewer than k of the rows differ: there are as many centroids as differ. */
  readonly fewer: boolean;
  /** Sum of squared distances of the rows that were fitted, by their weight. */
  readonly inertia: number;
  /** Nearest centroid of other customers. */
  assign(customers: {
    readonly rows: number;
    readonly columns: number;
    readonly data: Float64Array;
  }): Int32Array;
}

/** k-means of rows that were drawn again, on one thread: no more than what resampling needs. Draws may lose rare customers. */
export async function fitCentroids(
  rows: CustomerRows,
  options: { readonly k: number; readonly seed: number; readonly restarts: number },
  task: Task,
  shelf?: MemoryShelf,
): Promise<FittedCentroids> {
  const k = countDistinct(rows, options.k);
  const { best, frame, precision } = await kMeansStarts(
    rows,
    {
      ...options,
      k,
      maxIterations: 300,
      tolerance: 0,
      precision: 'default',
      threads: 1,
      polish: false,
      shelf,
    },
    { signal: task.signal, progress() {}, warn: task.warn },
  );
  const [{ centroids, centroidsInFrame, inertia }] = best;
  return {
    centroids,
    fewer: k < options.k,
    inertia,
    assign: ({ rows: count, columns, data }) =>
      assignCustomers({ rows: count, columns, data, names: [] }, centroidsInFrame, frame, precision, shelf),
  };
}
