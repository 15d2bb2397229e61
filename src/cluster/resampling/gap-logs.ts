import { type Matrix, matrixOf } from '../../core/matrix.js';
import { type Random, seeded } from '../../core/random.js';
import type { Task } from '../../core/task.js';
import { breathe } from '../../core/task.js';
import type { MemoryShelf } from '../../simd/loop-memory.js';
import { fitCentroids } from './fit-centroids.js';

/** A box around customers, turned as their principal components are. */
export interface Box {
  readonly means: Float64Array;
  /** One row an axis. */
  readonly axes: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** What `gapLogs` fits. */
export interface GapSettings {
  readonly box: Box;
  /** All numbers of segments from 1 to this one. */
  readonly most: number;
  readonly seed: number;
  readonly restarts: number;
}

/** As many segments as customers that differ leave nothing over; that counts as this share of the inertia of one. */
const NOTHING_LEFT = 1e-12;

/** Logarithms of the inertia of the customers (number 0), or of as many without groups (1, 2, …), for each k. */
export async function gapLogs(
  matrix: Matrix,
  { box, most, seed, restarts }: GapSettings,
  index: number,
  task: Task,
  shelf: MemoryShelf,
): Promise<Float64Array> {
  const of = index === 0 ? matrix : drawn(matrix, box, seeded(seed).stream(index - 1));
  const rows = { count: of.rows, columns: of.columns, data: of.data };
  const logs = new Float64Array(most);
  let least = Number.MIN_VALUE;
  for (let k = 1; k <= most; k++) {
    const { inertia } = await fitCentroids(rows, { k, seed: seed + index, restarts }, task, shelf);
    if (k === 1) least = Math.max(least, inertia * NOTHING_LEFT);
    logs[k - 1] = Math.log(Math.max(inertia, least));
    await breathe(task);
  }
  return logs;
}

/** As many customers, drawn evenly from the box. */
function drawn({ rows, columns, names }: Matrix, { means, axes, low, high }: Box, random: Random): Matrix {
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) data[i * columns + j] = means[j];
    for (let c = 0; c < columns; c++) {
      const score = low[c] + random.next() * (high[c] - low[c]);
      for (let j = 0; j < columns; j++) data[i * columns + j] += score * axes[c * columns + j];
    }
  }
  return matrixOf(data, columns, names);
}
