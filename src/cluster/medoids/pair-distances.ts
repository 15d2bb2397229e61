import type { Matrix } from '../../core/matrix.js';
import { breathe, type Task } from '../../core/task.js';
import { squaredDistance } from '../squared-distance.js';

/** Distances between all pairs of customers: what `gower` gives is one. */
export interface PairDistances {
  readonly rows: number;
  /** Pair (i, j), i < j, at `i * rows - i * (i + 1) / 2 + j - i - 1`. */
  readonly values: Float64Array;
}

/** Euclidean distances. O(rows² · columns) time, 4 bytes · rows² of memory. */
export async function pairDistances({ rows, columns, data }: Matrix, task: Task): Promise<PairDistances> {
  const values = new Float64Array((rows * (rows - 1)) / 2);
  for (let i = 0, at = 0; i < rows; i++) {
    if (i % 64 === 0) await breathe(task);
    for (let j = i + 1; j < rows; j++) values[at++] = Math.sqrt(squaredDistance(data, i, data, j, columns));
  }
  return { rows, values };
}

/** Writes the distances of one customer to all. */
export function distancesTo({ rows, values }: PairDistances, row: number, to: Float64Array): void {
  for (let i = 0; i < row; i++) to[i] = values[i * rows - (i * (i + 1)) / 2 + row - i - 1];
  to[row] = 0;
  const from = row * rows - (row * (row + 1)) / 2;
  to.set(values.subarray(from, from + rows - row - 1), row + 1);
}
