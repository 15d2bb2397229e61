import { checkMatrix } from '../../core/check-matrix.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { currentTask, type Task } from '../../core/task.js';
import { mean } from '../../stats/mean.js';
import { symmetricEigen } from '../../stats/symmetric-eigen.js';
import { variance } from '../../stats/variance.js';
import { checkOptions } from '../check-options.js';
import { checkDistinct } from '../k-means/check-distinct.js';
import type { Box } from '../resampling/gap-logs.js';
import { type Resampling, withResampling } from '../resampling/with-resampling.js';

/** How `gapStatistic` compares. */
export interface GapOptions {
  /** Most segments; all numbers from 1 on are tried. */
  readonly most: number;
  /** Seed of chance: any whole number. */
  readonly seed: number;
  /** Sets of customers without groups to compare with, default 50. */
  readonly references?: number;
  /** Starts of k-means for each fit, default 5. */
  readonly restarts?: number;
  /** Most threads, default one a core: the result is the same with any number. */
  readonly threads?: number;
}

/** The gap for one k. */
export interface GapRow {
  readonly k: number;
  /** Mean logarithm of the inertia without groups, less that of the customers. */
  readonly gap: number;
  /** Standard error, with that of the simulation. */
  readonly error: number;
}

/** Gaps, and the number of segments that they speak for. */
export interface Gap {
  readonly rows: readonly GapRow[];
  /** The smallest k whose gap is at least the next one less its standard error; absent when none is. */
  readonly chosen?: number;
  /** What the customers are compared with, in words. */
  readonly reference: string;
}

/**
 * The gap statistic: how much less k segments leave over than in customers without groups. Those are drawn evenly from a
 * box around the customers that is turned as their principal components are, so that columns that go together do not pass
 * for groups.
 *
 * @throws {InputError} For a number of segments below 2, not below that of the customers or above that of customers that differ, and fewer than 2 references.
 *
 * Groups of unlike widths or shapes are often counted as more; it is one view of several.
 *
 * O(references · most fits of k-means).
 * Source: Tibshirani, Walther and Hastie, "Estimating the number of clusters in a data set via the gap statistic", Journal
 * of the Royal Statistical Society B 63 (2001) 411-423, reference (b), rule of one standard error.
 *
 * @example
 * const { rows } = await gapStatistic(scaled, { most: 6, seed: 1, references: 20 });
 * rows.length; // 6
 */
export async function gapStatistic(
  matrix: Matrix,
  options: GapOptions,
  task: Task = currentTask(),
): Promise<Gap> {
  checkMatrix('gapStatistic', matrix);
  checkOptions('gapStatistic', options, '{ most: 6, seed: 1 }');
  return withResampling(matrix, options.threads, task, (resampling) =>
    gapWith(resampling, matrix, options, task),
  );
}

/** The same with threads that are there already. */
export async function gapWith(
  resampling: Resampling,
  matrix: Matrix,
  options: GapOptions,
  task: Task,
): Promise<Gap> {
  const { most, seed, references = 50, restarts = 5 } = options;
  if (!Number.isInteger(most) || most < 2 || most >= matrix.rows) {
    throw new InputError(
      `gapStatistic: most is ${most}. It has to be a whole number from 2 to below the number of customers, ${matrix.rows}.`,
    );
  }
  if (!Number.isInteger(references) || references < 2) {
    throw new InputError(`gapStatistic: references is ${references}. It has to be a whole number from 2 on.`);
  }
  const rowsOfMatrix = { count: matrix.rows, columns: matrix.columns, data: matrix.data };
  checkDistinct('gapStatistic', rowsOfMatrix, matrix, most, 'most');
  const [own, ...simulated] = await resampling.run(
    'gapLogs',
    { box: boxAround(matrix), most, seed, restarts },
    { from: 0, to: references + 1, products: matrix.data.length * most ** 2 * 30 * references * restarts },
    (done) =>
      task.progress(done / (references + 1), `Customers without groups, set ${done} of ${references}`),
  );
  task.progress(1);
  const rows = Array.from(own, (log, i): GapRow => {
    const values = Float64Array.from(simulated, (row) => row[i]);
    const error = Math.sqrt(variance(values, 0) * (1 + 1 / references));
    return { k: i + 1, gap: mean(values) - log, error };
  });
  const chosen = rows.find(
    ({ gap }, i) => i + 1 < rows.length && gap >= rows[i + 1].gap - rows[i + 1].error,
  )?.k;
  return {
    rows,
    ...(chosen === undefined ? {} : { chosen }),
    reference: `${references} sets of ${matrix.rows} customers, drawn evenly from a box along their principal components`,
  };
}

/** A box around the customers, along their principal components. */
function boxAround(matrix: Matrix): Box {
  const { rows, columns, data } = matrix;
  const means = Float64Array.from({ length: columns }, (_, j) =>
    mean(Float64Array.from({ length: rows }, (_, i) => data[i * columns + j])),
  );
  const products = new Float64Array(columns * columns);
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < columns; a++) {
      const x = data[i * columns + a] - means[a];
      for (let b = 0; b < columns; b++) products[a * columns + b] += x * (data[i * columns + b] - means[b]);
    }
  }
  const { vectors: axes } = symmetricEigen(products, columns);
  const low = new Float64Array(columns).fill(Infinity);
  const high = new Float64Array(columns).fill(-Infinity);
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < columns; c++) {
      let score = 0;
      for (let j = 0; j < columns; j++) {
        score += (data[i * columns + j] - means[j]) * axes[c * columns + j];
      }
      low[c] = Math.min(low[c], score);
      high[c] = Math.max(high[c], score);
    }
  }
  return { means, axes: Float64Array.from(axes), low, high };
}
