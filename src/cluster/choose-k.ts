import { InputError } from '../core/input-error.js';
import type { Matrix } from '../core/matrix.js';
import { partOfTask } from '../core/part-of-task.js';
import { currentTask, type Task } from '../core/task.js';
import { kMeansInput } from './k-means-input.js';
import { type KMeansSegmentation, kmeansOf } from './kmeans.js';
import { recommendK } from './recommend-k.js';
import { type SegmentSilhouette, silhouette } from './silhouette.js';

/** What `chooseK` compares. */
export interface KSweepOptions {
  /** Numbers of segments to try, each 2 or more. */
  readonly k: readonly number[];
  /** Seed of chance: any whole number. */
  readonly seed: number;
  /** Starts of k-means for each k; default 20. */
  readonly restarts?: number;
}

/** All the evidence for one k. */
export interface KSweepRow {
  readonly k: number;
  /** Sum of squared distances to the centroids; it falls with every k. */
  readonly inertia: number;
  /** Mean silhouette, −1 to 1. */
  readonly silhouette: number;
  /** Silhouette of each segment, in order of its label. */
  readonly perSegment: readonly SegmentSilhouette[];
  /** Share of customers in the smallest segment, 0 to 1. */
  readonly smallestShare: number;
  /** Starts that found this solution. */
  readonly hits: number;
  readonly restarts: number;
  /** Inertia of the next best solution; absent when all starts agree. */
  readonly secondBest?: number;
  /** The solution itself. */
  readonly segmentation: KMeansSegmentation;
}

/** Numbers of segments compared. */
export interface KSweep {
  /** In ascending order of k. */
  readonly rows: readonly KSweepRow[];
  /** The k with the highest mean silhouette, of equal ones the smallest. */
  readonly recommended: number;
  /** Why that one, what speaks against it, and how sure the figures are. */
  readonly because: string;
}

/**
 * Compares numbers of segments: k-means and silhouette for each, and a recommendation with its doubts.
 *
 * The k with the highest mean silhouette is recommended. That is one view of several, and never the decision of a
 * marketer: the sentence in `because` names what disagrees.
 *
 * @param matrix - Features scaled for clustering, one row a customer.
 * @throws {InputError} For no k, one below 2 or not below the number of customers (a silhouette is undefined there),
 *   and what `kmeans` refuses.
 *
 * O(sum of the k-means runs, and customers² · columns for each silhouette up to 40,000 customers): 4,300 customers
 * of 3 columns, k from 2 to 8, take about 1.5 seconds, 23,600 about 3.
 *
 * @example
 * const sweep = await chooseK(scaled, { k: [2, 3, 4, 5, 6], seed: 1 });
 * sweep.recommended; // 4
 * sweep.because; // 'k = 4 has the highest mean silhouette, 0.733.'
 */
export async function chooseK(
  matrix: Matrix,
  options: KSweepOptions,
  task: Task = currentTask(),
): Promise<KSweep> {
  const { seed, restarts = 20 } = options;
  const ks = [...new Set(options.k)].sort((a, b) => a - b);
  if (ks.length === 0) throw new InputError('chooseK: there is no k to try.');
  for (const k of ks) {
    if (!Number.isInteger(k) || k < 2) {
      throw new InputError(`chooseK: k is ${k}. Only whole numbers from 2 on can be compared.`);
    }
    if (k >= matrix.rows) {
      throw new InputError(
        `chooseK: k is ${k}, but there are ${matrix.rows} customers. Only k below that can be compared.`,
      );
    }
  }

  const input = kMeansInput(matrix);
  const rows: KSweepRow[] = [];
  for (const [i, k] of ks.entries()) {
    const [from, middle, to] = [i / ks.length, (i + 0.7) / ks.length, (i + 1) / ks.length];
    const segmentation = await kmeansOf(input, { k, seed, restarts }, partOfTask(task, from, middle));
    const fit = await silhouette(matrix, segmentation.labels, { seed }, partOfTask(task, middle, to));
    const { hits, nextBest } = segmentation.certificate;
    rows.push({
      k,
      inertia: segmentation.inertia,
      silhouette: fit.mean,
      perSegment: fit.perSegment,
      smallestShare: Math.min(...segmentation.segments.map((segment) => segment.share)),
      hits,
      restarts,
      ...(nextBest.length === 0 ? {} : { secondBest: nextBest[0].inertia }),
      segmentation,
    });
  }
  task.progress(1);
  return { rows, ...recommendK(rows) };
}
