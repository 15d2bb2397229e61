import { InputError } from '../core/input-error.js';
import type { Matrix } from '../core/matrix.js';
import { seeded } from '../core/random.js';
import { shuffled } from '../core/shuffled.js';
import { breathe, currentTask, type Task } from '../core/task.js';
import { contingency } from '../stats/contingency.js';
import { mean } from '../stats/mean.js';
import { type FittedCentroids, fitCentroids } from './fit-centroids.js';

/** How `predictionStrength` splits and fits. */
export interface PredictionStrengthOptions {
  /** Number of segments, 2 or more. */
  readonly k: number;
  /** Seed of chance: any whole number. */
  readonly seed: number;
  /** Splits into halves, default 20. */
  readonly splits?: number;
  /** Starts of k-means for each half, default 5. */
  readonly restarts?: number;
}

/**
 * Whether segments found in one half of the customers hold in the other: of the pairs of customers that are together in a
 * segment of their own half, the share that the other half's centroids keep together, for the worst segment; mean over
 * splits and both halves.
 *
 * @returns 0 to 1; from 0.8 on a number of segments can be trusted, say its authors. Segments of one customer do not count;
 *   where all are such, it is 1.
 * @throws {InputError} For a k below 2 or above half of the customers, and for fewer than one split.
 *
 * O(splits · 2 fits of k-means).
 * Source: Tibshirani and Walther, "Cluster validation by prediction strength", Journal of Computational and Graphical
 * Statistics 14 (2005) 511-528.
 *
 * @example
 * await predictionStrength(scaled, { k: 4, seed: 1, splits: 5 }); // 1
 */
export async function predictionStrength(
  matrix: Matrix,
  options: PredictionStrengthOptions,
  task: Task = currentTask(),
): Promise<number> {
  const { k, seed, splits = 20, restarts = 5 } = options;
  if (!Number.isInteger(k) || k < 2 || k > matrix.rows / 2) {
    throw new InputError(
      `predictionStrength: k is ${k}. It has to be a whole number from 2 to half of the ${matrix.rows} customers.`,
    );
  }
  if (!Number.isInteger(splits) || splits < 1) {
    throw new InputError(`predictionStrength: splits is ${splits}. It has to be a whole number from 1 on.`);
  }
  const random = seeded(seed);
  const order = Array.from({ length: matrix.rows }, (_, i) => i);
  const strengths: number[] = [];
  for (let split = 0; split < splits; split++) {
    task.progress(split / splits, `Prediction strength of ${k} segments, split ${split + 1} of ${splits}`);
    await breathe(task);
    const mixed = shuffled(random.stream(split), order);
    const middle = Math.floor(matrix.rows / 2);
    const halves = [mixed.slice(0, middle), mixed.slice(middle)].map((rows) => rowsOf(matrix, rows));
    const fits: FittedCentroids[] = [];
    for (const [side, half] of halves.entries()) {
      const rows = { count: half.rows, columns: half.columns, data: half.data };
      fits.push(await fitCentroids(rows, { k, seed: seed + 2 * split + side, restarts }, task));
    }
    halves.forEach((half, side) => {
      strengths.push(keptTogether(fits[side].assign(half), fits[1 - side].assign(half), k));
    });
  }
  return mean(strengths);
}

function rowsOf({ columns, data, names }: Matrix, rows: readonly number[]): Matrix {
  const own = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    own.set(data.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  return { rows: rows.length, columns, data: own, names };
}

/** The least share, over segments, of pairs that another solution keeps together. */
function keptTogether(own: Int32Array, other: Int32Array, k: number): number {
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
