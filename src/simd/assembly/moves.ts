import { Customers, MAGIC, MAGIC_BITS, NO_LABEL, rowAt, sumsSize, weightOf, whole } from './customers';

/** Moves that a thread notes before it makes them. */
const MOST_MOVES: usize = 256;

/** Tiles that a thread labels before it looks which of their customers move. */
export const MOST_TILES: i32 = 64;

/**
 * Bytes of a thread's notes: moves, 8 bytes each, and those of one tile more; new labels of tiles; and tiles, 4 bytes
 * each. `src/simd/k-means-memory.ts` knows the number too.
 */
const NOTES_SIZE: usize = ((MOST_MOVES + 16) << 3) + (<usize>MOST_TILES << 5) + (<usize>(MOST_TILES + 2) << 2);

/** Where a thread notes its moves. */
// @ts-ignore: decorator
@inline
export function movesOf(customers: Customers, thread: i32): usize {
  return customers.notes + <usize>thread * NOTES_SIZE;
}

/** Where a thread notes new labels, u16, of so many tiles. */
// @ts-ignore: decorator
@inline
export function newLabelsOf(customers: Customers, thread: i32): usize {
  return movesOf(customers, thread) + ((MOST_MOVES + 16) << 3);
}

/** Where a thread notes tiles, i32: room for one more. */
// @ts-ignore: decorator
@inline
export function tilesOf(customers: Customers, thread: i32): usize {
  return newLabelsOf(customers, thread) + (<usize>MOST_TILES << 5);
}

/**
 * Gives the customers of a tile new labels, and notes which of them move to another centroid. The moves are made once
 * there are many, so that fetching one row does not wait for another. Customers without a label so far do not move.
 *
 * @param end - Behind the moves noted so far; there is room for those of a tile.
 * @param labels - The new ones.
 * @returns Behind the moves noted now.
 */
// @ts-ignore: decorator
@inline
export function noteMoves(customers: Customers, end: usize, tile: i32, labels: usize): usize {
  const place = tile << 4;
  const own = customers.labels + (<usize>place << 1);
  const low = v128.load(labels);
  const high = v128.load(labels, 16);
  let moved =
    i16x8.bitmask(i16x8.ne(low, v128.load(own))) | (i16x8.bitmask(i16x8.ne(high, v128.load(own, 16))) << 8);
  if (moved === 0) return end;
  const left = customers.rows - place;
  if (left < 16) moved &= (1 << left) - 1;
  if (<i32>load<u16>(own) !== NO_LABEL) {
    for (; moved !== 0; moved &= moved - 1, end += 8) {
      const r = ctz(moved);
      noteMove(end, place + r, load<u16>(own + (r << 1)), load<u16>(labels + (r << 1)));
    }
  }
  v128.store(own, low);
  v128.store(own, high, 16);
  return end;
}

/** Makes the moves noted up to `end` where there is no room for those of another tile. */
// @ts-ignore: decorator
@inline
export function makeMovesOfMany(customers: Customers, thread: i32, end: usize): usize {
  return end - movesOf(customers, thread) < MOST_MOVES << 3 ? end : makeMoves(customers, thread, end);
}

// @ts-ignore: decorator
@inline
export function noteMove(end: usize, place: i32, from: i32, to: i32): void {
  store<i32>(end, place);
  store<u16>(end, <u16>from, 4);
  store<u16>(end, <u16>to, 6);
}

/**
 * Makes the moves noted up to `end`: takes each customer's part of the sums to its new centroid, not the label.
 *
 * @returns The new end: no move is noted.
 */
export function makeMoves(customers: Customers, thread: i32, end: usize): usize {
  const moves = movesOf(customers, thread);
  if (!customers.sumsOfTiles) touchRows(customers, moves, end);
  const columns = customers.columns;
  const bytes = <usize>columns << 3;
  const centers = customers.centers;
  const factor = factorOf(customers);
  const weightUnits = customers.weightUnits;
  const sums = customers.sums + <usize>thread * sumsSize(customers);
  const sizes = sums + <usize>customers.k * bytes;
  for (let move = moves; move < end; move += 8) {
    const place = load<i32>(move);
    const row = rowAt(customers, place);
    const from = <usize>load<u16>(move, 4);
    const to = <usize>load<u16>(move, 6);
    const weight = weightOf(customers, row);
    const units = whole(weight * weightUnits);
    store<i64>(sizes + (to << 3), load<i64>(sizes + (to << 3)) + units);
    store<i64>(sizes + (from << 3), load<i64>(sizes + (from << 3)) - units);
    const source = sums + from * bytes;
    const target = sums + to * bytes;
    if (customers.sumsOfTiles) take(true, inTile(customers, place), 0, factor * weight, source, target, columns);
    else take(false, customers.values + <usize>row * bytes, centers, factor * weight, source, target, columns);
  }
  return moves;
}

