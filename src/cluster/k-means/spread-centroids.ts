import type { Random } from '../../core/random.js';
import { breathe, type Task } from '../../core/task.js';
import type { PackedCustomers } from './packed-customers.js';

/**
 * First centroids for k-means, spread over the customers: greedy k-means++. Each next centroid is a customer,
 * drawn in proportion to the squared distance from the centroids so far; of 2 + ln(k) draws the one that lowers
 * the total most is kept. They are left in the memory of the customers.
 *
 * O(customers · k · log(k) · columns).
 * Source: Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007, and the greedy
 * variant of its conclusion.
 */
export async function spreadCentroids(
  { rows, k, memory, team, job }: PackedCustomers,
  random: Random,
  due: (units: number) => boolean,
  task: Task,
): Promise<void> {
  const { loops } = team;
  const trials = 2 + Math.floor(Math.log(k));
  const weight = rows.weights === undefined ? rows.count : sum(rows.weights);
  let { nearest, tried, kept } = memory.at; // squared distances to the nearest centroid: so far, with a draw, with the best
  memory.arrays.nearest.fill(Infinity);

  let chosen = loops.rowAtMass(job, 0, random.next() * weight)!;
  loops.placeCentroid(job, 0, chosen);
  let total = loops.lowerNearest(job, chosen, nearest, nearest)!;
  for (let c = 1; c < k; c++) {
    let smallest = Infinity;
    for (let trial = 0; trial < trials; trial++) {
      const drawn = loops.rowAtMass(job, nearest, random.next() * total)!;
      const lowered = loops.lowerNearest(job, drawn, nearest, tried)!;
      if (lowered < smallest) {
        [smallest, chosen] = [lowered, drawn];
        [kept, tried] = [tried, kept];
      }
      if (due(rows.count * (rows.columns + 2))) await breathe(task);
    }
    loops.placeCentroid(job, c, chosen);
    total = smallest;
    [nearest, kept] = [kept, nearest];
  }
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
