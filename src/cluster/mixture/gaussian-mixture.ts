import { checkIds } from '../../core/check-ids.js';
import { checkMatrix } from '../../core/check-matrix.js';
import { checkMatrixColumns } from '../../core/check-matrix-columns.js';
import { dataHash } from '../../core/data-hash.js';
import { InputError } from '../../core/input-error.js';
import { type Matrix, matrixOf } from '../../core/matrix.js';
import { partOfTask } from '../../core/part-of-task.js';
import { currentTask, type Task } from '../../core/task.js';
import { checkKnown } from '../../core/unknown-name.js';
import { variance } from '../../stats/variance.js';
import { frameOfRows } from '../k-means/frame.js';
import { kmeans } from '../k-means/kmeans.js';
import { idsOf, numberedSegments, sizesOf } from '../numbered-segments.js';
import type { SegmentModel } from '../segment-model.js';
import type { Segmentation } from '../segmentation.js';
import { segmentationOf } from '../segmentation-of.js';
import { fitGaussians, type GaussianFit, weigh } from './fit-gaussians.js';
import type { Covariance } from './gaussian-components.js';
import { type GaussianComponent, gaussianModel } from './gaussian-model.js';

/** How `gaussianMixture` runs. */
export interface GaussianMixtureOptions {
  /** Number of components, 1 to the number of customers that differ. */
  readonly k: number;
  /** Seed of chance: any whole number. */
  readonly seed: number;
  /** Default `full`. Each is one of the models of R's mclust: EII, VII, EEI, VVI, EEE, VVV. */
  readonly covariance?: Covariance;
  /** Whether all components have the same covariance; default false. */
  readonly shared?: boolean;
  /** Starts from segments of k-means, the first from the best of ten, the others from one each; default 5. */
  readonly restarts?: number;
  /** Most iterations of one start; default 1000. */
  readonly maxIterations?: number;
  /** Ends a start when the log-likelihood a customer grows by less; default 1e-8. */
  readonly tolerance?: number;
}

/** Segments as components of a mixture of normal distributions. */
export interface GaussianMixtureSegmentation extends Segmentation<Matrix> {
  readonly kind: 'model';
  readonly model: SegmentModel;
  /** Shares and means, largest segment first. */
  readonly components: readonly GaussianComponent[];
  /** Mean of each component. */
  readonly means: Matrix;
  readonly logLikelihood: number;
  /** Log-likelihood of the start that was kept, after each iteration. */
  readonly history: readonly number[];
  readonly converged: boolean;
  /** Log-likelihood of each start. */
  readonly startLogLikelihoods: readonly number[];
  /** Starts that found this solution, to a millionth. */
  readonly hits: number;
  /** Components that would shrink to nothing and were held at a millionth of the variance: they describe single customers. */
  readonly floored: number;
  readonly freeParameters: number;
  /** −2 log-likelihood + free parameters · log customers: smaller is better (R's mclust has the other sign). */
  readonly bic: number;
  /** −2 log-likelihood + 2 free parameters: smaller is better. */
  readonly aic: number;
  /** BIC plus twice the entropy of the memberships: smaller is better. */
  readonly icl: number;
  /** Probability of each component, one row a customer, rows sum to 1. */
  membership(matrix: Matrix): Matrix;
}

/** Name in R's mclust. */
const MCLUST: Readonly<Record<Covariance, readonly [varying: string, shared: string]>> = {
  spherical: ['VII', 'EII'],
  diagonal: ['VVI', 'EEI'],
  full: ['VVV', 'EEE'],
};

/**
 * Segments customers by a mixture of normal distributions, fitted by EM: unlike k-means, segments may be of unlike sizes
 * and shapes, overlap, and each customer has a probability for each. The order of customers changes figures by no more than
 * rounding.
 *
 * A component that shrinks to a point or a line makes the likelihood grow without end; its variances are held at a millionth
 * of those of all customers, and `floored` counts such components. Among starts, those with fewer of them are preferred.
 *
 * @param matrix - One row a customer.
 * @throws {InputError} For an unknown covariance, columns that are constant, a `k` out of range, no customers, repeated ids.
 *
 * O(restarts · iterations · customers · k · columns²) for `full`, without the square for the others.
 * Source: Fraley and Raftery, "Model-based clustering, discriminant analysis, and density estimation", Journal of the
 * American Statistical Association 97 (2002) 611-631.
 *
 * @example
 * const mixture = await gaussianMixture(scaled, { k: 4, seed: 1, covariance: 'diagonal' });
 * mixture.segments.length; // 4
 */
