import { giveBackMemory, lendMemory } from '../../simd/idle-memory.js';
import {
  type CustomerRows,
  type KMeansMemory,
  kMeansMemory,
  SHARD_ROWS,
  setFrame,
  TILE_ROWS,
} from '../../simd/k-means-memory.js';
import type { MemoryShelf } from '../../simd/loop-memory.js';
import type { Precision } from '../../simd/loops-module.js';
import { type Team, type Work, withTeam } from '../../simd/team.js';
import { type Frame, frameOf } from './frame.js';

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
  /** Whether rows stand elsewhere than in the tiles. */
  areTilesBehind: boolean;
}

/** How customers are packed. */
export interface Packing {
  readonly k: number;
  readonly precision: Precision;
  /** Most threads. */
  readonly threads: number;
  /** Whether centroids are going to be spread over them. */
  readonly spread?: boolean;
  /** Whether they may be put into another order while centroids move. */
  readonly reorder?: boolean;
  /** Memory to take; it is in use until the work is done. */
  readonly shelf?: MemoryShelf;
}

const PRODUCTS_OF_A_PIECE = 1e6; // about 50 µs: less is not worth waking a thread

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
  { k, precision, threads, spread, reorder, shelf }: Packing,
  work: (packed: PackedCustomers) => Promise<Result>,
): Promise<Result> {
  const taken: MemoryShelf = shelf ?? { memory: lendMemory() };
  const memory = kMeansMemory(rows, { k, threads, shared: true, spread, reorder }, taken);
  const result = await withTeam({ memory: memory.memory, precision, threads }, async (team) => {
    const job = memory.at.job;
    const pieceOfTiles = Math.ceil(PRODUCTS_OF_A_PIECE / (TILE_ROWS * k * Math.max(1, rows.columns)));
    const tiles = { units: Math.ceil(rows.count / TILE_ROWS), chunk: pieceOfTiles };
    const shards = { units: Math.ceil(rows.count / SHARD_ROWS), chunk: 1 };
    await team.run('columnFacts', shards, job, SHARD_ROWS);
    const frame = frameOf(memory.arrays.shards, rows.count, rows.columns);
    setFrame(memory, frame);
    await team.run('pack', tiles, job);
    return work({ rows, k, frame, memory, team, job, tiles, shards, areTilesBehind: false });
  });
  if (shelf === undefined) giveBackMemory(memory.memory);
  return result;
}
