import { checkIds } from '../../core/check-ids.js';
import { checkMatrixColumns } from '../../core/check-matrix-columns.js';
import { dataHash } from '../../core/data-hash.js';
import { drawSample } from '../../core/draw-sample.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { partOfTask } from '../../core/part-of-task.js';
import { seeded } from '../../core/random.js';
import { currentTask, type Task } from '../../core/task.js';
import { centroidModel } from '../centroid-model.js';
import { assignCustomers } from '../k-means/assign-customers.js';
import { frameOfRows, intoFrame } from '../k-means/frame.js';
import { idsOf, numberedSegments, sizesOf } from '../numbered-segments.js';
import { rowsByValue } from '../rows-by-value.js';
import { rowsOf } from '../rows-of.js';
import type { SegmentModel } from '../segment-model.js';
import type { Segmentation } from '../segmentation.js';
import { segmentationOf } from '../segmentation-of.js';
import { type MedoidPlaces, partitionAroundMedoids, quickMedoids } from './medoid-places.js';
import { type PairDistances, pairDistances } from './pair-distances.js';

/** How `kMedoids` runs. */
export interface KMedoidsOptions {
  /** Number of segments, 1 to the number of customers. */
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
 * square, so that outliers pull less than in k-means. Equal costs are decided by the values of the customers.
 *
 * @param customers - One row a customer, columns on one scale; or distances such as those of `gower`, for columns of mixed
 *   kinds: then new customers cannot be assigned.
 * @throws {InputError} For a `k` out of range, repeated ids, an unknown method, and more than 20,000 customers without
 *   `sample`.
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
          frameOfRows(matrix.data, matrix.columns),
          'default',
        );
  const found = nearest(best.medoids);
  const sizes = sizesOf(found, k);
  const order = [...sizes.keys()].sort((a, b) => sizes[b] - sizes[a] || a - b);
  const medoids = order.map((s) => best.medoids[s]);
  const labels = found.map((label) => order.indexOf(label));
  const names = matrix?.names ?? [];
  const segments = numberedSegments(order.map((s) => sizes[s]));
  const keys = segments.map(({ key }) => key);
  const centers = matrix === undefined ? undefined : { ...rowsOf(matrix, medoids), ids: keys };
  return segmentationOf({
    kind: 'model' as const,
    ids: idsOf({ ...(matrix?.ids === undefined ? {} : { ids: matrix.ids }), rows }),
    labels,
    segments,
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
        frameOfRows(matrix.data, matrix.columns),
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
  const { rows } = customers;
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
  if ((sample ?? rows) > MOST_ROWS) {
    const gigabytes = formatNumber((rows * (rows - 1) * 4) / 1e9, { digits: 1 });
    throw new InputError(
      `${who}: the distances of ${formatNumber(rows)} customers take ${gigabytes} GB. Find the medoids in a sample: { sample: 2000 }.`,
    );
  }
}

function inFrame(matrix: Matrix, medoids: readonly number[]): Float64Array {
  return intoFrame(rowsOf(matrix, medoids).data, frameOfRows(matrix.data, matrix.columns));
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
