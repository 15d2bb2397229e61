import type { Task } from '../../core/task.js';
import type { CustomerRows } from '../../simd/k-means-memory.js';
import type { MemoryShelf } from '../../simd/loop-memory.js';
import { assignCustomers } from '../assign-customers.js';
import { kMeansStarts } from '../k-means-starts.js';

/** Centroids of one of many fits, and what they make of customers. */
export interface FittedCentroids {
  /** One after another, in the units of the customers. */
  readonly centroids: Float64Array;
  /** Sum of squared distances of the rows that were fitted, by their weight. */
  readonly inertia: number;
  /** Nearest centroid of other customers. */
  assign(customers: {
    readonly rows: number;
    readonly columns: number;
    readonly data: Float64Array;
  }): Int32Array;
}

/** Centroids that move less no longer change what resampling shows; as the default of scikit-learn. */
const TOLERANCE = 1e-4;

/**
 * k-means of rows that were drawn again, on one thread: no more than what resampling needs. Where fewer than k of them differ,
 * there are as many segments as differ.
 */
export async function fitCentroids(
  rows: CustomerRows,
  options: { readonly k: number; readonly seed: number; readonly restarts: number },
  task: Task,
  shelf?: MemoryShelf,
): Promise<FittedCentroids> {
  const { best, frame, precision } = await kMeansStarts(
    rows,
    {
      ...options,
      k: differing(rows, options.k),
      maxIterations: 300,
      tolerance: TOLERANCE,
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
    inertia,
    assign: ({ rows: count, columns, data }) =>
      assignCustomers({ rows: count, columns, data, names: [] }, centroidsInFrame, frame, precision, shelf),
  };
}

/** Rows that differ, up to a number. */
function differing({ count, columns, data, weights }: CustomerRows, most: number): number {
  const seen = new Set<string>();
  for (let i = 0; i < count && seen.size < most; i++) {
    if (weights?.[i] !== 0) seen.add(data.subarray(i * columns, (i + 1) * columns).join());
  }
  return seen.size;
}
