import { checkMatrix } from '../../core/check-matrix.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { partOfTask } from '../../core/part-of-task.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { adjustedRand } from '../../stats/adjusted-rand.js';
import { checkOptions } from '../check-options.js';
import { distinctRows } from '../k-means/distinct-rows.js';
import { kmeans } from '../k-means/kmeans.js';
import { withoutColumn } from './without-column.js';

/** What becomes of the segments without one column. */
export interface ColumnSensitivity {
  readonly column: string;
  /**
   * Adjusted Rand index of the segments with and without it: 1 the same, about 0 no more alike than by chance. Above 0.9 is
   * excellent, above 0.8 good, above 0.65 moderate, below poor (Steinley 2004).
   */
  readonly agreement: number;
  /** Segments without the column: fewer than before where too few customers differ in the others. */
  readonly k: number;
}

/** How `leaveOneColumnOut` fits. */
export interface LeaveOneColumnOutOptions {
  readonly k: number;
  /** Seed of chance: any whole number. */
  readonly seed: number;
  /** Starts of k-means for each fit, default 20. */
  readonly restarts?: number;
}

/**
 * How much the segments hang on single columns: k-means once more without each of them, and how well the segments agree with
 * those of all columns.
 *
 * @param matrix - Features scaled for clustering, two columns or more.
 * @returns One entry a column, in their order.
 * @throws {InputError} For a single column, and what `kmeans` refuses.
 *
 * O(columns fits of k-means).
 * Source: Steinley, "Properties of the Hubert-Arabie adjusted Rand index", Psychological Methods 9 (2004) 386-396, for what
 * counts as much.
 *
 * @example
 * const [recency] = await leaveOneColumnOut(scaled, { k: 4, seed: 1 });
 * recency.column; // 'recencyDays'
 */
export async function leaveOneColumnOut(
  matrix: Matrix,
  options: LeaveOneColumnOutOptions,
  task: Task = currentTask(),
): Promise<ColumnSensitivity[]> {
  checkMatrix('leaveOneColumnOut', matrix);
  checkOptions('leaveOneColumnOut', options, '{ k: 4, seed: 1 }');
  const { columns, names } = matrix;
  if (columns < 2) {
    throw new InputError(`leaveOneColumnOut: the matrix has ${columns} column. Two or more are needed.`);
  }
  const share = 1 / (columns + 1);
  const all = await kmeans(matrix, options, partOfTask(task, 0, share));
  const result: ColumnSensitivity[] = [];
  for (const [j, column] of names.entries()) {
    task.progress((j + 1) * share, `Without ${column}`);
    await breathe(task);
    const rest = withoutColumn(matrix, j);
    const { count } = distinctRows({ count: rest.rows, columns: rest.columns, data: rest.data });
    const k = Math.min(options.k, count);
    const part = partOfTask(task, (j + 1) * share, (j + 2) * share);
    const { labels } = await kmeans(rest, { ...options, k }, part);
    result.push({ column, agreement: adjustedRand(all.labels, labels), k });
  }
  task.progress(1);
  return result;
}
