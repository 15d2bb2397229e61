import { InputError } from '../core/input-error.js';
import { type Matrix, matrixOf } from '../core/matrix.js';
import { partOfTask } from '../core/part-of-task.js';
import { seeded } from '../core/random.js';
import { shuffled } from '../core/shuffled.js';
import { breathe, currentTask, type Task } from '../core/task.js';
import { fitCentroids } from './fit-centroids.js';
import { silhouette } from './silhouette.js';

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
  const scoreOf =
    options.score ?? ((of: Matrix, own: number, part: Task) => bestSilhouette(of, k, own, part));
  const checked = async (of: Matrix, own: number, part: Task): Promise<number> => {
    const score = await scoreOf(of, own, part);
    if (typeof score === 'number' && Number.isFinite(score)) return score;
    throw new InputError(`nullReference: the score is ${String(score)}, not a finite number.`);
  };
  const share = 1 / (permutations + 1);
  const score = await checked(matrix, seed, partOfTask(task, 0, share));
  const random = seeded(seed);
  const nulls = new Float64Array(permutations);
  for (let i = 0; i < permutations; i++) {
    task.progress((i + 1) * share, `Customers without structure, ${i + 1} of ${permutations}`);
    await breathe(task);
    const permuted = permutedColumns(matrix, (column) => random.stream(i * matrix.columns + column));
    nulls[i] = await checked(permuted, seed + i + 1, partOfTask(task, (i + 1) * share, (i + 2) * share));
  }
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

/** The same values in each column, in another order. */
export function permutedColumns(
  { rows, columns, data, names }: Matrix,
  randomOf: (column: number) => Parameters<typeof shuffled>[0],
): Matrix {
  const permuted = new Float64Array(data.length);
  for (let j = 0; j < columns; j++) {
    const order = shuffled(
      randomOf(j),
      Array.from({ length: rows }, (_, i) => i),
    );
    for (let i = 0; i < rows; i++) permuted[i * columns + j] = data[order[i] * columns + j];
  }
  return matrixOf(permuted, columns, names);
}

async function bestSilhouette(
  matrix: Matrix,
  ks: readonly number[],
  seed: number,
  task: Task,
): Promise<number> {
  const rows = { count: matrix.rows, columns: matrix.columns, data: matrix.data };
  const quiet: Task = { signal: task.signal, progress() {}, warn: task.warn };
  let best = -1;
  for (const k of ks) {
    const labels = (await fitCentroids(rows, { k, seed, restarts: 3 }, quiet)).assign(matrix);
    if (new Set(labels).size < 2) continue;
    const { mean } = await silhouette(matrix, labels, { seed: 1, threads: 1 }, quiet);
    best = Math.max(best, mean);
  }
  return best;
}
