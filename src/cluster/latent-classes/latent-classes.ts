import { checkIds } from '../../core/check-ids.js';
import { checkMatrixColumns } from '../../core/check-matrix-columns.js';
import { dataHash } from '../../core/data-hash.js';
import { InputError } from '../../core/input-error.js';
import { type Matrix, matrixOf } from '../../core/matrix.js';
import { seeded } from '../../core/random.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { logSumExp } from '../../stats/log-sum-exp.js';
import { idsOf, numberedSegments, sizesOf } from '../numbered-segments.js';
import type { SegmentModel } from '../segment-model.js';
import type { Segmentation } from '../segmentation.js';
import { segmentationOf } from '../segmentation-of.js';
import { checkAnswers, patternsOf } from './answer-patterns.js';
import { fitLatentClasses, type LatentClassFit } from './latent-class-fit.js';
import { latentClassModel } from './latent-class-model.js';

/** How `latentClasses` runs. */
export interface LatentClassOptions {
  /** Number of classes, 1 to the number of patterns of answers that differ. */
  readonly k: number;
  /** Seed of chance: any whole number. */
  readonly seed: number;
  /** Random starts, of which the best is kept; default 20. */
  readonly restarts?: number;
  /** Most iterations of one start; default 1000. */
  readonly maxIterations?: number;
  /** Ends a start when the log-likelihood grows by less than this share of itself; default 1e-10. */
  readonly tolerance?: number;
}

/** Classes of customers who answer alike. */
export interface LatentClassSegmentation extends Segmentation<Matrix> {
  readonly kind: 'model';
  readonly model: SegmentModel;
  /** Share of each class in the model, which is not the share of customers labelled with it. */
  readonly classShares: readonly number[];
  /** Probability of yes, one row a class. */
  readonly itemProbabilities: Matrix;
  readonly logLikelihood: number;
  /** Log-likelihood of the start that was kept, before the first iteration and after each: it never falls. */
  readonly history: readonly number[];
  readonly converged: boolean;
  /** Log-likelihood of each start. */
  readonly startLogLikelihoods: readonly number[];
  /** Starts that found this solution, to a millionth: one of many means that a better one may exist. */
  readonly hits: number;
  readonly freeParameters: number;
  /** −2 log-likelihood + free parameters · log customers: smaller is better (R's mclust has the other sign). */
  readonly bic: number;
  /** −2 log-likelihood + 2 free parameters: smaller is better. */
  readonly aic: number;
  /** BIC plus twice the entropy of the memberships: smaller is better. */
  readonly icl: number;
  /** Probability of each class, one row a customer, rows sum to 1. */
  membership(matrix: Matrix): Matrix;
}

/**
 * Segments customers by yes/no items: classes within which the items are independent, fitted by EM from random starts.
 * Probabilities are kept within 1e-6 of 0 and 1. The order of customers does not matter.
 *
 * @param matrix - One row a customer, one column an item, 1 for yes and 0 for no.
 * @throws {InputError} For values other than 0 and 1, no customers or items, repeated ids, and a `k` below 1 or above
 *   the number of patterns that differ.
 *
 * O(restarts · iterations · patterns · k · items). Source: Lazarsfeld and Henry, "Latent Structure Analysis" (1968).
 *
 * @example
 * const answers = matrix([[1, 1], [1, 0], [0, 0]], ['sun', 'snow']);
 * const { freeParameters } = await latentClasses(answers, { k: 1, seed: 1 });
 * freeParameters; // 2
 */
