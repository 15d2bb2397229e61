import { drawSample } from '../../core/draw-sample.js';
import type { Random } from '../../core/random.js';
import { breathe, type Task } from '../../core/task.js';

/** Customers with numbers and categories; categories as whole numbers from 0. */
export interface MixedRows {
  readonly count: number;
  readonly numbers: number;
  readonly categories: number;
  /** Row after row. */
  readonly values: Float64Array;
  /** Row after row. */
  readonly codes: Int32Array;
}

/** Prototypes of one start, and what they cost. */
export interface PrototypeFit {
  readonly labels: Int32Array;
  readonly means: Float64Array;
  readonly modes: Int32Array;
  readonly cost: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * Means of the numbers and most frequent categories, from k customers drawn at random: each customer goes to the nearest
 * prototype, prototypes follow, until nobody moves. A prototype without customers takes the one who is farthest from
 * his own.
 */
export async function fitPrototypes(
  rows: MixedRows,
  { k, gamma, maxIterations }: { readonly k: number; readonly gamma: number; readonly maxIterations: number },
  random: Random,
  task: Task,
): Promise<PrototypeFit> {
  const { count, numbers, categories, values, codes } = rows;
  const drawn = drawSample(
    random,
    Array.from({ length: count }, (_, i) => i),
    k,
  );
  const means = new Float64Array(k * numbers);
  const modes = new Int32Array(k * categories);
  drawn.forEach((row, s) => {
    means.set(values.subarray(row * numbers, (row + 1) * numbers), s * numbers);
    modes.set(codes.subarray(row * categories, (row + 1) * categories), s * categories);
  });
  const labels = new Int32Array(count).fill(-1);
  const costs = new Float64Array(count);
  let iterations = 0;
  let changed = 1;
  while (changed > 0 && iterations < maxIterations) {
    iterations++;
    await breathe(task);
    changed = place(rows, means, modes, gamma, labels, costs);
    changed += fillEmpty(k, labels, costs);
    follow(rows, k, labels, means, modes);
  }
  if (changed > 0) place(rows, means, modes, gamma, labels, costs);
  const cost = costs.reduce((sum, each) => sum + each, 0);
  return { labels, means, modes, cost, iterations, converged: changed === 0 };
}

/** Labels each customer by the nearest prototype, of equal ones the first; returns how many changed. */
function place(
  { count, numbers, categories, values, codes }: MixedRows,
  means: Float64Array,
  modes: Int32Array,
  gamma: number,
  labels: Int32Array,
  costs: Float64Array,
): number {
  const k = numbers > 0 ? means.length / numbers : modes.length / categories;
  let changed = 0;
  for (let i = 0; i < count; i++) {
    let best = -1;
    let least = Infinity;
    for (let s = 0; s < k; s++) {
      let cost = 0;
      for (let j = 0; j < numbers; j++) cost += (values[i * numbers + j] - means[s * numbers + j]) ** 2;
      let differing = 0;
      for (let j = 0; j < categories; j++) {
        if (codes[i * categories + j] !== modes[s * categories + j]) differing++;
      }
      cost += gamma * differing;
      if (cost < least) {
        least = cost;
        best = s;
      }
    }
    if (labels[i] !== best) changed++;
    labels[i] = best;
    costs[i] = least;
  }
  return changed;
}

function fillEmpty(k: number, labels: Int32Array, costs: Float64Array): number {
  const sizes = new Float64Array(k);
  for (const label of labels) sizes[label]++;
  let moved = 0;
  for (let s = 0; s < k; s++) {
    if (sizes[s] > 0) continue;
    let farthest = -1;
    for (let i = 0; i < labels.length; i++) {
      if (sizes[labels[i]] > 1 && (farthest < 0 || costs[i] > costs[farthest])) farthest = i;
    }
    if (farthest < 0) break;
    sizes[labels[farthest]]--;
    sizes[s]++;
    labels[farthest] = s;
    costs[farthest] = 0;
    moved++;
  }
  return moved;
}

/** Means and most frequent categories of the segments; of equally frequent ones the first in the alphabet. */
function follow(
  { count, numbers, categories, values, codes }: MixedRows,
  k: number,
  labels: Int32Array,
  means: Float64Array,
  modes: Int32Array,
): void {
  const sizes = new Float64Array(k);
  for (const label of labels) sizes[label]++;
  means.fill(0);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < numbers; j++) means[labels[i] * numbers + j] += values[i * numbers + j];
  }
  for (let at = 0; at < means.length; at++) means[at] /= sizes[Math.floor(at / numbers)];
  for (let j = 0; j < categories; j++) {
    const counts = Array.from({ length: k }, () => new Map<number, number>());
    for (let i = 0; i < count; i++) {
      const own = counts[labels[i]];
      const code = codes[i * categories + j];
      own.set(code, (own.get(code) ?? 0) + 1);
    }
    counts.forEach((own, s) => {
      let best = -1;
      for (const [code, times] of own) {
        const most = own.get(best) ?? 0;
        if (times > most || (times === most && code < best)) best = code;
      }
      modes[s * categories + j] = best;
    });
  }
}
