import { InputError } from '../core/input-error.js';
import { breathe, type Task } from '../core/task.js';
import type { DistinctRows } from './distinct-rows.js';
import { type Nearest, nearestCentroid, nearestOf } from './nearest-centroid.js';

/** What Lloyd's iterations arrived at. The labels are those of the nearest centroid. */
export interface LloydSolution {
  readonly centroids: Float64Array;
  /** Of each distinct row. */
  readonly labels: Int32Array;
  /** Sum of squared distances from each customer to the centroid of its segment. */
  readonly inertia: number;
  readonly iterations: number;
  /** False when `maxIterations` came first. */
  readonly converged: boolean;
}

const TILE = 20_000; // rows between two looks at the meter

/**
 * Lloyd's iterations from given centroids, until no label changes. A centroid without customers moves to the
 * customer that is farthest from its own. Customers that cannot have changed their segment are passed over.
 *
 * At most O(iterations · customers · k · columns), in double precision.
 * Source: Lloyd, "Least squares quantization in PCM", IEEE Trans. Inf. Theory 28 (1982) 129-137; the bounds are
 * those of Hamerly, "Making k-means even faster", SIAM Data Mining 2010.
 */
export async function lloyd(
  rows: DistinctRows,
  start: Float64Array,
  maxIterations: number,
  due: (units: number) => boolean,
  task: Task,
): Promise<LloydSolution> {
  const k = start.length / rows.columns;
  const centroids = start.slice();
  const nearest = nearestOf(rows.count);

  await assignWithoutEmpty(new Float64Array(k).fill(Infinity));
  let iterations = 0;
  let converged = false;
  while (!converged && iterations < maxIterations) {
    const moved = moveToMeans(rows, centroids, nearest.labels);
    converged = (await assignWithoutEmpty(moved)) === 0;
    iterations++;
  }
  const { labels } = nearest;
  return { centroids, labels, inertia: inertiaOf(rows, centroids, labels), iterations, converged };

  /** Labels all rows after the centroids moved so far each; returns how many rows changed their label. */
  async function assignWithoutEmpty(moved: Float64Array): Promise<number> {
    let changed = await assignAll(moved);
    for (let empty = emptyCentroid(); empty !== -1; empty = emptyCentroid()) {
      moveToFarthest(rows, centroids, nearest.labels, empty);
      changed += await assignAll(new Float64Array(k).fill(Infinity));
    }
    return changed;
  }

  async function assignAll(moved: Float64Array): Promise<number> {
    const farthestMove = Math.max(...moved);
    let changed = 0;
    for (let from = 0; from < rows.count; from += TILE) {
      const to = Math.min(from + TILE, rows.count);
      changed += reassign(rows, centroids, nearest, moved, farthestMove, from, to);
      if (due((to - from) * start.length)) await breathe(task);
    }
    return changed;
  }

  function emptyCentroid(): number {
    const sizes = new Uint32Array(k);
    for (const label of nearest.labels) sizes[label]++;
    return sizes.indexOf(0);
  }
}

/**
 * Labels rows again. `distances` and `seconds` serve as an upper and a lower bound: a row whose own centroid is
 * certainly nearer than any other keeps its label unseen.
 */
function reassign(
  rows: DistinctRows,
  centroids: Float64Array,
  nearest: Nearest,
  moved: Float64Array,
  farthestMove: number,
  from: number,
  to: number,
): number {
  const { data, columns } = rows;
  const { labels, distances, seconds } = nearest;
  const SAFE = 1 + 1e-9; // far above the rounding of the bounds
  let changed = 0;
  for (let i = from; i < to; i++) {
    const label = labels[i];
    if (label !== -1) {
      const lower = seconds[i] - farthestMove;
      seconds[i] = lower;
      distances[i] += moved[label];
      if (distances[i] * SAFE < lower) continue;
      distances[i] = Math.sqrt(squaredDistance(data, i, centroids, label, columns));
      if (distances[i] * SAFE < lower) continue;
    }
    nearestCentroid(data, columns, centroids, i, nearest);
    if (labels[i] !== label) changed++;
  }
  return changed;
}

/** Moves each centroid to the mean of its rows, as a step from where it was, which is exact far from 0, too. */
function moveToMeans(rows: DistinctRows, centroids: Float64Array, labels: Int32Array): Float64Array {
  const { count, columns, data, weights } = rows;
  const steps = new Float64Array(centroids.length);
  const sizes = new Float64Array(centroids.length / columns);
  for (let i = 0; i < count; i++) {
    const row = i * columns;
    const center = labels[i] * columns;
    const weight = weights[i];
    sizes[labels[i]] += weight;
    for (let j = 0; j < columns; j++) steps[center + j] += weight * (data[row + j] - centroids[center + j]);
  }
  return sizes.map((size, c) => {
    let square = 0;
    for (let j = c * columns; j < (c + 1) * columns; j++) {
      const step = steps[j] / size;
      centroids[j] += step;
      square += step * step;
    }
    return Math.sqrt(square);
  });
}

/** Moves a centroid without rows to the row that is farthest from its own. */
function moveToFarthest(
  rows: DistinctRows,
  centroids: Float64Array,
  labels: Int32Array,
  empty: number,
): void {
  const { count, columns, data } = rows;
  let farthest = 0;
  let largest = 0;
  for (let i = 0; i < count; i++) {
    const square = squaredDistance(data, i, centroids, labels[i], columns);
    if (square > largest) {
      largest = square;
      farthest = i;
    }
  }
  if (largest === 0) {
    throw new InputError(
      'kmeans: the customers differ by too little to be told apart. Scale the columns first.',
    );
  }
  centroids.set(data.subarray(farthest * columns, (farthest + 1) * columns), empty * columns);
}

function inertiaOf(rows: DistinctRows, centroids: Float64Array, labels: Int32Array): number {
  const { count, columns, data, weights } = rows;
  let inertia = 0;
  for (let i = 0; i < count; i++) {
    inertia += weights[i] * squaredDistance(data, i, centroids, labels[i], columns);
  }
  return inertia;
}

function squaredDistance(
  data: Float64Array,
  row: number,
  centroids: Float64Array,
  centroid: number,
  columns: number,
): number {
  let square = 0;
  for (let j = 0; j < columns; j++) {
    const difference = data[row * columns + j] - centroids[centroid * columns + j];
    square += difference * difference;
  }
  return square;
}