/** Reads a little of each line of the rows that move, so that fetching one does not wait for another. */
function touchRows(customers: Customers, moves: usize, end: usize): void {
  const bytes = <usize>customers.columns << 3;
  let touched = 0;
  for (let line: usize = 0; line < bytes; line += 64) {
    const values = customers.values + line;
    if (customers.order) {
      for (let move = moves; move < end; move += 8) {
        touched += load<i32>(values + <usize>rowAt(customers, load<i32>(move)) * bytes);
      }
    } else {
      for (let move = moves; move < end; move += 8) touched += load<i32>(values + <usize>load<i32>(move) * bytes);
    }
  }
  store<i32>(end, touched); // else nothing would be fetched
}

/** Takes the customer in a place to another centroid at once: its part of the sums of both, not the label. */
export function moveSums(customers: Customers, place: i32, from: i32, to: i32): void {
  const moves = movesOf(customers, 0);
  noteMove(moves, place, from, to);
  makeMoves(customers, 0, moves + 8);
}

/** Adds customers to the sums of their centroids, where none of them is in yet. */
export function addToSums(at: usize, from: i32, to: i32, thread: i32): void {
  const customers = changetype<Customers>(at);
  const columns = customers.columns;
  const bytes = <usize>columns << 3;
  const centers = customers.centers;
  const factor = factorOf(customers);
  const weightUnits = customers.weightUnits;
  const sums = customers.sums + <usize>thread * sumsSize(customers);
  const sizes = sums + <usize>customers.k * bytes;
  for (let place = from; place < to; place++) {
    const row = rowAt(customers, place);
    const label = <usize>load<u16>(customers.labels + (<usize>place << 1));
    const weight = weightOf(customers, row);
    store<i64>(sizes + (label << 3), load<i64>(sizes + (label << 3)) + whole(weight * weightUnits));
    const target = sums + label * bytes;
    if (customers.sumsOfTiles) add(true, inTile(customers, place), 0, factor * weight, target, columns);
    else add(false, customers.values + <usize>row * bytes, centers, factor * weight, target, columns);
  }
}

/** What a number is multiplied by to count it in units. */
// @ts-ignore: decorator
@inline
function factorOf(customers: Customers): f64 {
  return customers.sumsOfTiles ? customers.unitsOfOne : customers.scale * customers.unitsOfOne;
}

/** Where the first z of a customer is. */
// @ts-ignore: decorator
@inline
function inTile(customers: Customers, place: i32): usize {
  return customers.tiles + (((<usize>place >> 4) * customers.columns) << 6) + ((place & 15) << 2);
}

/** Adds a customer in fixed point, by its z in a tile or by its row of values; `ofTile` is a constant. */
// @ts-ignore: decorator
@inline
function add(ofTile: bool, at: usize, centers: usize, factor: f64, sums: usize, columns: i32): void {
  const factors = f64x2.splat(factor);
  const end = sums + (<usize>(columns & ~1) << 3);
  for (; sums < end; sums += 16, at += ofTile ? 128 : 16, centers += 16) {
    v128.store(sums, i64x2.add(v128.load(sums), twoUnits(ofTile, at, centers, factors)));
  }
  if (columns & 1) store<i64>(sums, load<i64>(sums) + oneUnits(ofTile, at, centers, factor));
}

/** Takes a customer in fixed point from some sums to others. */
// @ts-ignore: decorator
@inline
function take(ofTile: bool, at: usize, centers: usize, factor: f64, from: usize, to: usize, columns: i32): void {
  const factors = f64x2.splat(factor);
  const end = to + (<usize>(columns & ~1) << 3);
  for (; to < end; to += 16, from += 16, at += ofTile ? 128 : 16, centers += 16) {
    const units = twoUnits(ofTile, at, centers, factors);
    v128.store(to, i64x2.add(v128.load(to), units));
    v128.store(from, i64x2.sub(v128.load(from), units));
  }
  if (columns & 1) {
    const units = oneUnits(ofTile, at, centers, factor);
    store<i64>(to, load<i64>(to) + units);
    store<i64>(from, load<i64>(from) - units);
  }
}

/** Numbers of two columns as whole numbers of units: rounding to even is the same with the sign turned. */
// @ts-ignore: decorator
@inline
function twoUnits(ofTile: bool, at: usize, centers: usize, factors: v128): v128 {
  const numbers = ofTile
    ? f64x2.promote_low_f32x4(v128.load32_lane(at, v128.load32_zero(at), 1, 64))
    : f64x2.sub(v128.load(at), v128.load(centers));
  return i64x2.sub(f64x2.add(f64x2.mul(numbers, factors), f64x2.splat(MAGIC)), i64x2.splat(MAGIC_BITS));
}

/** The same of one column. */
// @ts-ignore: decorator
@inline
function oneUnits(ofTile: bool, at: usize, centers: usize, factor: f64): i64 {
  return whole((ofTile ? <f64>load<f32>(at) : load<f64>(at) - load<f64>(centers)) * factor);
}
