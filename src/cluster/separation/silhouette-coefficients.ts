import { partOfTask } from '../../core/part-of-task.js';
import type { Task } from '../../core/task.js';
import { type LoopOptions, meanDistances } from './mean-distances.js';
import { quickMeanDistances } from './quick-mean-distances.js';
import type { SegmentedRows } from './segmented-rows.js';
import { scaledValues, unitScale } from './unit-scale.js';

const SMALL = 2000; // in double these take some milliseconds, and examples come out to the last digit
const SURE = 5e-7;
const MOST_SEGMENTS = 64; // the quick way keeps a sum for each customer and segment

/**
 * Silhouette coefficients of some customers, each against all.
 *
 * All customers at once are measured in single precision, above 2,000 of them; those whose coefficient the rounding of
 * coordinates may have moved by more than 5e-7 are measured again in double. Everything else is double.
 *
 * @param targets - Rows whose coefficients are wanted, ascending.
 * @returns One entry for each of `targets`.
 */
export async function silhouetteCoefficients(
  rows: SegmentedRows,
  targets: Int32Array,
  options: LoopOptions,
  task: Task,
): Promise<Float64Array> {
  const values = scaledValues(rows.matrix, unitScale('silhouette', rows.matrix));
  const { segments, starts } = rows;
  const isAlone = (row: number) => starts[segments[row] + 1] - starts[segments[row]] === 1;
  const coefficient = (row: number, own: number, nearest: number) =>
    isAlone(row) || own === nearest ? 0 : (nearest - own) / Math.max(own, nearest); // both 0 when all are alike
  const { rows: count } = rows.matrix;
  if (targets.length < count || count <= SMALL || starts.length - 1 > MOST_SEGMENTS) {
    const { own, nearest } = await meanDistances(rows, values, targets, options, task);
    return Float64Array.from(targets, (row, t) => coefficient(row, own[t], nearest[t]));
  }

  const quick = await quickMeanDistances(rows, values, options, partOfTask(task, 0, 0.7));
  const coefficients = Float64Array.from(targets, (row) =>
    coefficient(row, quick.own[row], quick.nearest[row]),
  );
  const unsure = targets.filter(
    (row) => !isAlone(row) && quick.doubts[row] > SURE * Math.max(quick.own[row], quick.nearest[row]),
  );
  if (unsure.length > 0) {
    const { own, nearest } = await meanDistances(rows, values, unsure, options, partOfTask(task, 0.7, 1));
    unsure.forEach((row, t) => {
      coefficients[row] = coefficient(row, own[t], nearest[t]);
    });
  }
  return coefficients;
}
