import { checkMatrix } from '../../core/check-matrix.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { partOfTask } from '../../core/part-of-task.js';
import { currentTask, type Task } from '../../core/task.js';
import type { CustomerRows } from '../../simd/k-means-memory.js';
import { checkNumbersOfSegments } from '../check-numbers-of-segments.js';
import { checkOptions } from '../check-options.js';
import { kMeansInput } from '../k-means/k-means-input.js';
import type { KMeansStarts } from '../k-means/k-means-starts.js';
import { checkKMeans, type KMeansSegmentation, kmeansOf } from '../k-means/kmeans.js';
import type { SweepSettings } from '../resampling/sweep-starts.js';
import { type Resampling, withResampling } from '../resampling/with-resampling.js';
import { type SegmentSilhouette, silhouette } from '../separation/silhouette.js';
import { recommendK } from './recommend-k.js';

/** What `chooseK` compares. */
export interface KSweepOptions {
  /** Numbers of segments to try, each 2 or more. */
  readonly k: readonly number[];
  /** Seed of chance: any whole number. */
  readonly seed: number;
  /** Starts of k-means for each k; default 20. */
  readonly restarts?: number;
  /** Most threads, default one a core: the result is the same with any number. */
  readonly threads?: number;
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

const LARGE = 50_000; // customers: the threads share each iteration instead

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
  checkMatrix('chooseK', matrix);
  checkOptions('chooseK', options, '{ k: [2, 3, 4], seed: 1 }');
  checkNumbersOfSegments('chooseK', options.k);
  return withResampling(matrix, options.threads, task, (resampling) =>
    sweepWith(resampling, matrix, options, task),
  );
}

/** The same with threads that are there already. */
export async function sweepWith(
  resampling: Resampling,
  matrix: Matrix,
  options: KSweepOptions,
  task: Task,
  who = 'chooseK',
): Promise<KSweep> {
  const { seed, restarts = 20 } = options;
  const ks = [...new Set(options.k)].sort((a, b) => a - b);
  if (ks.length === 0) throw new InputError(`${who}: there is no k to try.`);
  for (const k of ks) {
    if (!Number.isInteger(k) || k < 2) {
      throw new InputError(`${who}: k is ${k}. Only whole numbers from 2 on can be compared.`);
    }
    if (k >= matrix.rows) {
      throw new InputError(
        `${who}: k is ${k}, but there are ${matrix.rows} customers. Only k below that can be compared.`,
      );
    }
  }

  const input = kMeansInput(matrix, undefined, who);
  for (const k of ks) checkKMeans(input, { k, seed, restarts }, who);
  const started =
    input.rows.count > LARGE ? [] : await startsOf(resampling, input.rows, { ks, seed, restarts }, task);
  const rows: KSweepRow[] = [];
  for (const [i, k] of ks.entries()) {
    const part = (share: number) => 0.6 + (0.4 * (i + share)) / ks.length;
    const segmentation = await kmeansOf(
      input,
      { k, seed, restarts },
      partOfTask(task, part(0), part(0.5)),
      started[i],
    );
    const fit = await silhouette(matrix, segmentation.labels, { seed }, partOfTask(task, part(0.5), part(1)));
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

/** Starts for each k, one k a thread: iterations of few customers are too short to be shared. */
async function startsOf(
  resampling: Resampling,
  rows: CustomerRows,
  { ks, seed, restarts }: Omit<SweepSettings, 'rows'>,
  task: Task,
): Promise<KMeansStarts[]> {
  const largestFirst = [...ks].reverse();
  const products = rows.data.length * restarts * 30 * ks.reduce((sum, k) => sum + k, 0);
  const found = await resampling.run(
    'sweepStarts',
    { rows, ks: largestFirst, seed, restarts },
    { from: 0, to: ks.length, products },
    (done) =>
      task.progress((0.6 * done) / ks.length, `k-means for ${done} of ${ks.length} numbers of segments`),
  );
  return found.reverse();
}
