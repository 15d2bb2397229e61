import { Customers, rowAt, sumsSize, weightOf, whole, z } from './customers';
import { moveSums } from './moves';

const ROUNDING: f64 = 5.9604644775390625e-8; // 2^-24, half the distance of 1 and the next single-precision number

/** Adds up the sums of all threads in those of the first. */
export function mergeSums(at: usize, threads: i32): void {
  const customers = changetype<Customers>(at);
  const size = sumsSize(customers);
  for (let thread = 1; thread < threads; thread++) {
    const own = customers.sums + <usize>thread * size;
    for (let i: usize = 0; i < size; i += 8) {
      store<i64>(customers.sums + i, load<i64>(customers.sums + i) + load<i64>(own + i));
      store<i64>(own + i, 0);
    }
  }
}

/**
 * Moves the centroids to the means of their rows; one without rows stays.
 *
 * @returns The sum of the squared ways, in z.
 */
export function moveToMeans(at: usize): f64 {
  const customers = changetype<Customers>(at);
  const columns = customers.columns;
  const sizes = customers.sums + (customers.k * columns << 3);
  let ways: f64 = 0;
  let longest: f64 = 0;
  let second: f64 = 0;
  for (let c = 0; c < customers.k; c++) {
    const size = <f64>load<i64>(sizes + (c << 3)) / customers.weightUnits;
    if (size === 0) continue;
    let square: f64 = 0;
    for (let j = 0; j < columns; j++) {
      const place = (c * columns + j) << 3;
      const mean = <f64>load<i64>(customers.sums + place) / customers.unitsOfOne / size;
      const way = mean - load<f64>(customers.centroids + place);
      square += way * way;
      store<f64>(customers.centroids + place, mean);
    }
    ways += square;
    second = max(second, min(longest, square));
    longest = max(longest, square);
  }
  // An own centroid may have gone away, another one may have come nearer. Rounded up.
  customers.drift += (sqrt<f64>(longest) + sqrt<f64>(second)) * (1 + 1e-9);
  return ways;
}

/** Makes the next assignment look at every row: the centroids did not only move to their means. */
export function forgetSafety(at: usize): void {
  const customers = changetype<Customers>(at);
  customers.drift = 0;
  memory.fill(customers.safeUntil, 0, <usize>((customers.rows + 15) >> 4) << 3);
}

/** Tiles that the next assignment cannot pass over. */
export function unsafeTiles(at: usize): i32 {
  const customers = changetype<Customers>(at);
  const end = customers.safeUntil + (<usize>((customers.rows + 15) >> 4) << 3);
  let count = 0;
  for (let safe = customers.safeUntil; safe < end; safe += 8) count += i32(load<f64>(safe) <= customers.drift);
  return count;
}

/** Prepares what the loops over tiles read of the centroids. */
export function readyCentroids(at: usize): void {
  const customers = changetype<Customers>(at);
  const columns = customers.columns;
  const byOwn = customers.errors + (customers.evenK << 2);
  const roundings = <f64>(columns + 5) * ROUNDING * 1.01;
  for (let c = 0; c < customers.k; c++) {
    let square: f64 = 0;
    for (let j = 0; j < columns; j++) {
      const value = load<f64>(customers.centroids + ((c * columns + j) << 3));
      square += value * value;
      store<f32>(customers.negated + ((c * columns + j) << 2), <f32>-value);
    }
    store<f32>(customers.halves + (c << 2), <f32>(square / 2));
    store<f32>(customers.errors + (c << 2), <f32>(roundings * sqrt<f64>(square)));
    store<f32>(byOwn + (c << 2), <f32>((roundings * square) / 2));
  }
  if (customers.k < customers.evenK) store<f32>(customers.halves + (customers.k << 2), Infinity);
}

/** The first centroid without rows; −1 where each has some. */
export function emptyCentroid(at: usize): i32 {
  const customers = changetype<Customers>(at);
  const sizes = customers.sums + ((customers.k * customers.columns) << 3);
  for (let c = 0; c < customers.k; c++) if (load<i64>(sizes + (c << 3)) === 0) return c;
  return -1;
}

/** Weight of a centroid's rows. */
export function sizeOf(at: usize, centroid: i32): f64 {
  const customers = changetype<Customers>(at);
  const sizes = customers.sums + ((customers.k * customers.columns) << 3);
  return <f64>load<i64>(sizes + (centroid << 3)) / customers.weightUnits;
}

/** Puts a centroid where the customer in a place is. */
export function placeCentroid(at: usize, centroid: i32, place: i32): void {
  const customers = changetype<Customers>(at);
  const row = rowAt(customers, place);
  const columns = customers.columns;
  for (let j = 0; j < columns; j++) {
    store<f64>(customers.centroids + ((centroid * columns + j) << 3), z(customers, row, j));
  }
}

