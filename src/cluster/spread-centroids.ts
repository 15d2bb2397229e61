import type { Random } from '../core/random.js';
import { breathe, type Task } from '../core/task.js';
import type { WeightedRows } from './distinct-rows.js';

/**
 * First centroids for k-means, spread over the customers: greedy k-means++. Each next centroid is a customer,
 * drawn in proportion to the squared distance from the centroids so far; of 2 + ln(k) draws the one that lowers
 * the total most is kept.
 *
 * @returns `k` rows, one after another; all differ as long as `k` is at most the number of distinct rows.
 *
 * O(customers · k · log(k) · columns).
 * Source: Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007, and the greedy
 * variant of its conclusion.
 */
export async function spreadCentroids(
  rows: WeightedRows,
  k: number,
  random: Random,
  due: (units: number) => boolean,
  task: Task,
): Promise<Float64Array> {
  const { count, columns, data, weights } = rows;
  const trials = 2 + Math.floor(Math.log(k));
  const centroids = new Float64Array(k * columns);
  const running = new Float64Array(count);
  let nearest = new Float64Array(count).fill(Infinity); // squared distance to the nearest centroid so far
  let candidate = new Float64Array(count);
  let best = new Float64Array(count);

  let chosen = drawRow(weights, running, random);
  centroids.set(data.subarray(chosen * columns, (chosen + 1) * columns));
  lower(rows, chosen, nearest, nearest);
  for (let c = 1; c < k; c++) {
    for (let i = 0; i < count; i++) running[i] = weights[i] * nearest[i];
    let smallest = Infinity;
    for (let trial = 0; trial < trials; trial++) {
      const drawn = drawRow(running, candidate, random);
      const total = lower(rows, drawn, nearest, candidate);
      if (total < smallest) {
        smallest = total;
        chosen = drawn;
        [best, candidate] = [candidate, best];
      }
      if (due(count * (columns + 2))) await breathe(task);
    }
    [nearest, best] = [best, nearest];
    centroids.set(data.subarray(chosen * columns, (chosen + 1) * columns), c * columns);
  }
  return centroids;
}

/** A row drawn in proportion to its mass; `running` is overwritten with the running total. */
function drawRow(mass: Float64Array, running: Float64Array, random: Random): number {
  let total = 0;
  for (let i = 0; i < mass.length; i++) {
    total += mass[i];
    running[i] = total;
  }
  const target = random.next() * total;
  let low = 0;
  let high = mass.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (running[middle] > target) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Writes the smaller of `nearest` and the squared distance to a row into `result`; returns the weighted total. */
function lower(rows: WeightedRows, row: number, nearest: Float64Array, result: Float64Array): number {
  const { count, columns, data, weights } = rows;
  const center = row * columns;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const start = i * columns;
    let distance = 0;
    for (let j = 0; j < columns; j++) {
      const difference = data[start + j] - data[center + j];
      distance += difference * difference;
    }
    if (nearest[i] < distance) distance = nearest[i];
    result[i] = distance;
    total += weights[i] * distance;
  }
  return total;
}
