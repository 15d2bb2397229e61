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
  /** f64, for each shard: scratch for results. */
  shards: usize = 0;
}

/** A row whose label is this has none yet. */
export const NO_LABEL: i32 = 0xffff;

/** Adding it leaves a whole number in the low bits of a double. Source: the layout of IEEE 754 doubles. */
const MAGIC: f64 = 6755399441055744.0; // 1.5 · 2^52
const MAGIC_BITS: i64 = 0x4338000000000000;

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

/** Takes a customer to another centroid: its part of the sums of both, not the label. */
export function moveSums(customers: Customers, place: i32, from: i32, to: i32, thread: i32): void {
  const row = rowAt(customers, place);
  const columns = customers.columns;
  const k = customers.k;
  const bytes = <usize>columns << 3;
  const weight = weightOf(customers, row);
  const factor = customers.scale * customers.unitsOfOne * weight;
  const units = whole(weight * customers.weightUnits);
  const sums = customers.sums + <usize>thread * sumsSize(customers);
  const sizes = sums + <usize>k * bytes;
  const value = customers.values + <usize>row * bytes;
  const centers = customers.centers;
  const now = sums + <usize>to * bytes;
  store<i64>(sizes + (to << 3), load<i64>(sizes + (to << 3)) + units);
  if (from === NO_LABEL) {
    addRow(value, centers, factor, now, columns);
    return;
  }
  store<i64>(sizes + (from << 3), load<i64>(sizes + (from << 3)) - units);
  addRow(value, centers, factor, now, columns);
  addRow(value, centers, -factor, sums + <usize>from * bytes, columns);
}

/** Adds a row in fixed point: rounding to even is the same with the sign turned, so what is taken off is what was added. */
// @ts-ignore: decorator
@inline
function addRow(value: usize, centers: usize, factor: f64, sums: usize, columns: i32): void {
  const factors = f64x2.splat(factor);
  const magic = f64x2.splat(MAGIC);
  const bits = i64x2.splat(MAGIC_BITS);
  const end = sums + (<usize>(columns & ~1) << 3);
  for (; sums < end; sums += 16, value += 16, centers += 16) {
    const difference = f64x2.sub(v128.load(value), v128.load(centers));
    const units = i64x2.sub(f64x2.add(f64x2.mul(difference, factors), magic), bits);
    v128.store(sums, i64x2.add(v128.load(sums), units));
  }
  if (columns & 1) {
    store<i64>(sums, load<i64>(sums) + whole((load<f64>(value) - load<f64>(centers)) * factor));
  }
}
