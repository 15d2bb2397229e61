import { checkMatrixColumns } from '../core/check-matrix-columns.js';
import { InputError } from '../core/input-error.js';
import { type Matrix, matrixOf } from '../core/matrix.js';
import { breathe, currentTask, type Task } from '../core/task.js';
import { adjustedRand } from '../stats/adjusted-rand.js';
import type { DistinctRows } from './distinct-rows.js';
import { certify, type KMeansCertificate } from './k-means-certificate.js';
import { type KMeansInput, kMeansInput } from './k-means-input.js';
import { kMeansStarts } from './k-means-starts.js';
import type { LloydSolution } from './lloyd.js';
import { nearestCentroid, nearestOf } from './nearest-centroid.js';
import type { Segmentation } from './segmentation.js';

/** How `kmeans` runs. */
export interface KMeansOptions {
  /** Number of segments, 1 to the number of customers that differ. */
  readonly k: number;
  /** Seed of chance: any whole number. */
  readonly seed: number;
  /** Starts from different centroids, of which the best result is kept; default 20. */
  readonly restarts?: number;
  /** Most iterations of one start; default 300. */
  readonly maxIterations?: number;
}

/** Segments found by k-means. */
export interface KMeansSegmentation extends Segmentation<Matrix> {
  readonly kind: 'model';
  /** One row a segment, in the units of the matrix. */
  readonly centroids: Matrix;
  /** Sum of squared distances from each customer to the centroid of its segment. */
  readonly inertia: number;
  /** Iterations over all customers of the start that was kept. */
  readonly iterations: number;
  /** False when `maxIterations` came first: labels agree with the centroids, but more iterations would help. */
  readonly converged: boolean;
  readonly certificate: KMeansCertificate;
}

/**
 * Segments customers by k-means: `k` centroids, each customer in the segment of the nearest one (Euclidean
 * distance; scale the columns first, or the one with the largest numbers decides alone).
 *
 * Starts from greedy k-means++ and keeps the best of `restarts` results; the certificate says how often that one
 * was found. Segments are ordered by size, largest first (ties by centroid). The same customers in another order
 * give the same segments. Above 10,000 different rows the starts are first worked out on a sample of 5,000, and those
 * that agree there go on together with all customers.
 *
 * @param matrix - One row a customer.
 * @throws {InputError} For a `k` below 1, above the number of customers or of customers that differ, for repeated
 *   customer ids, and for values too large to be squared.
 *
 * O(restarts · iterations · customers · k · columns): 4,300 customers of 3 columns take about 100 ms at k = 5.
 *
 * @example
 * const segmentation = await kmeans(scaled, { k: 4, seed: 1 });
 * segmentation.segments[0]; // { key: 's1', name: 'Segment 1', size: 80, share: 0.4 }
 * segmentation.certificate.verdict; // 'All 20 starts found this solution.'
 */
export async function kmeans(
  matrix: Matrix,
  options: KMeansOptions,
  task: Task = currentTask(),
): Promise<KMeansSegmentation> {
  return kmeansOf(kMeansInput(matrix), options, task);
}

/** The same for customers that are checked already. */
export async function kmeansOf(
  { matrix, ids, rows, dataHash }: KMeansInput,
  options: KMeansOptions,
  task: Task,
): Promise<KMeansSegmentation> {
  const { k, seed, restarts = 20, maxIterations = 300 } = options;
  checkWhole('k', k);
  checkWhole('restarts', restarts);
  checkWhole('maxIterations', maxIterations);
  if (!Number.isInteger(seed)) throw new InputError(`kmeans: seed is ${seed}. It has to be a whole number.`);
  checkCount(matrix, k);
  checkDistinct(rows, matrix, k);

  const starts = await kMeansStarts(rows, { k, seed, restarts, maxIterations }, task);
  await breathe(task);
  task.progress(1);

  const { best, secondBest, inertias } = starts;
  const { inertia, iterations, converged } = best;
  const { labels, sizes, centroids } = orderBySize(best, rows, k);
  return {
    kind: 'model',
    ids,
    labels,
    segments: Array.from(sizes, (size, s) => ({
      key: `s${s + 1}`,
      name: `Segment ${s + 1}`,
      size,
      share: size / matrix.rows,
    })),
    origin: {
      method: 'k-means',
      columns: matrix.names,
      options: { k, restarts, maxIterations },
      seed,
      dataHash,
    },
    centroids: matrixOf(
      centroids,
      matrix.columns,
      matrix.names,
      Array.from(sizes, (_, s) => `s${s + 1}`),
    ),
    inertia,
    iterations,
    converged,
    certificate: certify(inertias, secondBest && agreementOf(best, secondBest, rows)),
    assign: (input) => assign(input, matrix.names, centroids),
  };
}

function checkWhole(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) {
    throw new InputError(`kmeans: ${name} is ${value}. It has to be a whole number from 1 on.`);
  }
}

function checkCount(matrix: Matrix, k: number): void {
  if (k > matrix.rows) {
    const [be, customers] = matrix.rows === 1 ? ['is', 'customer'] : ['are', 'customers'];
    const choice = matrix.rows === 1 ? 'Only k = 1 is possible.' : `Choose k from 1 to ${matrix.rows}.`;
    throw new InputError(`kmeans: k is ${k}, but there ${be} ${matrix.rows} ${customers}. ${choice}`);
  }
}

function checkDistinct(rows: DistinctRows, matrix: Matrix, k: number): void {
  if (k <= rows.count) return;
  const columns = matrix.names.join(', ');
  throw new InputError(
    rows.count === 1
      ? `kmeans: k is ${k}, but all ${matrix.rows} customers are alike in ${columns}. Only k = 1 is possible.`
      : `kmeans: k is ${k}, but the ${matrix.rows} customers take only ${rows.count} different values in ${columns}. Choose k from 1 to ${rows.count}.`,
  );
}

/** Adjusted Rand index of two solutions, customer by customer. */
function agreementOf(one: LloydSolution, other: LloydSolution, { positions }: DistinctRows): number {
  const labels = (solution: LloydSolution) => positions.map((position) => solution.labels[position]);
  return adjustedRand(labels(one), labels(other));
}

/** Numbers the segments by size, largest first, ties by the values of the centroids, and labels all customers. */
function orderBySize(solution: LloydSolution, rows: DistinctRows, k: number) {
  const { columns, weights, positions } = rows;
  const sizes = new Float64Array(k);
  solution.labels.forEach((label, i) => {
    sizes[label] += weights[i];
  });
  const centroid = (c: number) => solution.centroids.subarray(c * columns, (c + 1) * columns);
  const order = Array.from(sizes.keys()).sort((a, b) => {
    if (sizes[a] !== sizes[b]) return sizes[b] - sizes[a];
    const first = centroid(a);
    const second = centroid(b);
    const j = first.findIndex((value, column) => value !== second[column]);
    return j === -1 ? 0 : first[j] - second[j];
  });
  const place = new Int32Array(k);
  const centroids = new Float64Array(k * columns);
  order.forEach((c, s) => {
    place[c] = s;
    centroids.set(centroid(c), s * columns);
  });
  return {
    labels: Int32Array.from(positions, (position) => place[solution.labels[position]]),
    sizes: order.map((c) => sizes[c]),
    centroids,
  };
}

function assign(input: Matrix, names: readonly string[], centroids: Float64Array): Int32Array {
  checkMatrixColumns('assign', input, names);
  const nearest = nearestOf(input.rows);
  for (let i = 0; i < input.rows; i++) nearestCentroid(input.data, names.length, centroids, i, nearest);
  return nearest.labels;
}