export async function gaussianMixture(
  matrix: Matrix,
  options: GaussianMixtureOptions,
  task: Task = currentTask(),
): Promise<GaussianMixtureSegmentation> {
  const { k, seed, covariance = 'full', shared = false } = options;
  const { restarts = 5, maxIterations = 1000, tolerance = 1e-8 } = options;
  const variances = checkedVariances(matrix, options);
  const { rows, columns, names } = matrix;
  let best: GaussianFit | undefined;
  const ends: number[] = [];
  for (let start = 0; start < restarts; start++) {
    const part = partOfTask(task, start / restarts, (start + 1) / restarts);
    part.progress(0, `Mixture of ${k} components, start ${start + 1} of ${restarts}`);
    const segments = { k, seed: seed + start, restarts: start === 0 ? 10 : 1 };
    const { labels } = await kmeans(matrix, segments, { ...part, progress() {} });
    const memberships = new Float64Array(rows * k);
    for (let i = 0; i < rows; i++) memberships[i * k + labels[i]] = 1;
    const settings = { k, covariance, shared, maxIterations, tolerance };
    const fit = await fitGaussians(matrix, memberships, variances, settings, part);
    ends.push(fit.history.at(-1)!);
    const isBetter =
      best === undefined ||
      fit.floored < best.floored ||
      (fit.floored === best.floored && fit.history.at(-1)! > best.history.at(-1)!);
    if (isBetter) best = fit;
  }
  const { history, converged, floored } = best!;
  const components = inOrder(matrix, best!.components);
  const model = gaussianModel(names, components);
  const labels = place(matrix);
  const keys = components.map((_, s) => `s${s + 1}`);
  const membership = (input: Matrix): Matrix => {
    checkMatrixColumns('membership', input, names);
    const data = new Float64Array(input.rows * k);
    weigh(input, components, data);
    return matrixOf(data, k, keys, input.ids);
  };
  function place({ rows: count, data }: Matrix): Int32Array {
    const costs = new Float64Array(k);
    return Int32Array.from({ length: count }, (_, i) => {
      model.costs(data, i * columns, costs);
      return costs.indexOf(Math.min(...costs));
    });
  }
  const logLikelihood = history.at(-1)!;
  const each = { spherical: 1, diagonal: columns, full: (columns * (columns + 1)) / 2 }[covariance];
  const freeParameters = k - 1 + k * columns + each * (shared ? 1 : k);
  const bic = -2 * logLikelihood + freeParameters * Math.log(rows);
  const entropy = membership(matrix).data.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
  task.progress(1);
  return segmentationOf({
    kind: 'model' as const,
    ids: idsOf(matrix),
    labels,
    segments: numberedSegments(sizesOf(labels, k)),
    origin: {
      method: 'gaussian mixture',
      columns: names,
      options: { k, covariance, shared, mclust: MCLUST[covariance][Number(shared)], restarts, tolerance },
      seed,
      dataHash: dataHash(names, matrix.ids, matrix.data),
    },
    model,
    components,
    means: matrixOf(Float64Array.from(components.flatMap(({ mean }) => mean)), columns, names, keys),
    logLikelihood,
    history,
    converged,
    startLogLikelihoods: ends,
    hits: ends.filter((end) => Math.abs(logLikelihood - end) <= 1e-6 * Math.abs(logLikelihood)).length,
    floored,
    freeParameters,
    bic,
    aic: -2 * logLikelihood + 2 * freeParameters,
    icl: bic + 2 * entropy,
    assign: (input: Matrix) => {
      checkMatrixColumns('assign', input, names);
      return place(input);
    },
    membership,
  });
}

/** Variance of each column, when all is as it has to be. */
function checkedVariances(matrix: Matrix, options: GaussianMixtureOptions): Float64Array {
  const who = 'gaussianMixture';
  checkMatrix(who, matrix);
  const { k, seed, covariance = 'full', restarts = 1, maxIterations = 1, tolerance = 0 } = options;
  checkKnown(who, 'covariance', [covariance], Object.keys(MCLUST));
  for (const [name, value] of Object.entries({ k, restarts, maxIterations })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new InputError(`${who}: ${name} is ${value}. It has to be a whole number from 1 on.`);
    }
  }
  if (!Number.isInteger(seed)) throw new InputError(`${who}: seed is ${seed}. It has to be a whole number.`);
  if (!(tolerance >= 0)) throw new InputError(`${who}: tolerance is ${tolerance}. It is 0 or above.`);
  const { rows, columns, names, data } = matrix;
  if (rows < 2 || columns === 0) {
    throw new InputError(
      `${who} needs two customers or more, and a column; there are ${rows} and ${columns}.`,
    );
  }
  if (k > rows)
    throw new InputError(`${who}: k is ${k}, but there are ${rows} customers. Choose k from 1 to ${rows}.`);
  if (matrix.ids !== undefined) checkIds(who, matrix.ids);
  frameOfRows(data, columns, who); // refuses what cannot be squared
  return Float64Array.from(names, (name, j) => {
    const values = Float64Array.from({ length: rows }, (_, i) => data[i * columns + j]);
    const own = variance(values, 0);
    if (own > 0) return own;
    throw new InputError(
      `${who}: column "${name}" is the same for all customers. Leave it out: it tells nobody apart.`,
      { column: name },
    );
  });
}

/** Components by the number of customers they win, largest first; ties by share. */
function inOrder(matrix: Matrix, components: readonly GaussianComponent[]): GaussianComponent[] {
  const { rows, columns, data, names } = matrix;
  const model = gaussianModel(names, components);
  const costs = new Float64Array(components.length);
  const sizes = new Float64Array(components.length);
  for (let i = 0; i < rows; i++) {
    model.costs(data, i * columns, costs);
    sizes[costs.indexOf(Math.min(...costs))]++;
  }
  return [...components.keys()]
    .sort((a, b) => sizes[b] - sizes[a] || components[b].share - components[a].share)
    .map((c) => components[c]);
}
