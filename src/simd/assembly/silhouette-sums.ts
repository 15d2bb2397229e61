import { madd } from './madd';

/**
 * Adds up the distances from each customer to each segment, each pair of customers measured once, for one round of
 * pairs of blocks. In round r block i meets block (r - i) modulo the number of blocks: no two pairs of a round share a
 * block, so that threads never add to the same sum, and after all rounds every pair has met. Sums are in single
 * precision over 16 distances, in double beyond.
 *
 * @param packed Tiles of 16 customers of one segment, column after column, 16 numbers each.
 * @param tileSegments Segment of each tile, i32.
 * @param tileSizes Customers in each tile, i32; those behind them do not count.
 * @param sums For each segment one f64 for each place in the tiles.
 * @param places 16 times the number of tiles.
 * @param blockTiles Tiles of a block; the last may have fewer.
 */
export function silhouetteSums(packed: usize, columns: i32, tileSegments: usize, tileSizes: usize, tiles: i32, sums: usize, places: i32, blockTiles: i32, blocks: i32, round: i32, from: i32, to: i32, thread: i32): void {
  for (let block = from; block < to; block++) {
    const partner = block <= round ? round - block : round - block + blocks;
    if (partner < block) continue;
    const end = min(tiles, (block + 1) * blockTiles);
    const partnerEnd = min(tiles, (partner + 1) * blockTiles);
    for (let tile = block * blockTiles; tile < end; tile++) {
      for (let other = block == partner ? tile : partner * blockTiles; other < partnerEnd; other++) {
        meet(packed, columns, tileSegments, tileSizes, sums, places, tile, other);
      }
    }
  }
}

/** Distances between two tiles: added for the customers of the first, and for those of the second when it is another. */
// @ts-ignore: decorator
@inline
function meet(packed: usize, columns: i32, tileSegments: usize, tileSizes: usize, sums: usize, places: i32, first: i32, second: i32): void {
  const rows = packed + ((<usize>first * columns) << 6);
  const others = packed + ((<usize>second * columns) << 6);
  const rowSums = sums + ((<usize>load<i32>(tileSegments + (second << 2)) * places + (first << 4)) << 3);
  const otherSums = sums + ((<usize>load<i32>(tileSegments + (first << 2)) * places + (second << 4)) << 3);
  const size = load<i32>(tileSizes + (first << 2));
  const isFull = size == 16;
  const lanes = i32x4(0, 1, 2, 3);
  const in0 = i32x4.lt_s(lanes, i32x4.splat(size));
  const in1 = i32x4.lt_s(lanes, i32x4.splat(size - 4));
  const in2 = i32x4.lt_s(lanes, i32x4.splat(size - 8));
  const in3 = i32x4.lt_s(lanes, i32x4.splat(size - 12));
  const count = load<i32>(tileSizes + (second << 2));
  const length = <usize>columns << 6;
  let s0 = f32x4.splat(0);
  let s1 = s0, s2 = s0, s3 = s0;
  for (let j = 0; j < count; j++) {
    let d0 = f32x4.splat(0);
    let d1 = d0, d2 = d0, d3 = d0;
    const end = rows + length;
    let other = others + (j << 2);
    for (let at = rows; at < end; at += 64, other += 64) {
      const p = v128.load32_splat(other);
      const x0 = f32x4.sub(v128.load(at), p);
      const x1 = f32x4.sub(v128.load(at, 16), p);
      const x2 = f32x4.sub(v128.load(at, 32), p);
      const x3 = f32x4.sub(v128.load(at, 48), p);
      d0 = madd(x0, x0, d0);
      d1 = madd(x1, x1, d1);
      d2 = madd(x2, x2, d2);
      d3 = madd(x3, x3, d3);
    }
    d0 = f32x4.sqrt(d0);
    d1 = f32x4.sqrt(d1);
    d2 = f32x4.sqrt(d2);
    d3 = f32x4.sqrt(d3);
    s0 = f32x4.add(s0, d0);
    s1 = f32x4.add(s1, d1);
    s2 = f32x4.add(s2, d2);
    s3 = f32x4.add(s3, d3);
    if (first == second) continue;
    if (!isFull) {
      d0 = v128.and(d0, in0);
      d1 = v128.and(d1, in1);
      d2 = v128.and(d2, in2);
      d3 = v128.and(d3, in3);
    }
    const four = f32x4.add(f32x4.add(d0, d1), f32x4.add(d2, d3));
    const two = f64x2.add(f64x2.promote_low_f32x4(four), highHalf(four));
    const sum = otherSums + (j << 3);
    store<f64>(sum, load<f64>(sum) + (f64x2.extract_lane(two, 0) + f64x2.extract_lane(two, 1)));
  }
  addTo(rowSums, s0);
  addTo(rowSums + 32, s1);
  addTo(rowSums + 64, s2);
  addTo(rowSums + 96, s3);
}

// @ts-ignore: decorator
@inline
function addTo(sums: usize, four: v128): void {
  v128.store(sums, f64x2.add(v128.load(sums), f64x2.promote_low_f32x4(four)));
  v128.store(sums, f64x2.add(v128.load(sums, 16), highHalf(four)), 16);
}

/** The upper two of four numbers, in double. */
// @ts-ignore: decorator
@inline
function highHalf(four: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i64>(four, four, 1, 1));
}
