import { availableParallelism } from 'node:os';
import { checkMatrix } from '../../core/check-matrix.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { seeded } from '../../core/random.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import type { Precision } from '../../simd/loops-module.js';
import { mean } from '../../stats/mean.js';
import { sampleCustomers } from './sample-customers.js';
import { segmentedRows } from './segmented-rows.js';
import { silhouetteCoefficients } from './silhouette-coefficients.js';
import { stratifiedMean } from './stratified-mean.js';

/** How `silhouette` samples and computes. */
export interface SilhouetteOptions {
  /**
   * Most customers to compute a coefficient for, a whole number from 2 on. Of more than that a sample is drawn, and
   * each customer in it is measured against all. Default: all up to 40,000 customers, above as many as take about a
   * second, at least 1,000.
   */
  readonly sample?: number;
  /** Seed of the sample, a whole number; default 1. */
  readonly seed?: number;
  /** `fast` rounds once where the machine can, differently between machines; default `default`, the same on all. */
  readonly precision?: Precision;
  /** Most threads, a whole number from 1 on; default one a core. The number changes nothing but the time. */
  readonly threads?: number;
}

/** How well customers fit their segments. */
export interface Silhouette {
  /** Mean over all customers, −1 to 1; from a sample when not `exact`. */
  readonly mean: number;
  /** The mean with its interval at 95 %, which has no width when `exact`. */
  readonly estimate: Estimate;
  /** One entry for each segment that has customers, in order of its label. */
  readonly perSegment: readonly SegmentSilhouette[];
  /** Coefficient of each customer of `rows`, −1 to 1. */
  readonly coefficients: Float64Array;
  /** Rows of the matrix that have a coefficient, ascending: all when `exact`. */
  readonly rows: Int32Array;
  /** Customers that have a coefficient. */
  readonly sampleSize: number;
  /** False when it was computed from a sample. */
  readonly exact: boolean;
  /** How it was computed, in words. */
  readonly method: string;
}

/** How well customers fit one segment. */
export interface SegmentSilhouette {
  /** Label of the segment. */
  readonly label: number;
  /** All customers of the segment, sampled or not. */
  readonly size: number;
  /** Mean over the segment, −1 to 1. */
  readonly mean: number;
}

const MOST_EXACT = 40_000;
const PAIRS = 5e8; // of a sample: about a second on one thread
const LEAST_SAMPLE = 1000;

/**
 * Silhouette of a segmentation: how much nearer customers sit to their own segment than to the next nearest one,
 * by Euclidean distance.
 *
 * Above the sample size, customers are drawn from each segment in proportion to its size, at least 30 of each,
 * and the segments are weighted by their true size; the interval says how far the mean of all may be from theirs.
 *
 * @param matrix - Features as they were for clustering, one row a customer.
 * @param labels - Segment of each customer: whole numbers from 0, gaps allowed.
 * @returns Near 1 the segments are far apart, near 0 they overlap, below 0 customers sit in the wrong one. A
 *   customer alone in its segment counts 0, as do customers when all are alike. Correct to about 1e-6; distances
 *   below 1e-150 of the range of the values count as none.
 * @throws {InputError} Unless there are 2 to `rows - 1` segments with customers (elsewhere it is undefined) and a label
 *   for each customer; for a sample below 2, threads below 1, values that are not finite, and more than 4 GB of memory.
 *
 * O(sample · customers · columns), memory O(customers · columns). One thread takes about 0.07 s for 10,000 customers of
 * 8 columns, 0.3 s for 20,000.
 * Source: Rousseeuw, "Silhouettes", J. Comput. Appl. Math. 20 (1987) 53-65.
 *
 * @example
 * const fit = await silhouette(scaled, segmentation.labels);
 * fit.mean; // 0.7328…
 * fit.coefficients.length; // 200
 */
export async function silhouette(
  matrix: Matrix,
  labels: ArrayLike<number>,
  options: SilhouetteOptions = {},
  task: Task = currentTask(),
): Promise<Silhouette> {
  checkMatrix('silhouette', matrix);
  if (typeof labels !== 'object' || labels === null) {
    throw new InputError('silhouette needs the label of each customer, for example segmentation.labels.');
  }
  const { seed = 1, precision = 'default', threads = availableParallelism() } = options;
  const { sample = usualSample(matrix.rows) } = options;
  if (!Number.isInteger(sample) || sample < 2) {
    throw new InputError(`silhouette: sample is ${sample}. It has to be a whole number from 2 on.`);
  }
  if (!Number.isInteger(threads) || threads < 1) {
    throw new InputError(`silhouette: threads is ${threads}. It has to be a whole number from 1 on.`);
  }
  if (precision !== 'default' && precision !== 'fast') {
    throw new InputError(`silhouette: precision is ${precision}. It can be "default" or "fast".`);
  }
  const segmented = segmentedRows('silhouette', matrix, labels);
  const rows =
    matrix.rows <= sample
      ? Int32Array.from({ length: matrix.rows }, (_, i) => i)
      : sampleCustomers(segmented, sample, seeded(seed));
  const coefficients = await silhouetteCoefficients(segmented, rows, { precision, threads }, task);
  task.progress(1, 'silhouette');
  await breathe(task);

  const values: number[][] = segmented.labels.map(() => []);
  rows.forEach((row, i) => {
    values[segmented.segments[row]].push(coefficients[i]);
  });
  const strata = values.map((own, s) => ({
    size: segmented.starts[s + 1] - segmented.starts[s],
    values: own,
  }));
  const exact = rows.length === matrix.rows;
  const estimate = stratifiedMean(strata);
  return {
    mean: estimate.value,
    estimate,
    perSegment: strata.map((stratum, s) => ({
      label: segmented.labels[s],
      size: stratum.size,
      mean: mean(stratum.values),
    })),
    coefficients,
    rows,
    sampleSize: rows.length,
    exact,
    method: exact
      ? `all ${rows.length} customers`
      : `a sample of ${rows.length} of ${matrix.rows} customers, drawn by segment with seed ${seed}`,
  };
}

function usualSample(customers: number): number {
  return customers <= MOST_EXACT ? MOST_EXACT : Math.max(LEAST_SAMPLE, Math.floor(PAIRS / customers));
}
