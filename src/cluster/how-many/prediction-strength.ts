import { checkMatrix } from '../../core/check-matrix.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { currentTask, type Task } from '../../core/task.js';
import { mean } from '../../stats/mean.js';
import { checkOptions } from '../check-options.js';
import { checkDistinct } from '../k-means/check-distinct.js';
import { type Resampling, withResampling } from '../resampling/with-resampling.js';

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
  /** Most threads, default one a core: the result is the same with any number. */
  readonly threads?: number;
}

/**
 * Whether segments found in one half of the customers hold in the other: of the pairs of customers that are together in a
 * segment of their own half, the share that the other half's centroids keep together, for the worst segment; mean over
 * splits and both halves.
 *
 * @returns 0 to 1; from 0.8 on a number of segments can be trusted, say its authors. Segments of one customer do not count;
 *   where all are such, it is 1. A split counts 0, with a warning, where fewer than `k` customers differ in a half.
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
  checkMatrix('predictionStrength', matrix);
  checkOptions('predictionStrength', options, '{ k: 4, seed: 1 }');
  return withResampling(matrix, options.threads, task, (resampling) =>
    strengthWith(resampling, matrix, options, task),
  );
}

/** The same with threads that are there already. */
export async function strengthWith(
  resampling: Resampling,
  matrix: Matrix,
  options: PredictionStrengthOptions,
  task: Task,
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
  checkDistinct(
    'predictionStrength',
    { count: matrix.rows, columns: matrix.columns, data: matrix.data },
    matrix,
    k,
  );
  const halves = await resampling.run(
    'keptTogether',
    { k, seed, restarts },
    { from: 0, to: splits, products: matrix.data.length * k * 60 * splits * restarts },
    (done) =>
      task.progress(done / splits, `Prediction strength of ${k} segments, split ${done} of ${splits}`),
  );
  const fewer = halves.filter((half) => half.fewer).length;
  if (fewer > 0) {
    task.warn(
      `predictionStrength: in ${fewer} of ${splits} splits fewer than ${k} customers differ in a half; they count 0.`,
    );
  }
  return mean(halves.flatMap((half) => half.strengths));
}
