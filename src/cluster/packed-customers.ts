import { InputError } from '../core/input-error.js';
import {
  type CustomerRows,
  type Frame,
  type KMeansMemory,
  kMeansMemory,
  SHARD_ROWS,
  setFrame,
  TILE_ROWS,
} from '../simd/k-means-memory.js';
import type { Precision } from '../simd/loops-module.js';
import { type Team, type Work, withTeam } from '../simd/team.js';

/** Customers in the memory of the loops, with room for k centroids. */
export interface PackedCustomers {
  readonly rows: CustomerRows;
  readonly k: number;
  readonly frame: Frame;
  readonly memory: KMeansMemory;
  readonly team: Team;
  /** Address of all this: the first argument of every loop. */
  readonly job: number;
  /** Tiles of 16 rows, in pieces that are worth a thread's while. */
  readonly tiles: Work;
  readonly shards: Work;
}

/** How customers are packed. */
export interface Packing {
  readonly k: number;
  readonly precision: Precision;
  /** Most threads. */
  readonly threads: number;
  /** Whether centroids are going to be spread over them. */
  readonly spread?: boolean;
}

const PRODUCTS_OF_A_PIECE = 1e6; // about 50 µs: less is not worth waking a thread
const SMALLEST = 1e-150; // by squaring, smaller differences vanish and larger ones overflow
const LARGEST = 1e150;

/**
 * Packs customers for the loops, calls `work`, and frees the memory again.
 *
 * @throws {InputError} For values whose differences are too large or too small to be squared, and for more customers
 *   than there is memory.
 *
 * O(customers · columns).
 */
export async function withPackedCustomers<Result>(
  rows: CustomerRows,
  { k, precision, threads, spread }: Packing,
  work: (packed: PackedCustomers) => Promise<Result>,
): Promise<Result> {
  const memory = kMeansMemory(rows, { k, threads, shared: true, spread });
  return withTeam({ memory: memory.memory, precision, threads }, async (team) => {
    const job = memory.at.job;
    const pieceOfTiles = Math.ceil(PRODUCTS_OF_A_PIECE / (TILE_ROWS * k * Math.max(1, rows.columns)));
    const tiles = { units: Math.ceil(rows.count / TILE_ROWS), chunk: pieceOfTiles };
    const shards = { units: Math.ceil(rows.count / SHARD_ROWS), chunk: 1 };
    await team.run('columnFacts', shards, job, SHARD_ROWS);
    const frame = frameOf(memory.arrays.shards, rows);
    setFrame(memory, frame);
    await team.run('pack', { ...tiles, chunk: Math.max(256, pieceOfTiles) }, job);
    return work({ rows, k, frame, memory, team, job, tiles, shards });
  });
}

/**
 * Centers at about the mean of each column (rounded, so that the order in which it was added up does not matter) and
 * a power of two that brings the largest difference to at most 1.
 */
function frameOf(shards: Float64Array, { count, columns }: CustomerRows): Frame {
  const centers = new Float64Array(columns);
  let largest = 0;
  for (let j = 0; j < columns; j++) {
    let [sum, least, most] = [0, Infinity, -Infinity];
    for (let at = 3 * j; at < shards.length; at += 3 * columns) {
      sum += shards[at] / count;
      least = Math.min(least, shards[at + 1]);
      most = Math.max(most, shards[at + 2]);
    }
    centers[j] = least === most ? least : roundedMean(sum, least, most);
    largest = Math.max(largest, most - centers[j], centers[j] - least);
  }
  if (!(largest < LARGEST)) {
    throw new InputError('kmeans: the values are too large to be squared. Scale the columns first.');
  }
  if (largest > 0 && largest < SMALLEST) throw tooClose();
  return { centers, scale: largest === 0 ? 1 : 2 ** -Math.ceil(Math.log2(largest)) };
}

/** To 2^-20 of the range, within it. */
function roundedMean(mean: number, least: number, most: number): number {
  const step = 2 ** (Math.ceil(Math.log2(most - least)) - 20);
  const rounded = Math.round(mean / step) * step;
  return Number.isFinite(rounded) ? Math.min(most, Math.max(least, rounded)) : mean;
}

/** What cannot be told apart. */
export function tooClose(): InputError {
  return new InputError(
    'kmeans: the customers differ by too little to be told apart. Scale the columns first.',
  );
}

/** Centroids in the units of the customers. */
export function centroidsOf({ memory, frame, rows }: PackedCustomers): Float64Array {
  return memory.arrays.centroids.map((value, at) => value / frame.scale + frame.centers[at % rows.columns]);
}

/** Puts centroids where they are said to be, in the units of the customers. */
export function placeCentroids({ memory, frame, rows }: PackedCustomers, centroids: Float64Array): void {
  memory.arrays.centroids.set(
    centroids.map((value, at) => (value - frame.centers[at % rows.columns]) * frame.scale),
  );
}
