import { checkMatrix } from '../../core/check-matrix.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { partOfTask } from '../../core/part-of-task.js';
import { currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { checkNumbersOfSegments } from '../check-numbers-of-segments.js';
import { checkOptions } from '../check-options.js';
import { type Stability, stabilityWith } from '../doubt/bootstrap-stability.js';
import { countDistinct } from '../k-means/check-distinct.js';
import { type Resampling, withResampling } from '../resampling/with-resampling.js';
import { calinskiHarabasz } from '../separation/calinski-harabasz.js';
import { daviesBouldin } from '../separation/davies-bouldin.js';
import { type KSweepRow, sweepWith } from './choose-k.js';
import { evidenceContent } from './evidence-content.js';
import { type Gap, gapWith } from './gap-statistic.js';
import { kMeansBic } from './k-means-bic.js';
import { strengthWith } from './prediction-strength.js';
import { type Vote, votesOf, weighVotes } from './weigh-votes.js';

/** What `howMany` compares, and how thoroughly. */
export interface HowManyOptions {
  /** Numbers of segments to try, each 2 or more. */
  readonly k: readonly number[];
  /** Seed of chance: any whole number. */
  readonly seed: number;
  /** Starts of k-means for each k; default 20. */
  readonly restarts?: number;
  /** Pairs of samples for the stability of each k; default 100. */
  readonly pairs?: number;
  /** Sets of customers without groups for the gap; default 20. */
  readonly references?: number;
  /** Splits into halves for the prediction strength; default 10. */
  readonly splits?: number;
  /** Most threads, default one a core: the result is the same with any number. */
  readonly threads?: number;
}

/** All the evidence for one k. */
export interface HowManyRow extends KSweepRow {
  /** Larger is better. */
  readonly calinskiHarabasz: number;
  /** Smaller is better. */
  readonly daviesBouldin: number;
  readonly gap: number;
  readonly gapError: number;
  /** 0 to 1; from 0.8 on it can be trusted. */
  readonly predictionStrength: number;
  /** Smaller is better. */
  readonly bic: number;
  readonly stability: Stability;
}

/** Numbers of segments, and all that speaks for and against each. It displays as a table. */
export interface HowMany extends Displayable {
  /** In ascending order of k. */
  readonly rows: readonly HowManyRow[];
  readonly gap: Gap;
  /** Which k each criterion speaks for. */
  readonly votes: readonly Vote[];
  /** The k that most criteria speak for, of equal ones the more stable. */
  readonly recommended: number;
  /** Who speaks for it, who against, and what it is worth. */
  readonly because: string;
}

/**
 * All the evidence for the number of segments, side by side: inertia with its bend, silhouette, Calinski-Harabasz,
 * Davies-Bouldin, gap, prediction strength, BIC, agreement of bootstrap pairs, smallest segment, and how often the best
 * solution was found. The criteria rarely agree; the recommendation counts them and names those that do not.
 *
 * @param matrix - Features scaled for clustering, one row a customer.
 * @throws {InputError} What `chooseK`, `bootstrapStability`, `gapStatistic` and `predictionStrength` refuse.
 *
 * Time is that of about 2 · pairs fits of k-means for each k: see the README, "Speed".
 *
 * @example
 * const evidence = await howMany(scaled, { k: [2, 3, 4, 5], seed: 1, pairs: 20, references: 10 });
 * evidence.recommended; // 4
 */
export async function howMany(
  matrix: Matrix,
  options: HowManyOptions,
  task: Task = currentTask(),
): Promise<HowMany> {
  checkMatrix('howMany', matrix);
  checkOptions('howMany', options, '{ k: [2, 3, 4], seed: 1 }');
  checkNumbersOfSegments('howMany', options.k);
  const { pairs = 100, references = 20, splits = 10 } = options;
  const most = Math.max(0, ...options.k);
  if (most > matrix.rows / 2) {
    throw new InputError(
      `howMany: k goes up to ${most}, more than half of the ${matrix.rows} customers. Stability means nothing there: try fewer.`,
    );
  }
  const { rows, gap } = await withResampling(matrix, options.threads, task, (resampling) =>
    evidence(resampling, matrix, { ...options, pairs, references, splits }, task),
  );
  const votes = votesOf(rows, gap);
  const verdict = weighVotes(rows, votes, gap);
  task.progress(1);
  return {
    rows,
    gap,
    votes,
    ...verdict,
    [DISPLAY_KEY]: () => contentBundle(evidenceContent(rows, verdict.recommended, verdict.because)),
  };
}

async function evidence(
  resampling: Resampling,
  matrix: Matrix,
  options: HowManyOptions & { readonly pairs: number; readonly references: number; readonly splits: number },
  task: Task,
): Promise<{ readonly rows: readonly HowManyRow[]; readonly gap: Gap }> {
  const { seed, pairs, references, splits, restarts } = options;
  const most = Math.max(...options.k);
  const sweepOptions = { k: options.k, seed, ...(restarts === undefined ? {} : { restarts }) };
  const sweep = await sweepWith(resampling, matrix, sweepOptions, partOfTask(task, 0, 0.15), 'howMany');
  const distinct = countDistinct(
    { count: matrix.rows, columns: matrix.columns, data: matrix.data },
    most + 1,
  );
  const gap = await gapWith(
    resampling,
    matrix,
    { most: Math.min(most + 1, matrix.rows - 1, distinct), seed, references, restarts: 1 },
    partOfTask(task, 0.15, 0.3),
  );
  const rows: HowManyRow[] = [];
  for (const [i, row] of sweep.rows.entries()) {
    const at = (share: number) => 0.3 + (0.7 * (i + share)) / sweep.rows.length;
    const { k, segmentation } = row;
    const stability = await stabilityWith(
      resampling,
      matrix,
      segmentation,
      { seed, pairs },
      partOfTask(task, at(0), at(0.8)),
    );
    const strength = await strengthWith(
      resampling,
      matrix,
      { k, seed, splits, restarts: 3 },
      partOfTask(task, at(0.8), at(1)),
    );
    rows.push({
      ...row,
      calinskiHarabasz: calinskiHarabasz(matrix, segmentation.labels),
      daviesBouldin: daviesBouldin(matrix, segmentation.labels),
      gap: gap.rows[k - 1].gap,
      gapError: gap.rows[k - 1].error,
      predictionStrength: strength,
      bic: kMeansBic(matrix, segmentation),
      stability,
    });
  }
  return { rows, gap };
}