/** Gives the customer in a place the label of another centroid. */
export function relabel(at: usize, place: i32, label: i32): void {
  const customers = changetype<Customers>(at);
  const own = customers.labels + (<usize>place << 1);
  moveSums(customers, place, load<u16>(own), label);
  store<u16>(own, <u16>label);
}

/** Squared distance of the customer in a place to a centroid, in z. */
export function squareTo(customers: Customers, place: i32, centroid: i32): f64 {
  const bytes = <usize>customers.columns << 3;
  const value = customers.values + <usize>rowAt(customers, place) * bytes;
  return squareBetween(value, customers.centers, customers.scale, customers.centroids + <usize>centroid * bytes, bytes);
}

// @ts-ignore: decorator
@inline
function squareBetween(value: usize, center: usize, scale: f64, own: usize, bytes: usize): f64 {
  const scales = f64x2.splat(scale);
  let squares = f64x2.splat(0);
  for (const end = own + (bytes & ~15); own < end; own += 16, value += 16, center += 16) {
    const z = f64x2.mul(f64x2.sub(v128.load(value), v128.load(center)), scales);
    const difference = f64x2.sub(z, v128.load(own));
    squares = f64x2.add(squares, f64x2.mul(difference, difference));
  }
  let square = f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
  if (bytes & 8) {
    const difference = (load<f64>(value) - load<f64>(center)) * scale - load<f64>(own);
    square += difference * difference;
  }
  return square;
}

/** The place of the customer farthest from its own centroid; −1 when all are where their centroid is. */
export function farthestPlace(at: usize): f64 {
  const customers = changetype<Customers>(at);
  let farthest = -1;
  let largest: f64 = 0;
  for (let place = 0; place < customers.rows; place++) {
    const square = squareTo(customers, place, load<u16>(customers.labels + (<usize>place << 1)));
    if (square > largest) {
      largest = square;
      farthest = place;
    }
  }
  return farthest;
}

/** Sum of weight times squared distance to the own centroid, in z: one f64 for each shard of rows. */
export function squaresOfShards(at: usize, rowsOfShard: i32, from: i32, to: i32, _thread: i32): void {
  const customers = changetype<Customers>(at);
  const bytes = <usize>customers.columns << 3;
  const centers = customers.centers;
  const scale = customers.scale;
  const centroids = customers.centroids;
  const labels = customers.labels;
  for (let shard = from; shard < to; shard++) {
    const last = min((shard + 1) * rowsOfShard, customers.rows);
    let sum: f64 = 0;
    for (let row = shard * rowsOfShard; row < last; row++) {
      const own = centroids + <usize>load<u16>(labels + (<usize>row << 1)) * bytes;
      const value = customers.values + <usize>row * bytes;
      sum += weightOf(customers, row) * squareBetween(value, centers, scale, own, bytes);
    }
    store<f64>(customers.shards + (shard << 3), sum);
  }
}

/** Parts of a unit in which `remainders` counts: 2^30. */
const PARTS: f64 = 1073741824;

/** Forgets the sums, not the sizes. */
export function clearSums(at: usize): void {
  const customers = changetype<Customers>(at);
  memory.fill(customers.sums, 0, (customers.k * customers.columns) << 3);
}

/** Adds to the cleared sums what rounding to whole units left out. */
export function remainders(at: usize, from: i32, to: i32, thread: i32): void {
  const customers = changetype<Customers>(at);
  const columns = customers.columns;
  const sums = customers.sums + <usize>thread * sumsSize(customers);
  for (let row = from; row < to; row++) {
    const factor = customers.scale * customers.unitsOfOne * weightOf(customers, row);
    const label = <i32>load<u16>(customers.labels + (<usize>row << 1));
    for (let j = 0; j < columns; j++) {
      const value = load<f64>(customers.values + ((<usize>row * columns + j) << 3));
      const units = (value - load<f64>(customers.centers + (j << 3))) * factor;
      const place = sums + ((label * columns + j) << 3);
      store<i64>(place, load<i64>(place) + whole((units - <f64>whole(units)) * PARTS));
    }
  }
}

/** Corrects the centroids by the remainders of all rows. */
export function addRemainders(at: usize): void {
  const customers = changetype<Customers>(at);
  for (let c = 0; c < customers.k; c++) {
    const size = sizeOf(at, c);
    if (size === 0) continue;
    for (let j = 0; j < customers.columns; j++) {
      const place = (c * customers.columns + j) << 3;
      const rest = <f64>load<i64>(customers.sums + place) / PARTS / customers.unitsOfOne / size;
      store<f64>(customers.centroids + place, load<f64>(customers.centroids + place) + rest);
    }
  }
}
