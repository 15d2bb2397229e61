import { InputError } from '../core/input-error.js';
import { breathe, type Task } from '../core/task.js';
import {
  type Assignment,
  assignmentOf,
  countMoves,
  forgetBounds,
  measureApart,
  reassign,
} from './assignment.js';
import type { WeightedRows } from './distinct-rows.js';
import { squaredDistance } from './squared-distance.js';
import { transferCustomers } from './transfer-customers.js';

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
 * Lloyd's iterations from given centroids until no label changes, then transfers of single customers as long as
 * they help, and so on until neither does. A centroid without customers moves to the customer that is farthest from
 * its own. Customers that cannot have changed their segment are passed over.
 *
 * Between the first and the last iteration, centroids follow the customers that changed their segment; rounding that
 * adds up on the way is undone by the mean over all customers, with which every search for transfers starts.
 *
 * At most O(iterations · customers · k · columns), in double precision.
 * Source: Lloyd, "Least squares quantization in PCM", IEEE Trans. Inf. Theory 28 (1982) 129-137.
 */
export async function lloyd(
  rows: WeightedRows,
  start: Float64Array,
  maxIterations: number,
  due: (units: number) => boolean,
  task: Task,
): Promise<LloydSolution> {
  const k = start.length / rows.columns;
  const centroids = start.slice();
  const assignment = assignmentOf(rows, k);

  await assignWithoutEmpty();
  let iterations = 0;
  let converged = false;
  let next: 'follow' | 'means' | 'transfers' = 'means';
  while (!converged && iterations < maxIterations) {
    const before = centroids.slice();
    if (next === 'transfers') converged = transferCustomers(rows, centroids, assignment) === 0;
    else {
      if (next === 'means') pullToMeans(rows, centroids, assignment);
      followPull(centroids, assignment);
    }
    if (!converged) {
      countMoves(assignment, before, centroids);
      const changed = await assignWithoutEmpty();
      if (changed > 0) next = 'follow';
      else next = next === 'means' ? 'transfers' : 'means';
    }
    iterations++;
  }
  const { labels } = assignment;
  return { centroids, labels, inertia: inertiaOf(rows, centroids, labels), iterations, converged };

  /** Labels all rows after the centroids; returns how many rows changed their label. */
  async function assignWithoutEmpty(): Promise<number> {
    let changed = await assignAll();
    for (let empty = assignment.sizes.indexOf(0); empty !== -1; empty = assignment.sizes.indexOf(0)) {
      moveToFarthest(rows, centroids, assignment.labels, empty);
      forgetBounds(assignment);
      changed += await assignAll();
    }
    return changed;
  }

  async function assignAll(): Promise<number> {
    measureApart(assignment, centroids);
    let changed = 0;
    for (let from = 0; from < rows.count; from += TILE) {
      const to = Math.min(from + TILE, rows.count);
      changed += reassign(rows, centroids, assignment, from, to);
      if (due((to - from) * start.length)) await breathe(task);
    }
    return changed;
  }
}

/** Sums up the pull of all rows anew. */
function pullToMeans(rows: WeightedRows, centroids: Float64Array, { labels, pull }: Assignment): void {
  const { count, columns, data, weights } = rows;
  pull.fill(0);
  for (let i = 0; i < count; i++) {
    const row = i * columns;
    const center = labels[i] * columns;
    const weight = weights[i];
    for (let j = 0; j < columns; j++) pull[center + j] += weight * (data[row + j] - centroids[center + j]);
  }
}

/** Moves each centroid to where its rows pull it: a step from where it was is exact far from 0, too. */
function followPull(centroids: Float64Array, { sizes, pull }: Assignment): void {
  const columns = centroids.length / sizes.length;
  for (let p = 0; p < centroids.length; p++) centroids[p] += pull[p] / sizes[Math.floor(p / columns)];
  pull.fill(0);
}

/** Moves a centroid without rows to the row that is farthest from its own. */
function moveToFarthest(
  rows: WeightedRows,
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

function inertiaOf(rows: WeightedRows, centroids: Float64Array, labels: Int32Array): number {
  const { count, columns, data, weights } = rows;
  let inertia = 0;
  for (let i = 0; i < count; i++) {
    inertia += weights[i] * squaredDistance(data, i, centroids, labels[i], columns);
  }
  return inertia;
}
