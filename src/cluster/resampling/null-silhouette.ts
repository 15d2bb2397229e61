import type { Matrix } from '../../core/matrix.js';
import type { Task } from '../../core/task.js';
import { silhouette } from '../separation/silhouette.js';
import { fitCentroids } from './fit-centroids.js';
import { permutedColumns } from './permuted-columns.js';

/** Numbers of segments that are tried. */
export interface NullSilhouetteSettings {
  readonly k: readonly number[];
  readonly seed: number;
}

/** The highest mean silhouette of k-means over k, for the customers (number 0) or permuted ones (1, 2, …). */
export async function nullSilhouette(
  matrix: Matrix,
  { k: ks, seed }: NullSilhouetteSettings,
  index: number,
  task: Task,
): Promise<number> {
  const of = index === 0 ? matrix : permutedColumns(matrix, seed, index - 1);
  const rows = { count: of.rows, columns: of.columns, data: of.data };
  const quiet: Task = { signal: task.signal, progress() {}, warn: task.warn };
  let best = -1;
  for (const k of ks) {
    const labels = (await fitCentroids(rows, { k, seed: seed + index, restarts: 3 }, quiet)).assign(of);
    if (new Set(labels).size < 2) continue;
    const { mean } = await silhouette(of, labels, { seed: 1, threads: 1 }, quiet);
    best = Math.max(best, mean);
  }
  return best;
}
