import type { Random } from '../../core/random.js';
import { breathe, type Task } from '../../core/task.js';
import { distancesTo, type PairDistances } from './pair-distances.js';

/** Medoids, and what they cost. */
export interface MedoidPlaces {
  readonly medoids: readonly number[];
  /** Sum of the distances of all customers to the nearest medoid. */
  readonly cost: number;
  /** Times a medoid was exchanged. */
  readonly swaps: number;
}

/**
 * Partitioning around medoids: BUILD takes one medoid after the other, each where the cost falls most; SWAP makes the
 * exchange of a medoid that helps most, until none helps. All k exchanges for a customer are weighed in one pass.
 *
 * O(k · customers²) for BUILD, O(customers²) for each swap.
 * Source: Kaufman and Rousseeuw, "Finding Groups in Data" (1990), chapter 2; Schubert and Rousseeuw, "Fast and eager
 * k-medoids clustering", Information Systems 101 (2021) 101804, FastPAM1 and FasterPAM.
 */
export async function partitionAroundMedoids(
  distances: PairDistances,
  k: number,
  task: Task,
): Promise<MedoidPlaces> {
  const medoids = await build(distances, k, task);
  return swap(distances, medoids, { eager: false }, task);
}

/** From random medoids, each exchange made as soon as it helps. */
export async function quickMedoids(
  distances: PairDistances,
  k: number,
  random: Random,
  task: Task,
): Promise<MedoidPlaces> {
  const { rows } = distances;
  const to = new Float64Array(rows);
  const medoids: number[] = [random.integer(rows)];
  const nearest = new Float64Array(rows);
  distancesTo(distances, medoids[0], nearest);
  while (medoids.length < k) {
    const total = nearest.reduce((sum, distance) => sum + distance, 0);
    let left = random.next() * total;
    let next = nearest.findIndex((distance) => {
      left -= distance;
      return left < 0;
    });
    if (next < 0 || medoids.includes(next)) next = nearest.findIndex((_, i) => !medoids.includes(i));
    medoids.push(next);
    distancesTo(distances, next, to);
    for (let i = 0; i < rows; i++) nearest[i] = Math.min(nearest[i], to[i]);
  }
  return swap(distances, medoids, { eager: true }, task);
}

async function build(distances: PairDistances, k: number, task: Task): Promise<number[]> {
  const { rows } = distances;
  const nearest = new Float64Array(rows).fill(Infinity);
  const to = new Float64Array(rows);
  const medoids: number[] = [];
  while (medoids.length < k) {
    let best = -1;
    let bestGain = -Infinity;
    for (let candidate = 0; candidate < rows; candidate++) {
      if (candidate % 64 === 0) await breathe(task);
      if (medoids.includes(candidate)) continue;
      distancesTo(distances, candidate, to);
      let gain = 0;
      for (let i = 0; i < rows; i++) {
        if (medoids.length === 0) gain -= to[i];
        else if (to[i] < nearest[i]) gain += nearest[i] - to[i];
      }
      if (gain > bestGain) {
        bestGain = gain;
        best = candidate;
      }
    }
    medoids.push(best);
    distancesTo(distances, best, to);
    for (let i = 0; i < rows; i++) nearest[i] = Math.min(nearest[i], to[i]);
  }
  return medoids;
}

async function swap(
  distances: PairDistances,
  start: readonly number[],
  { eager }: { readonly eager: boolean },
  task: Task,
): Promise<MedoidPlaces> {
  const { rows } = distances;
  const k = start.length;
  const medoids = [...start];
  const to = new Float64Array(rows);
  const nearest = new Int32Array(rows);
  const first = new Float64Array(rows);
  const second = new Float64Array(rows);
  const removal = new Float64Array(k);
  const losses = new Float64Array(k);
  const columns = medoids.map(() => new Float64Array(rows));
  medoids.forEach((medoid, m) => {
    distancesTo(distances, medoid, columns[m]);
  });
  const rank = (): number => {
    let cost = 0;
    removal.fill(0);
    for (let i = 0; i < rows; i++) {
      let [own, one, two] = [0, Infinity, Infinity];
      for (let m = 0; m < k; m++) {
        const distance = columns[m][i];
        if (distance < one) [own, two, one] = [m, one, distance];
        else if (distance < two) two = distance;
      }
      nearest[i] = own;
      first[i] = one;
      second[i] = two;
      cost += one;
      if (k > 1) removal[own] += two - one;
    }
    return cost;
  };
  /** The change of the cost when the customer takes the place of the medoid that matters least. */
  const weigh = (candidate: number): { readonly change: number; readonly medoid: number } => {
    distancesTo(distances, candidate, to);
    losses.set(removal);
    let gain = 0;
    for (let i = 0; i < rows; i++) {
      const distance = to[i];
      if (distance < first[i]) {
        gain += distance - first[i];
        losses[nearest[i]] += first[i] - second[i];
      } else if (distance < second[i]) losses[nearest[i]] += distance - second[i];
    }
    let least = 0;
    for (let m = 1; m < k; m++) if (losses[m] < losses[least]) least = m;
    return { change: losses[least] + gain, medoid: least };
  };
  const exchange = (medoid: number, candidate: number): number => {
    medoids[medoid] = candidate;
    distancesTo(distances, candidate, columns[medoid]);
    return rank();
  };

  let cost = rank();
  let swaps = 0;
  if (k === 1) return single(distances, cost, medoids[0], task);
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    let best = { change: 0, medoid: 0, candidate: -1 };
    for (let candidate = 0; candidate < rows; candidate++) {
      if (candidate % 64 === 0) await breathe(task);
      if (medoids.includes(candidate)) continue;
      const found = weigh(candidate);
      if (!(found.change < best.change - 1e-12 * cost)) continue;
      if (eager) {
        cost = exchange(found.medoid, candidate);
        swaps++;
        isBetter = true;
      } else best = { ...found, candidate };
    }
    if (best.candidate < 0) continue;
    cost = exchange(best.medoid, best.candidate);
    swaps++;
    isBetter = true;
  }
  return { medoids, cost, swaps };
}

/** The best of all customers as the only medoid. */
async function single(
  distances: PairDistances,
  cost: number,
  medoid: number,
  task: Task,
): Promise<MedoidPlaces> {
  const to = new Float64Array(distances.rows);
  let best = { medoids: [medoid], cost, swaps: 0 };
  for (let i = 0; i < distances.rows; i++) {
    if (i % 64 === 0) await breathe(task);
    distancesTo(distances, i, to);
    const own = to.reduce((sum, distance) => sum + distance, 0);
    if (own < best.cost * (1 - 1e-12)) best = { medoids: [i], cost: own, swaps: 1 };
  }
  return best;
}
