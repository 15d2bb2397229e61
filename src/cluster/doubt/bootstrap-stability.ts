import { checkMatrix } from '../../core/check-matrix.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { currentTask, type Task } from '../../core/task.js';
import { mean } from '../../stats/mean.js';
import { quantile } from '../../stats/quantile.js';
import { checkCustomersOf } from '../check-customers-of.js';
import { checkOptions } from '../check-options.js';
import { type Resampling, withResampling } from '../resampling/with-resampling.js';
import type { Segmentation } from '../segmentation.js';

/** How `bootstrapStability` draws and fits. */
export interface StabilityOptions {
  /** Seed of chance: any whole number. */
  readonly seed: number;
  /** Pairs of samples, default 100. */
  readonly pairs?: number;
  /** Starts of k-means for each sample, default 1: a solution that one start in two misses is not stable. */
  readonly restarts?: number;
  /** Most threads, default one a core: the result is the same with any number. */
  readonly threads?: number;
}

/** Figures over all pairs. */
export interface Spread {
  readonly mean: number;
  readonly median: number;
  /** The 5th and the 95th percentile. */
  readonly low: number;
  readonly high: number;
  /** One entry a pair. */
  readonly values: Float64Array;
}

/** How well one segment comes back. */
export interface SegmentStability {
  readonly key: string;
  readonly name: string;
  /**
   * Jaccard index of the segment and the most similar one of each sample, 0 to 1 (SLSw). From about 0.75 on a segment is
   * real for practical purposes, below 0.5 it dissolves.
   */
  readonly jaccard: Spread;
  readonly verdict: 'stable' | 'a pattern' | 'dissolves';
}

/** How well segments come back when customers are drawn again. */
export interface Stability {
  readonly k: number;
  /** Adjusted Rand index of the two solutions of each pair, over all customers: 1 the same, about 0 no more than chance. */
  readonly agreement: Spread;
  readonly segments: readonly SegmentStability[];
  readonly pairs: number;
  /** Of all samples, two a pair, those in which fewer than k customers differ: they have fewer segments. */
  readonly reduced: number;
  readonly because: string;
}

const STABLE = 0.75;
const DISSOLVED = 0.5;

/**
 * Draws customers again and again, two samples a time, fits k-means to both, places all customers by both, and looks how
 * much the two agree: over all (global stability), and segment by segment with the segments at hand (stability within
 * solutions, SLSw).
 *
 * @param matrix - What `kmeans` was given.
 * @param segmentation - What `kmeans` gave.
 * @throws {InputError} For customers that are not those of the segmentation, one segment only, and fewer than 2 pairs.
 *
 * O(pairs · 2 fits of k-means). 100 pairs of 10,000 customers of 10 columns take 1 to 4 s, by k.
 * Source: Dolnicar and Leisch, "Evaluation of structure and reproducibility of cluster solutions using the bootstrap",
 * Marketing Letters 21 (2010) 83-101; Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics
 * & Data Analysis 52 (2007) 258-271, for the thresholds.
 *
 * @example
 * const stability = await bootstrapStability(scaled, segmentation, { seed: 1, pairs: 20 });
 * stability.agreement.median; // 1
 */
export async function bootstrapStability(
  matrix: Matrix,
  segmentation: Segmentation<Matrix>,
  options: StabilityOptions,
  task: Task = currentTask(),
): Promise<Stability> {
  checkMatrix('bootstrapStability', matrix);
  checkOptions('bootstrapStability', options, '{ seed: 1 }');
  return withResampling(matrix, options.threads, task, (resampling) =>
    stabilityWith(resampling, matrix, segmentation, options, task),
  );
}

/** The same with threads that are there already. */
export async function stabilityWith(
  resampling: Resampling,
  matrix: Matrix,
  segmentation: Segmentation<Matrix>,
  options: StabilityOptions,
  task: Task,
): Promise<Stability> {
  const { seed, pairs = 100, restarts = 1 } = options;
  const { labels, segments } = segmentation;
  const k = segments.length;
  checkCustomersOf('bootstrapStability', segmentation, matrix, 'Give what kmeans was given.');
  if (k < 2) throw new InputError('bootstrapStability: there is one segment, which is always stable.');
  if (!Number.isInteger(pairs) || pairs < 2) {
    throw new InputError(`bootstrapStability: pairs is ${pairs}. It has to be a whole number from 2 on.`);
  }
  const found = await resampling.run(
    'pairAgreement',
    { k, seed, restarts, labels },
    { from: 0, to: pairs, products: matrix.data.length * k * 60 * pairs * restarts },
    (done) => task.progress(done / pairs, `Stability of ${k} segments, pair ${done} of ${pairs}`),
  );
  const agreements = Float64Array.from(found, ({ agreement }) => agreement);
  const jaccards = segments.map((_, s) => Float64Array.from(found, ({ likeness }) => likeness[s]));
  task.progress(1);
  const agreement = spread(agreements);
  const made = segments.map(({ key, name }, s): SegmentStability => {
    const jaccard = spread(jaccards[s]);
    return { key, name, jaccard, verdict: verdictOf(jaccard.mean) };
  });
  const reduced = found.reduce((sum, { fewer }) => sum + fewer, 0);
  const lost =
    reduced === 0
      ? ''
      : ` In ${reduced} of ${2 * pairs} samples fewer than ${k} customers differ: they have fewer segments.`;
  const because = `${inWords(made, agreement.mean)}${lost}`;
  return { k, agreement, segments: made, pairs, reduced, because };
}

/** @param values - One entry a pair; kept as they are. */
export function spread(values: Float64Array): Spread {
  const sorted = values.slice().sort();
  const [low, median, high] = [0.05, 0.5, 0.95].map((share) => quantile(sorted, share));
  return { mean: mean(values), median, low, high, values };
}

function verdictOf(jaccard: number): SegmentStability['verdict'] {
  if (jaccard >= STABLE) return 'stable';
  return jaccard >= DISSOLVED ? 'a pattern' : 'dissolves';
}

function inWords(segments: readonly SegmentStability[], agreement: number): string {
  const stable = segments.filter(({ verdict }) => verdict === 'stable').length;
  const gone = segments.filter(({ verdict }) => verdict === 'dissolves').map(({ name }) => name);
  const parts = [
    `Two samples of the same customers agree to ${agreement.toFixed(2)} (adjusted Rand index; 1 is the same).`,
    `${stable} of ${segments.length} segments come back (Jaccard index of ${STABLE} or more).`,
  ];
  if (gone.length > 0) parts.push(`Not found again: ${gone.join(', ')}.`);
  return parts.join(' ');
}
