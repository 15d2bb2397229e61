import type { Matrix } from '../../core/matrix.js';
import type { Task } from '../../core/task.js';
import type { CustomerRows } from '../../simd/k-means-memory.js';
import { type KMeansStarts, kMeansStarts } from '../k-means/k-means-starts.js';

/** Numbers of segments, and how k-means starts for each. */
export interface SweepSettings {
  /** Customers that differ. */
  readonly rows: CustomerRows;
  readonly ks: readonly number[];
  readonly seed: number;
  readonly restarts: number;
}

/** All starts of k-means for one k of several, on one thread. */
export function sweepStarts(
  _: Matrix,
  { rows, ks, seed, restarts }: SweepSettings,
  index: number,
  task: Task,
): Promise<KMeansStarts> {
  return kMeansStarts(
    rows,
    { k: ks[index], seed, restarts, maxIterations: 300, tolerance: 0, precision: 'default', threads: 1 },
    { signal: task.signal, progress() {}, warn: task.warn },
  );
}
