/**
 * Customers and centroids of one k-means, as addresses in memory. `src/simd/k-means-memory.ts` writes the fields in this
 * order. z of a value is (value − center of its column) · scale, at most 1 by size for the customers it was made for.
 */
@unmanaged
export class Customers {
  /** Power of two that brings the largest value to at most 1. */
  scale: f64 = 0;
  /** Fixed-point numbers count z in this unit: whole numbers add up to the same in any order. */
  unitsOfOne: f64 = 0;
  /** The same for weights. */
  weightUnits: f64 = 0;
  /** How much any row's lead of its own centroid over another may have shrunk since the first iteration. */
  drift: f64 = 0;
  rows: i32 = 0;
  columns: i32 = 0;
  /** Centroids. */
  k: i32 = 0;
  /** The same, filled up to an even number. */
  evenK: i32 = 0;
  /** 1 where sums are of what the tiles hold, in single precision: it is at hand when a customer moves. Else 0. */
  sumsOfTiles: i32 = 0;
  /** f64, row after row, as they came. */
  values: usize = 0;
  /**
   * u32, one a place: the row that stands there. 0 where each row stands in its own place. Tiles, labels and gaps go by
   * place, values and weights by row.
   */
  order: usize = 0;
  /** f64, one a row; 0 where every row counts once. */
  weights: usize = 0;
  /** f64, one a column. */
  centers: usize = 0;
  /** f32 z in tiles of 16 places, column after column; rows that fill up the last tile are 0. */
  tiles: usize = 0;
  /** f32, one a place: the squared length of z, rounded up. */
  squares: usize = 0;
  /** f32, length of the longest row of each tile, rounded up. */
  norms: usize = 0;
  /** f64 z, centroid after centroid. */
  centroids: usize = 0;
  /** f32, the same with the sign turned; 0 for the one that fills up. */
  negated: usize = 0;
  /** f32, half the squared length of each centroid; infinite for the one that fills up. */
  halves: usize = 0;
  /** f32, error bounds of scores: for each centroid the part by the length of the row, then the part by its own. */
  errors: usize = 0;
  /** u16, one a place; 65535 where it has none yet. */
  labels: usize = 0;
  /** f32, one a place: by how much longer the distance to any other centroid is than to the own one, at least. */
  leads: usize = 0;
  /** f64, one a tile: as long as `drift` is below, no row of it can change its label. */
  safeUntil: usize = 0;
  /** i64, for each thread: the sums of z over the rows of each centroid, then their weights. */
  sums: usize = 0;
  /** For each thread: what `moves.ts` notes. */
  notes: usize = 0;
  /** f64, for each shard: scratch for results. */
  shards: usize = 0;
}

/** A row whose label is this has none yet. */
export const NO_LABEL: i32 = 0xffff;

/** Adding it leaves a whole number in the low bits of a double. Source: the layout of IEEE 754 doubles. */
export const MAGIC: f64 = 6755399441055744.0; // 1.5 · 2^52
export const MAGIC_BITS: i64 = 0x4338000000000000;

/** The row that stands in a place. */
// @ts-ignore: decorator
@inline
export function rowAt(customers: Customers, place: i32): i32 {
  return customers.order ? load<i32>(customers.order + (<usize>place << 2)) : place;
}

// @ts-ignore: decorator
@inline
export function z(customers: Customers, row: i32, column: i32): f64 {
  const value = load<f64>(customers.values + ((<usize>row * customers.columns + column) << 3));
  return (value - load<f64>(customers.centers + (column << 3))) * customers.scale;
}

// @ts-ignore: decorator
@inline
export function weightOf(customers: Customers, row: i32): f64 {
  return customers.weights ? load<f64>(customers.weights + (<usize>row << 3)) : 1;
}

/** A number below 2^51 by size as the nearest whole one. */
// @ts-ignore: decorator
@inline
export function whole(value: f64): i64 {
  return reinterpret<i64>(value + MAGIC) - MAGIC_BITS;
}

/** Bytes of the sums of one thread. */
// @ts-ignore: decorator
@inline
export function sumsSize(customers: Customers): usize {
  return <usize>(customers.k * (customers.columns + 1)) << 3;
}
