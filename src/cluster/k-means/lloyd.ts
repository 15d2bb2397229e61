import { breathe, type Task } from '../../core/task.js';
import { NO_LABEL, SHARD_ROWS, useSumsOfTiles } from '../../simd/k-means-memory.js';
import { tooClose } from './frame.js';
import { orderByLead, packAgain, restoreOrder } from './order-by-lead.js';
import type { PackedCustomers } from './packed-customers.js';
import { transferCustomers } from './transfer-customers.js';

/** When Lloyd's iterations end. */
export interface LloydOptions {
  readonly maxIterations: number;
  /**
   * Ends when the centroids together moved by less than this share of the mean variance of the columns (squared
   * distances). 0 goes on until no customer changes its segment.
   */
  readonly tolerance: number;
  /** Whether there are so few customers that a single one matters. */
  readonly few: boolean;
  /** Whether single customers are moved at the end, where there are few; default true. */
  readonly polish?: boolean;
}

/** What Lloyd's iterations arrived at; labels and centroids are in the memory of the customers. */
export interface LloydEnd {
  /** Sum of squared distances from each customer to the centroid of its segment, in the units of the customers. */
  readonly inertia: number;
  readonly iterations: number;
  /** False when `maxIterations` came first. */
  readonly converged: boolean;
}

const SURE_FROM = 1 / 100; // share of customers that change; with fewer, most tiles can be passed over
const COST_OF_ORDER = 4; // iterations over all customers
const PIECES = 16; // tiles close to a border stand together: smaller pieces spread them over the threads

/**
 * Lloyd's iterations from the centroids in memory until no label changes. A centroid without customers moves to the
 * customer that is farthest from its own. At the end every label is the nearest centroid's in double precision.
 *
 * Few customers: single ones are moved as long as that helps once the iterations stand still, and so on until neither
 * does; centroids are the exact means of their customers. Many: until few change, means are of single-precision
 * numbers; after that they are exact to 2^-40 of the range, customers close to a border are put together, and the
 * others passed over.
 *
 * The sums of a segment are whole numbers, so they are exact, follow each customer that moves, and are the same for
 * any order of customers and any number of threads.
 *
 * At most O(iterations · customers · k · columns).
 * Source: Lloyd, "Least squares quantization in PCM", IEEE Trans. Inf. Theory 28 (1982) 129-137.
 */
export async function lloyd(
  packed: PackedCustomers,
  { maxIterations, tolerance, few, polish = true }: LloydOptions,
  due: (units: number) => boolean,
  task: Task,
): Promise<LloydEnd> {
  const { rows, k, memory, team, job, tiles } = packed;
  const { loops } = team;
  const rowsAtOnce = { units: rows.count, chunk: SHARD_ROWS };
  const smallestWay = tolerance * (tolerance === 0 ? 0 : meanVariance(packed));
  await packAgain(packed);
  let isSure = false;
  let isOrdered = false;
  let looks = 0; // at tiles, since they were put in order
  memory.arrays.labels.fill(NO_LABEL);
  loops.forgetSafety(job);

  await assign();
  await makeSums(!few);
  let changed = rows.count + (await fillEmpty());
  let iterations = 0;
  let converged = false;
  while (!converged && iterations < maxIterations) {
    iterations++;
    if (changed <= rows.count * SURE_FROM || iterations === maxIterations) await beSure();
    if (loops.moveToMeans(job)! < smallestWay) {
      converged = true;
      await beSure();
      loops.moveToMeans(job);
    }
    if (isSure && !few) looks += loops.unsafeTiles(job)!;
    if (looks > COST_OF_ORDER * tiles.units) {
      await orderByLead(packed);
      isOrdered = true;
      looks = 0;
    }
    changed = await assignWithoutEmpty();
    if (changed === 0 && !isSure) changed = await assignSurely();
    if (changed === 0 && !converged) converged = !few || !polish || !(await transfer());
  }
  if (!isSure) changed = await assignSurely();
  if (isOrdered) restoreOrder(packed);
  if (few && polish && converged && changed === 0) await finishMeans();
  return { inertia: await inertiaOf(packed), iterations, converged };

  async function assignSurely(): Promise<number> {
    await beSure();
    loops.forgetSafety(job);
    return assignWithoutEmpty();
  }

  /** From here on labels are without doubt, and sums are of the values as they came. */
  async function beSure(): Promise<void> {
    if (isSure) return;
    isSure = true;
    if (!few) await makeSums(false);
  }

  /** Sums of all segments, of the numbers in the tiles or of the values. */
  async function makeSums(ofTiles: boolean): Promise<void> {
    useSumsOfTiles(memory, ofTiles);
    memory.arrays.sums.fill(0);
    await team.run('addToSums', rowsAtOnce, job);
    loops.mergeSums(job, team.threads);
  }

  /** Moves single customers, and labels all again where any moved; returns whether any did. */
  async function transfer(): Promise<boolean> {
    await assignSurely(); // all leads anew
    if ((await transferCustomers(packed)) === 0) return false;
    changed = await assignSurely();
    return true;
  }

  /** Labels all customers after the centroids; returns how many changed their label. */
  async function assignWithoutEmpty(): Promise<number> {
    const changes = await assign();
    return changes + (await fillEmpty());
  }

  /** Moves centroids without customers until each has some; returns how many customers changed their label. */
  async function fillEmpty(): Promise<number> {
    let changes = 0;
    for (let empty = loops.emptyCentroid(job)!; empty !== -1; empty = loops.emptyCentroid(job)!) {
      const farthest = loops.farthestPlace(job)!;
      if (farthest === -1) throw tooClose();
      loops.placeCentroid(job, empty, farthest);
      loops.forgetSafety(job);
      await beSure();
      changes += await assign();
    }
    return changes;
  }

  async function assign(): Promise<number> {
    loops.readyCentroids(job);
    const work = isSure ? { ...tiles, chunk: Math.ceil(tiles.chunk / PIECES) } : tiles;
    const changes = await team.run(isSure ? 'assignSurely' : 'assignFast', work, job);
    loops.mergeSums(job, team.threads);
    if (due(rows.count * k * rows.columns)) await breathe(task);
    return changes;
  }

  /** Adds to the means what rounding to whole numbers left out, and labels all customers a last time. */
  async function finishMeans(): Promise<void> {
    loops.clearSums(job);
    await team.run('remainders', rowsAtOnce, job);
    loops.mergeSums(job, team.threads);
    loops.addRemainders(job);
    await assignSurely();
  }
}

/** Sum of weight times squared distance to the own centroid, in the units of the customers. */
async function inertiaOf({ memory, team, job, shards, frame }: PackedCustomers): Promise<number> {
  await team.run('squaresOfShards', shards, job, SHARD_ROWS);
  let inertia = 0;
  for (let shard = 0; shard < shards.units; shard++) inertia += memory.arrays.shards[shard];
  return inertia / frame.scale / frame.scale;
}

/** Mean variance of the columns, in the frame of the customers. */
function meanVariance({ rows, frame }: PackedCustomers): number {
  const { count, columns, data, weights = new Float64Array(count).fill(1) } = rows;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let squares = 0;
  for (let j = 0; j < columns; j++) {
    const center = frame.centers[j];
    let sum = 0;
    let ofColumn = 0;
    for (let i = 0, at = j; i < count; i++, at += columns) {
      const value = (data[at] - center) * frame.scale;
      sum += weights[i] * value;
      ofColumn += weights[i] * value * value;
    }
    squares += ofColumn - (sum * sum) / total;
  }
  return squares / total / columns;
}