export async function latentClasses(
  matrix: Matrix,
  { k, seed, restarts = 20, maxIterations = 1000, tolerance = 1e-10 }: LatentClassOptions,
  task: Task = currentTask(),
): Promise<LatentClassSegmentation> {
  const who = 'latentClasses';
  for (const [name, value] of Object.entries({ k, restarts, maxIterations })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new InputError(`${who}: ${name} is ${value}. It has to be a whole number from 1 on.`);
    }
  }
  if (!Number.isInteger(seed)) throw new InputError(`${who}: seed is ${seed}. It has to be a whole number.`);
  if (!(tolerance >= 0)) throw new InputError(`${who}: tolerance is ${tolerance}. It is 0 or above.`);
  if (matrix.rows === 0 || matrix.columns === 0) {
    throw new InputError(`${who}: there are no ${matrix.rows === 0 ? 'customers' : 'items'}.`);
  }
  if (matrix.ids !== undefined) checkIds(who, matrix.ids);
  checkAnswers(who, matrix);
  const patterns = patternsOf(matrix);
  const differing = patterns.counts.length;
  if (k > differing) {
    throw new InputError(
      `${who}: k is ${k}, but only ${differing} patterns of answers differ. Choose k from 1 to ${differing}.`,
    );
  }
  let best: LatentClassFit | undefined;
  const ends: number[] = [];
  for (let start = 0; start < restarts; start++) {
    task.progress(start / restarts, `${k} latent classes, start ${start + 1} of ${restarts}`);
    await breathe(task);
    const random = seeded(seed).stream(start);
    const fit = await fitLatentClasses(patterns, { k, maxIterations, tolerance }, random, task);
    ends.push(fit.history.at(-1)!);
    if (best === undefined || fit.history.at(-1)! > best.history.at(-1)!) best = fit;
  }
  const { shares, yes, history, converged } = best!;
  const { columns: items, names } = matrix;
  const rowOf = (c: number) => Array.from(yes.subarray(c * items, (c + 1) * items));
  const modelIn = (order: readonly number[]) =>
    latentClassModel(
      names,
      order.map((c) => shares[c]),
      order.map(rowOf),
    );
  const found = Array.from(shares.keys());
  const first = sizesOf(labelsOf(matrix, modelIn(found).costs), k);
  const order = found.sort((a, b) => first[b] - first[a] || shares[b] - shares[a]);
  const model = modelIn(order);
  const labels = labelsOf(matrix, model.costs);
  const keys = order.map((_, s) => `s${s + 1}`);
  const membership = (input: Matrix): Matrix => {
    checkMatrixColumns('membership', input, names);
    checkAnswers('membership', input);
    const data = new Float64Array(input.rows * k);
    for (let i = 0; i < input.rows; i++) {
      const logs = model.costs(input.data.subarray(i * items, (i + 1) * items)).map((cost) => -cost);
      const all = logSumExp(logs);
      data.set(
        logs.map((log) => Math.exp(log - all)),
        i * k,
      );
    }
    return matrixOf(data, k, keys, input.ids);
  };
  const logLikelihood = history.at(-1)!;
  const freeParameters = k - 1 + k * items;
  const bic = -2 * logLikelihood + freeParameters * Math.log(matrix.rows);
  const entropy = membership(matrix).data.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
  return segmentationOf({
    kind: 'model' as const,
    ids: idsOf(matrix),
    labels,
    segments: numberedSegments(sizesOf(labels, k)),
    origin: {
      method: 'latent classes',
      columns: names,
      options: { k, restarts, maxIterations, tolerance },
      seed,
      dataHash: dataHash(names, matrix.ids, matrix.data),
    },
    model,
    classShares: order.map((c) => shares[c]),
    itemProbabilities: matrixOf(Float64Array.from(order.flatMap(rowOf)), items, names, keys),
    logLikelihood,
    history,
    converged,
    startLogLikelihoods: ends,
    hits: ends.filter((end) => logLikelihood - end <= 1e-6 * Math.abs(logLikelihood)).length,
    freeParameters,
    bic,
    aic: -2 * logLikelihood + 2 * freeParameters,
    icl: bic + 2 * entropy,
    assign: (input: Matrix) => {
      checkMatrixColumns('assign', input, names);
      checkAnswers('assign', input);
      return labelsOf(input, model.costs);
    },
    membership,
  });
}

function labelsOf({ rows, columns, data }: Matrix, costs: (row: Float64Array) => Float64Array): Int32Array {
  return Int32Array.from({ length: rows }, (_, i) => {
    const own = costs(data.subarray(i * columns, (i + 1) * columns));
    return own.indexOf(Math.min(...own));
  });
}
