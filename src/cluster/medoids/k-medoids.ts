import { checkIds } from '../../core/check-ids.js';
import { checkMatrixColumns } from '../../core/check-matrix-columns.js';
import { drawSample } from '../../core/draw-sample.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { type Matrix, matrixOf } from '../../core/matrix.js';
import { partOfTask } from '../../core/part-of-task.js';
import { seeded } from '../../core/random.js';
import { currentTask, type Task } from '../../core/task.js';
import { assignCustomers } from '../assign-customers.js';
import { centroidModel } from '../centroid-model.js';
import { dataHash } from '../data-hash.js';
import { distinctRows } from '../distinct-rows.js';
import { frameOfRows, intoFrame } from '../frame.js';
import { rowsByValue } from '../rows-by-value.js';
import type { SegmentModel } from '../segment-model.js';
import type { Segmentation } from '../segmentation.js';
import { segmentationOf } from '../segmentation-of.js';
import { settledOrder } from '../settled-order.js';
import { type MedoidPlaces, partitionAroundMedoids, quickMedoids } from './medoid-places.js';
import { type PairDistances, pairDistances } from './pair-distances.js';

/** How `kMedoids` runs. */
export interface KMedoidsOptions {
  /** Number of segments, 1 to the number of customers who differ. */
  readonly k: number;
  /** `pam` (default): the same every time. `fast`: from random medoids, for thousands of customers. */
  readonly method?: 'pam' | 'fast';
  /** Seed of chance, for `fast` and `sample`; default 1. */
  readonly seed?: number;
  /** Starts of `fast`, default 5; samples of `sample`. */
  readonly restarts?: number;
  /** Finds the medoids among so many customers, drawn `restarts` times, and keeps those that suit all best. */
  readonly sample?: number;
}

/** Segments around real customers. */
export interface KMedoidsSegmentation extends Segmentation<Matrix> {
  readonly kind: 'model';
  /** Absent when only distances were given. */
  readonly model?: SegmentModel;
  /** Rows of the customers in the middle, one a segment. */
  readonly medoids: readonly number[];
  /** Sum of the distances of all customers to the medoid of their segment. */
  readonly cost: number;
  /** Cost of each start or sample. */
  readonly startCosts: readonly number[];
}

const MOST_ROWS = 20_000;

/**
 * Segments customers around medoids: real customers from whom all others are least far away, by distance, not by its
 * square, so that outliers pull less than in k-means. Equal costs are decided by the values of the customers, and customers
 * as near to one medoid as to another are in the larger segment.
 *
 * @param customers - One row a customer, columns on one scale; or distances such as those of `gower`, for columns of mixed
 *   kinds: then new customers cannot be assigned.
 * @throws {InputError} For a `k` out of range, repeated ids, an unknown method, values that cannot be squared, distances
 *   that are negative or no numbers, and more than 20,000 customers without `sample`.
 *
 * O(k · customers²) time, 4 bytes · customers² of memory; with `sample`, of the sample.
 * Source: Kaufman and Rousseeuw, "Finding Groups in Data" (1990), chapters 2 and 3; Schubert and Rousseeuw, "Fast and
 * eager k-medoids clustering", Information Systems 101 (2021) 101804.
 *
 * @example
 * const middle = await kMedoids(scaled, { k: 4 });
 * middle.medoids.length; // 4
 */
