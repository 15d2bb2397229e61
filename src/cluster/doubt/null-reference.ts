import { checkMatrix } from '../../core/check-matrix.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { partOfTask } from '../../core/part-of-task.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { checkNumbersOfSegments } from '../check-numbers-of-segments.js';
import { checkOptions } from '../check-options.js';
import { permutedColumns } from '../resampling/permuted-columns.js';
import { withResampling } from '../resampling/with-resampling.js';

/** How `nullReference` permutes and scores. */
export interface NullReferenceOptions {
  /** Numbers of segments to look at; the best score over them counts. */
  readonly k: readonly number[];
  /** Seed of chance: any whole number. */
  readonly seed: number;
  /** Permutations, default 99. */
  readonly permutations?: number;
  /**
   * How good the best segments of a matrix are, larger is better; default the highest mean silhouette of k-means over `k`.
   * It has to do all that was done to the customers, choices among them.
   */
  readonly score?: (matrix: Matrix, seed: number, task: Task) => Promise<number> | number;
  /** Most threads for the default score, default one a core: the result is the same with any number. */
  readonly threads?: number;
}

/** The real score among those of customers without structure. */
export interface NullReference {
  readonly score: number;
  /** Scores of the permuted customers, ascending. */
  readonly nulls: Float64Array;
  /** Chance that customers without structure score as high: (1 + as high) / (1 + permutations). */
  readonly p: number;
  readonly permutations: number;
  /** Customers who were scored. */
  readonly customers: number;
  readonly seed: number;
  readonly because: string;
}

/**
 * Is there structure at all? The columns are permuted one by one, so that each keeps its values and none knows of
 * another, and the same is done to such customers as to the real ones. Groups that show in one column alone are no
 * structure to this test: `dipTest` looks at those.
 *
 * @param matrix - Prepared customers, two or more columns.
 * @throws {InputError} For a single column, no k, a k out of range, fewer than 19 permutations, and a score that is no
 *   number.
 *
 * O(permutations · cost of the score).
 * Source: Phipson and Smyth, "Permutation p-values should never be zero", Statistical Applications in Genetics and
 * Molecular Biology 9 (2010) 39, for the p-value.
 *
 * @example
 * const { p } = await nullReference(scaled, { k: [3, 4], seed: 1, permutations: 19 });
 * p; // 0.05
 */
export async function nullReference(
  matrix: Matrix,
  options: NullReferenceOptions,
  task: Task = currentTask(),
): Promise<NullReference> {
  checkMatrix('nullReference', matrix);
  checkOptions('nullReference', options, '{ k: [2, 3, 4], seed: 1 }');
  checkNumbersOfSegments('nullReference', options.k);
  const { k, seed, permutations = 99 } = options;
  if (matrix.columns < 2) {
    throw new InputError(
      `nullReference: the matrix has ${matrix.columns} column. Permuting needs two or more; look at one column with a histogram.`,
    );
  }
  if (k.length === 0 || k.some((each) => !Number.isInteger(each) || each < 2 || each >= matrix.rows)) {
    throw new InputError(
      `nullReference: k is ${k.join(', ') || 'empty'}. Give whole numbers from 2 to below the number of customers, ${matrix.rows}.`,
    );
  }
  if (!Number.isInteger(permutations) || permutations < 19) {
    throw new InputError(
      `nullReference: permutations is ${permutations}. With fewer than 19 no p-value can be 0.05.`,
    );
  }
  const tell = (done: number) =>
    task.progress(done / (permutations + 1), `Customers without structure, ${done - 1} of ${permutations}`);
  const [score, ...others] =
    options.score === undefined
      ? await withResampling(matrix, options.threads, task, (resampling) =>
          resampling.run(
            'nullSilhouette',
            { k, seed },
            { from: 0, to: permutations + 1, products: matrix.rows ** 2 * k.length * permutations },
            tell,
          ),
        )
      : await scored(matrix, options.score, seed, permutations, tell, task);
  const nulls = Float64Array.from(others);
  nulls.sort();
  task.progress(1);
  const asHigh = nulls.reduce((count, each) => count + Number(each >= score), 0);
  const p = (1 + asHigh) / (1 + permutations);
  const found = p <= 0.05;
  const because = found
    ? `The segments are better (${score.toFixed(3)}) than in all but ${asHigh} of ${permutations} sets of customers without structure: there is structure, p = ${p.toFixed(3)}.`
    : `Customers without structure do as well in ${asHigh} of ${permutations} sets: the segments cut a cloud, p = ${p.toFixed(3)}. They can still be of use, but they are made, not found.`;
  return { score, nulls, p, permutations, customers: matrix.rows, seed, because };
}

/** A score of the caller's own, for the customers and for permuted ones. */
async function scored(
  matrix: Matrix,
  scoreOf: NonNullable<NullReferenceOptions['score']>,
  seed: number,
  permutations: number,
  tell: (done: number) => void,
  task: Task,
): Promise<number[]> {
  const scores: number[] = [];
  for (let i = 0; i <= permutations; i++) {
    const of = i === 0 ? matrix : permutedColumns(matrix, seed, i - 1);
    const part = partOfTask(task, i / (permutations + 1), (i + 1) / (permutations + 1));
    const score = await scoreOf(of, seed + i, part);
    if (typeof score !== 'number' || !Number.isFinite(score)) {
      throw new InputError(`nullReference: the score is ${String(score)}, not a finite number.`);
    }
    scores.push(score);
    tell(i + 1);
    await breathe(task);
  }
  return scores;
}
