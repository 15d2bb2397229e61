import { checkIds } from '../../core/check-ids.js';
import { checkMatrixColumns } from '../../core/check-matrix-columns.js';
import { dataHash } from '../../core/data-hash.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { partOfTask } from '../../core/part-of-task.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { centroidModel } from '../centroid-model.js';
import { assignCustomers } from '../k-means/assign-customers.js';
import { frameOfRows, intoFrame } from '../k-means/frame.js';
import { kmeans } from '../k-means/kmeans.js';
import { idsOf, largestFirst, numberedSegments, sizesOf } from '../numbered-segments.js';
import { rowsByValue } from '../rows-by-value.js';
import { rowsOf } from '../rows-of.js';
import { inertiaOf, meansOf } from '../segment-means.js';
import type { SegmentModel } from '../segment-model.js';
import type { Segmentation } from '../segmentation.js';
import { segmentationOf } from '../segmentation-of.js';
import { squaredDistance } from '../squared-distance.js';
import { limitedAssignment } from './limited-assignment.js';

/** How `sizeLimitedKMeans` runs. */
export interface SizeLimitedKMeansOptions {
  /** Number of segments. */
  readonly k: number;
  /** Seed of chance: any whole number. */
  readonly seed: number;
  /** Fewest customers of a segment; default 1. */
  readonly least?: number;
  /** Most customers of a segment; default no limit. */
  readonly most?: number;
  /** Starts, the first from the best of ten of k-means, the others from one each; default 5. */
  readonly restarts?: number;
  /** Most iterations of one start; default 100. */
  readonly maxIterations?: number;
}

/** Segments whose sizes keep limits. */
export interface SizeLimitedSegmentation extends Segmentation<Matrix> {
  readonly kind: 'model';
  readonly model: SegmentModel;
  readonly centroids: Matrix;
  /** Sum of squared distances to the centroid of the own segment. */
  readonly inertia: number;
  /** Inertia of k-means without limits: what the limits cost. */
  readonly unlimitedInertia: number;
  /** Customers who are not with the nearest centroid because of the limits; `assign` would place them there. */
  readonly moved: number;
  readonly converged: boolean;
}

/**
 * k-means whose segments have between `least` and `most` customers, for mailings of a fixed size and teams that can look
 * after so many. In each iteration the assignment is the cheapest of all that keep the limits. New customers go to the
 * nearest centroid: limits are those of the customers at hand.
 *
 * @param matrix - One row a customer, columns on one scale.
 * @throws {InputError} For limits that so many segments cannot keep, what `kmeans` refuses, and more than 10 million
 *   customers times segments.
 *
 * O(restarts · iterations · customers · (k³ + k · columns + k · log customers)).
 * Source: Bradley, Bennett and Demiriz, "Constrained k-means clustering", Microsoft Research MSR-TR-2000-65 (2000).
 *
 * @example
 * const even = await sizeLimitedKMeans(scaled, { k: 4, seed: 1, least: 40, most: 60 });
 * even.segments.every(({ size }) => size >= 40 && size <= 60); // true
 */
export async function sizeLimitedKMeans(
  matrix: Matrix,
  options: SizeLimitedKMeansOptions,
  task: Task = currentTask(),
): Promise<SizeLimitedSegmentation> {
  const { k, seed, least = 1, most = Math.max(1, matrix.rows), restarts = 5, maxIterations = 100 } = options;
  check(matrix, { k, least, most, restarts, maxIterations });
  const order = rowsByValue(matrix);
  const { rows } = matrix;
  const sorted = rowsOf(matrix, order);
  let best: { labels: Int32Array; inertia: number; converged: boolean } | undefined;
  let unlimitedInertia = Infinity;
  for (let start = 0; start < restarts; start++) {
    const part = partOfTask(task, start / restarts, (start + 1) / restarts);
    part.progress(0, `k-means with limits, start ${start + 1} of ${restarts}`);
    const free = await kmeans(
      sorted,
      { k, seed: seed + start, restarts: start === 0 ? 10 : 1 },
      { ...part, progress() {} },
    );
    unlimitedInertia = Math.min(unlimitedInertia, free.inertia);
    let centers = free.centroids;
    let labels = new Int32Array(rows).fill(-1);
    let converged = false;
    for (let iteration = 0; iteration < maxIterations && !converged; iteration++) {
      await breathe(task);
      const next = limitedAssignment(costsOf(sorted, centers), k, { least, most });
      converged = next.every((label, i) => label === labels[i]);
      labels = next as Int32Array<ArrayBuffer>;
      centers = meansOf(sorted, labels, k);
    }
    const inertia = inertiaOf(sorted, labels, k);
    if (best === undefined || inertia < best.inertia * (1 - 1e-12)) best = { labels, inertia, converged };
  }
  task.progress(1);
  const found = new Int32Array(rows);
  order.forEach((row, i) => {
    found[row] = best!.labels[i];
  });
  return segmented(matrix, { ...best!, labels: found, unlimitedInertia }, options);
}