export async function kMedoids(
  customers: Matrix | PairDistances,
  options: KMedoidsOptions,
  task: Task = currentTask(),
): Promise<KMedoidsSegmentation> {
  const { k, method = 'pam', seed = 1, restarts = 5, sample } = options;
  check(customers, options);
  const { rows } = customers;
  const isMatrix = 'data' in customers;
  const starts: MedoidPlaces[] = [];
  const random = seeded(seed);
  if (sample !== undefined && sample < rows && isMatrix) {
    const order = Array.from(rowsByValue(customers));
    for (let start = 0; start < restarts; start++) {
      const drawn = drawSample(random.stream(start), order, sample);
      const part = partOfTask(task, start / restarts, (start + 1) / restarts);
      const found = await partitionAroundMedoids(
        await pairDistances(rowsOf(customers, drawn), part),
        k,
        part,
      );
      const medoids = found.medoids.map((medoid) => drawn[medoid]);
      starts.push({ ...found, medoids, cost: costOf(customers, medoids) });
    }
  } else {
    const order = isMatrix ? rowsByValue(customers) : Int32Array.from({ length: rows }, (_, i) => i);
    const distances = isMatrix ? await pairDistances(rowsOf(customers, order), task) : customers;
    for (let start = 0; start < (method === 'pam' ? 1 : restarts); start++) {
      task.progress(start / restarts, `${k} medoids`);
      const found =
        method === 'pam'
          ? await partitionAroundMedoids(distances, k, task)
          : await quickMedoids(distances, k, random.stream(start), task);
      starts.push({ ...found, medoids: found.medoids.map((medoid) => order[medoid]) });
    }
  }
  task.progress(1);
  const best = starts.reduce((least, each) => (each.cost < least.cost ? each : least));
  if (isMatrix && distinctRows({ ...rowsOf(customers, best.medoids), count: k }).count < k) {
    throw new InputError(
      `kMedoids: fewer than ${k} customers differ in the samples. Take larger ones: sample is ${sample}.`,
    );
  }
  return segmented(customers, best, starts, options);
}

function segmented(
  customers: Matrix | PairDistances,
  best: MedoidPlaces,
  starts: readonly MedoidPlaces[],
  { k, method = 'pam', seed = 1, restarts = 5, sample }: KMedoidsOptions,
): KMedoidsSegmentation {
  const { rows } = customers;
  const matrix = 'data' in customers ? customers : undefined;
  const nearest = (medoids: readonly number[]): Int32Array =>
    matrix === undefined
      ? nearestOf(customers as PairDistances, medoids)
      : assignCustomers(
          matrix,
          inFrame(matrix, medoids),
          frameOfRows(matrix.data, matrix.columns, 'kMedoids'),
          'default',
        );
  const { order, labels, sizes } = settledOrder(
    k,
    (tried) => nearest(tried.map((s) => best.medoids[s])),
    (a, b) => a - b,
  );
  const medoids = order.map((s) => best.medoids[s]);
  const names = matrix?.names ?? [];
  const keys = order.map((_, s) => `s${s + 1}`);
  const centers = matrix === undefined ? undefined : { ...rowsOf(matrix, medoids), ids: keys };
  return segmentationOf({
    kind: 'model' as const,
    ids: matrix?.ids ?? Array.from({ length: rows }, (_, i) => String(i + 1)),
    labels,
    segments: keys.map((key, i) => ({
      key,
      name: `Segment ${i + 1}`,
      size: sizes[i],
      share: sizes[i] / rows,
    })),
    origin: {
      method: 'k-medoids',
      columns: names,
      options: {
        k,
        method,
        ...(method === 'fast' || sample !== undefined ? { restarts } : {}),
        ...(sample === undefined ? {} : { sample }),
      },
      ...(method === 'fast' || sample !== undefined ? { seed } : {}),
      dataHash: dataHash(names, matrix?.ids, matrix?.data ?? (customers as PairDistances).values),
    },
    ...(centers === undefined ? {} : { model: { ...centroidModel(centers), kind: 'medoids' } }),
    medoids,
    cost: best.cost,
    startCosts: starts.map(({ cost }) => cost),
    assign: (input: Matrix) => {
      if (matrix === undefined) {
        throw new InputError('assign: these segments know distances only. Fit kMedoids on a matrix instead.');
      }
      checkMatrixColumns('assign', input, names);
      return assignCustomers(
        input,
        inFrame(matrix, medoids),
        frameOfRows(matrix.data, matrix.columns, 'kMedoids'),
        'default',
      );
    },
  });
}

