import { type LoopMemory, loopMemory, type MemoryShelf, type Room } from './loop-memory.js';

/** Customers as k-means packs them. */
export interface CustomerRows {
  readonly count: number;
  readonly columns: number;
  /** Row after row, `count * columns`. */
  readonly data: Float64Array;
  /** How often each row counts; once where they are absent. */
  readonly weights?: Float64Array;
}

/** Where z comes from: (value − center of its column) · scale. */
export interface Frame {
  readonly centers: Float64Array;
  /** A power of two. */
  readonly scale: number;
}

/** Rows of a shard, whose results are added up in order whatever thread had them. */
export const SHARD_ROWS = 4096;

/** Rows of a tile. */
export const TILE_ROWS = 16;

/** Label of a customer that has none yet. */
export const NO_LABEL = 0xffff;

/** Notes of a thread, 8 bytes each: `assembly/moves.ts` says of what. */
const NOTES = 256 + 16 + 64 * 4 + 66 / 2;

const FIELDS = [
  'values',
  'order',
  'weights',
  'centers',
  'tiles',
  'squares',
  'norms',
  'centroids',
  'negated',
  'halves',
  'errors',
  'labels',
  'leads',
  'safeUntil',
  'sums',
  'notes',
  'shards',
] as const;

const REALS = 4; // f64 fields of `Customers`, before the whole numbers and the addresses
const WHOLE = 5; // i32 fields, before the addresses

export type KMeansMemory = LoopMemory<ReturnType<typeof roomsOf>>;

/** What the memory has to hold beside the customers. */
export interface KMeansRoom {
  /** Centroids. */
  readonly k: number;
  /** Threads that may add to sums of their own. */
  readonly threads: number;
  /** Whether several threads work on it. */
  readonly shared: boolean;
  /** Whether centroids are to be spread over the customers: 12 bytes more a row. */
  readonly spread?: boolean;
  /** Whether they may be put into another order: 4 bytes more a row. */
  readonly reorder?: boolean;
}

/**
 * Memory of one k-means, the values copied into it: per row 8 bytes a column, 4 more for the tiles, and about 12.
 *
 * @throws {InputError} When it is more than WebAssembly or the machine has.
 */
export function kMeansMemory(rows: CustomerRows, room: KMeansRoom, shelf?: MemoryShelf): KMeansMemory {
  const { k } = room;
  const caller = {
    name: `kmeans: ${rows.count} customers of ${rows.columns} columns`,
    wayOut: 'Fit a sample of the customers and assign the others, or take the option miniBatch.',
  };
  const made = loopMemory(roomsOf(rows, room), room.shared, caller, shelf);
  const { arrays, at } = made;
  arrays.values.set(rows.data);
  if (rows.weights !== undefined) arrays.weights.set(rows.weights);
  const units = unitsOf(rows);
  new Float64Array(made.memory.buffer, at.job, REALS).set([1, units, units, 0]);
  const { count, columns } = rows;
  const isAbsent = (field: string) =>
    field === 'order' || (field === 'weights' && rows.weights === undefined);
  const addresses = FIELDS.map((field) => (isAbsent(field) ? 0 : at[field]));
  const numbers = new Uint32Array(made.memory.buffer, at.job + 8 * REALS, WHOLE + FIELDS.length);
  numbers.set([count, columns, k, k + (k % 2), 0, ...addresses]);
  return made;
}

/** Says whether sums are of the single-precision numbers in the tiles; those that are there have to be made again. */
export function useSumsOfTiles({ at, memory }: KMeansMemory, isUsed: boolean): void {
  new Uint32Array(memory.buffer, at.job + 8 * REALS, WHOLE)[WHOLE - 1] = isUsed ? 1 : 0;
}

/** Writes the frame and packs nothing yet. */
export function setFrame({ arrays, at, memory }: KMeansMemory, { centers, scale }: Frame): void {
  new Float64Array(memory.buffer, at.job, 1)[0] = scale;
  arrays.centers.set(centers);
}

function roomsOf(
  { count, columns, weights }: CustomerRows,
  { k, threads, spread = false, reorder = false }: KMeansRoom,
) {
  const tiles = Math.ceil(count / TILE_ROWS);
  const even = k + (k % 2);
  return {
    job: ['uint8', 8 * REALS + 4 * (WHOLE + FIELDS.length)],
    values: ['float64', count * columns, 'written'],
    order: ['uint32', reorder ? count : 0],
    weights: ['float64', weights === undefined ? 0 : count],
    centers: ['float64', columns],
    tiles: ['float32', tiles * TILE_ROWS * columns, 'written'],
    squares: ['float32', tiles * TILE_ROWS],
    norms: ['float32', tiles],
    centroids: ['float64', k * columns],
    negated: ['float32', even * columns],
    halves: ['float32', even],
    errors: ['float32', 2 * even],
    labels: ['uint16', tiles * TILE_ROWS],
    leads: ['float32', tiles * TILE_ROWS],
    safeUntil: ['float64', tiles],
    sums: ['float64', threads * k * (columns + 1)],
    notes: ['float64', threads * NOTES],
    shards: ['float64', Math.ceil(count / SHARD_ROWS) * columns * 3],
    nearest: ['float32', spread ? tiles * TILE_ROWS : 0],
    tried: ['float32', spread ? tiles * TILE_ROWS : 0],
    kept: ['float32', spread ? tiles * TILE_ROWS : 0],
    found: ['uint16', tiles],
  } as const satisfies Record<string, Room>;
}

/** Fixed-point units of 1, so that no sum of all customers and no single number overflows. */
function unitsOf({ count, weights }: CustomerRows): number {
  let total = count;
  let largest = 1;
  if (weights !== undefined) {
    total = 0;
    largest = 0;
    for (let i = 0; i < weights.length; i++) {
      total += weights[i];
      if (weights[i] > largest) largest = weights[i];
    }
  }
  return 2 ** Math.min(50 - Math.ceil(Math.log2(largest)), 61 - Math.ceil(Math.log2(total)));
}