function segmented(
  matrix: Matrix,
  found: { labels: Int32Array; inertia: number; converged: boolean; unlimitedInertia: number },
  { k, seed, least, most, restarts = 5, maxIterations = 100 }: SizeLimitedKMeansOptions,
): SizeLimitedSegmentation {
  const { columns, names } = matrix;
  const sizes = sizesOf(found.labels, k);
  const means = meansOf(matrix, found.labels, k);
  const order = largestFirst(sizes, means);
  const segments = numberedSegments(order.map((s) => sizes[s]));
  const centroids = { ...rowsOf(means, order), ids: segments.map(({ key }) => key) };
  const labels = found.labels.map((label) => order.indexOf(label));
  const frame = frameOfRows(matrix.data, columns);
  const inFrame = intoFrame(centroids.data, frame);
  const place = (input: Matrix) => assignCustomers(input, inFrame, frame, 'default');
  const nearest = place(matrix);
  return segmentationOf({
    kind: 'model' as const,
    ids: idsOf(matrix),
    labels,
    segments,
    origin: {
      method: 'size-limited k-means',
      columns: names,
      options: {
        k,
        ...(least === undefined ? {} : { least }),
        ...(most === undefined ? {} : { most }),
        restarts,
        maxIterations,
      },
      seed,
      dataHash: dataHash(names, matrix.ids, matrix.data),
    },
    model: centroidModel(centroids),
    centroids,
    inertia: found.inertia,
    unlimitedInertia: found.unlimitedInertia,
    moved: nearest.reduce((sum, label, i) => sum + Number(label !== labels[i]), 0),
    converged: found.converged,
    assign: (input: Matrix) => {
      checkMatrixColumns('assign', input, names);
      return place(input);
    },
  });
}

function costsOf(matrix: Matrix, centers: Matrix): Float64Array {
  const costs = new Float64Array(matrix.rows * centers.rows);
  for (let i = 0, at = 0; i < matrix.rows; i++) {
    for (let s = 0; s < centers.rows; s++) {
      costs[at++] = squaredDistance(matrix.data, i, centers.data, s, matrix.columns);
    }
  }
  return costs;
}

function check(
  matrix: Matrix,
  numbers: {
    readonly k: number;
    readonly least: number;
    readonly most: number;
    readonly restarts: number;
    readonly maxIterations: number;
  },
): void {
  const who = 'sizeLimitedKMeans';
  for (const [name, value] of Object.entries(numbers)) {
    if (!Number.isInteger(value) || value < 1) {
      throw new InputError(`${who}: ${name} is ${value}. It has to be a whole number from 1 on.`);
    }
  }
  const { k, least, most } = numbers;
  const { rows } = matrix;
  if (matrix.ids !== undefined) checkIds(who, matrix.ids);
  if (rows > 0 && matrix.columns > 0) frameOfRows(matrix.data, matrix.columns, who); // refuses what cannot be squared
  if (least > most)
    throw new InputError(`${who}: least is ${least}, most ${most}. The first is not above the second.`);
  if (k * least > rows) {
    throw new InputError(
      `${who}: ${k} segments of ${least} customers or more need ${k * least}; there are ${rows}. Lower least or k.`,
    );
  }
  if (k * most < rows) {
    throw new InputError(
      `${who}: ${k} segments of ${most} customers or fewer take ${k * most}; there are ${rows}. Raise most or k.`,
    );
  }
  if (k * rows > 1e7) {
    throw new InputError(
      `${who}: ${rows} customers in ${k} segments are more than it can weigh. Fit a sample of the customers and assign the others.`,
    );
  }
}