function check(
  customers: Matrix | PairDistances,
  { k, method = 'pam', seed = 1, restarts = 5, sample }: KMedoidsOptions,
) {
  const who = 'kMedoids';
  const values = Object(customers).data ?? Object(customers).values;
  if (!(values instanceof Float64Array)) {
    throw new InputError(
      `${who} needs a matrix, for example of toMatrix, or the distances that await gower gives.`,
    );
  }
  const { rows } = customers;
  if (rows === 0) throw new InputError(`${who}: there are no customers.`);
  if (!Number.isInteger(k) || k < 1 || k > rows) {
    throw new InputError(
      `${who}: k is ${k}. It has to be a whole number from 1 to ${rows}, the number of customers.`,
    );
  }
  if (method !== 'pam' && method !== 'fast') {
    throw new InputError(`${who}: there is no method "${String(method)}". There are pam and fast.`);
  }
  if (!Number.isInteger(seed)) throw new InputError(`${who}: seed is ${seed}. It has to be a whole number.`);
  if (!Number.isInteger(restarts) || restarts < 1) {
    throw new InputError(`${who}: restarts is ${restarts}. It has to be a whole number from 1 on.`);
  }
  if (sample !== undefined && (!Number.isInteger(sample) || sample < 2 * k)) {
    throw new InputError(
      `${who}: sample is ${sample}. It has to be a whole number from twice k on, ${2 * k}.`,
    );
  }
  if ('data' in customers) {
    if (customers.columns === 0) throw new InputError(`${who}: the matrix has no columns.`);
    if (customers.ids !== undefined) checkIds(who, customers.ids);
    frameOfRows(customers.data, customers.columns, who); // refuses what cannot be squared
  } else if (customers.values.length !== (rows * (rows - 1)) / 2) {
    throw new InputError(
      `${who}: ${customers.values.length} distances for ${rows} customers; there are ${(rows * (rows - 1)) / 2} pairs.`,
    );
  } else if (sample !== undefined) throw new InputError(`${who}: sample needs a matrix, not distances.`);
  else {
    const wrong = customers.values.findIndex((value) => !(value >= 0 && value < Infinity));
    if (wrong !== -1) {
      throw new InputError(
        `${who}: distance ${wrong + 1} is ${customers.values[wrong]}. Distances are finite numbers from 0 on.`,
      );
    }
  }
  if ((sample ?? rows) > MOST_ROWS) {
    const gigabytes = formatNumber((rows * (rows - 1) * 4) / 1e9, { digits: 1 });
    throw new InputError(
      `${who}: the distances of ${formatNumber(rows)} customers take ${gigabytes} GB. Find the medoids in a sample: { sample: 2000 }.`,
    );
  }
  if ('data' in customers) {
    const { count } = distinctRows({ count: rows, columns: customers.columns, data: customers.data });
    if (k > count) {
      throw new InputError(
        `${who}: k is ${k}, but ${count === 1 ? 'all customers are alike' : `only ${count} customers differ`}. Choose ${count === 1 ? 'k = 1' : `k from 1 to ${count}`}.`,
      );
    }
  }
}

function rowsOf({ columns, data, names }: Matrix, rows: ArrayLike<number>): Matrix {
  const own = new Float64Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) {
    own.set(data.subarray(rows[i] * columns, (rows[i] + 1) * columns), i * columns);
  }
  return matrixOf(own, columns, names);
}

function inFrame(matrix: Matrix, medoids: readonly number[]): Float64Array {
  return intoFrame(rowsOf(matrix, medoids).data, frameOfRows(matrix.data, matrix.columns, 'kMedoids'));
}

/** Sum of the distances to the nearest of some customers. */
function costOf(matrix: Matrix, medoids: readonly number[]): number {
  const { rows, columns, data } = matrix;
  const centers = rowsOf(matrix, medoids).data;
  let cost = 0;
  for (let i = 0; i < rows; i++) {
    let least = Infinity;
    for (let m = 0; m < medoids.length; m++) {
      let square = 0;
      for (let j = 0; j < columns; j++) square += (data[i * columns + j] - centers[m * columns + j]) ** 2;
      least = Math.min(least, square);
    }
    cost += Math.sqrt(least);
  }
  return cost;
}

function nearestOf({ rows, values }: PairDistances, medoids: readonly number[]): Int32Array {
  const between = (a: number, b: number) => {
    const [i, j] = a < b ? [a, b] : [b, a];
    return i === j ? 0 : values[i * rows - (i * (i + 1)) / 2 + j - i - 1];
  };
  return Int32Array.from({ length: rows }, (_, i) => {
    const own = medoids.indexOf(i);
    if (own >= 0) return own;
    return medoids.reduce(
      (best, medoid, m) => (between(i, medoid) < between(i, medoids[best]) ? m : best),
      0,
    );
  });
}
