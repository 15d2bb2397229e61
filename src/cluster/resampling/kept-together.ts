import type { Matrix } from '../../core/matrix.js';
import { seeded } from '../../core/random.js';
import { shuffled } from '../../core/shuffled.js';
import type { Task } from '../../core/task.js';
import type { MemoryShelf } from '../../simd/loop-memory.js';
import { contingency } from '../../stats/contingency.js';
import { type FittedCentroids, fitCentroids } from './fit-centroids.js';

/** How halves are fitted. */
export interface SplitSettings {
  readonly k: number;
  readonly seed: number;
  readonly restarts: number;
}

/** What one split shows. */
export interface KeptTogether {
  /** Of each half; 0 where fewer than k customers differ in one of them. */
  readonly strengths: readonly number[];
  /** Whether fewer than k customers differ in one of the halves. */
  readonly fewer: boolean;
}

/** Splits the customers into halves; for each, the least share, over its segments, of pairs that the other one keeps together. */
export async function keptTogether(
  matrix: Matrix,
  { k, seed, restarts }: SplitSettings,
  split: number,
  task: Task,
  shelf: MemoryShelf,
): Promise<KeptTogether> {
  const mixed = shuffled(
    seeded(seed).stream(split),
    Array.from({ length: matrix.rows }, (_, i) => i),
  );
  const middle = Math.floor(matrix.rows / 2);
  const halves = [mixed.slice(0, middle), mixed.slice(middle)].map((rows) => rowsOf(matrix, rows));
  const fits: FittedCentroids[] = [];
  for (const [side, half] of halves.entries()) {
    const rows = { count: half.rows, columns: half.columns, data: half.data };
    fits.push(await fitCentroids(rows, { k, seed: seed + 2 * split + side, restarts }, task, shelf));
  }
  if (fits.some(({ fewer }) => fewer)) return { strengths: [0, 0], fewer: true };
  const strengths = halves.map((half, side) =>
    leastTogether(fits[side].assign(half), fits[1 - side].assign(half), k),
  );
  return { strengths, fewer: false };
}

function rowsOf({ columns, data, names }: Matrix, rows: readonly number[]): Matrix {
  const own = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    own.set(data.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  return { rows: rows.length, columns, data: own, names };
}

/** The least share, over segments, of pairs that another solution keeps together. */
function leastTogether(own: Int32Array, other: Int32Array, k: number): number {
  const { counts, columns } = contingency(own, other, k, k);
  let least = 1;
  for (let s = 0; s < k; s++) {
    const row = counts.subarray(s * columns, (s + 1) * columns);
    const size = row.reduce((sum, count) => sum + count, 0);
    if (size < 2) continue;
    const together = row.reduce((sum, count) => sum + count * (count - 1), 0);
    least = Math.min(least, together / (size * (size - 1)));
  }
  return least;
}
