import { squareTo } from './centroids';
import { Customers } from './customers';
import { madd } from './madd';
import { makeMoves, makeMovesOfMany, movesOf, newLabelsOf, noteMoves, tilesOf } from './moves';
import { nearerOf } from './nearer-of';

/** Tiles that are fetched together. */
const TOGETHER: usize = 8;

/**
 * Labels tiles of customers with the nearest centroid, without doubt: single precision decides only where the gap
 * between the best two is wider than its error can be; the other customers are compared in double precision. Keeps the
 * sums up to date and notes the leads. A tile is passed over as long as the centroids moved too little to matter to it.
 *
 * Customers without a label get one, and are left out of the sums.
 *
 * The scores are those of `assignFast`.
 *
 * @returns How many customers moved to another centroid.
 *
 * Source of the bound: Higham, "Accuracy and stability of numerical algorithms", 2nd edition, section 3.1; of passing
 * over: Hamerly, "Making k-means even faster", SIAM Data Mining 2010.
 */
export function assignSurely(at: usize, from: i32, to: i32, thread: i32): i32 {
  const customers = changetype<Customers>(at);
  const errorByNorm = largestOf(customers.errors, customers.k);
  const errorByOwn = largestOf(customers.errors + (<usize>customers.evenK << 2), customers.k);
  const newLabels = newLabelsOf(customers, thread);
  const tiles = tilesOf(customers, thread);
  let changed = 0;
  let moves = movesOf(customers, thread);
  for (let next = from; next < to; ) {
    let behind = tiles;
    for (; next < to && behind < tiles + (TOGETHER << 2); next++) {
      if (customers.drift < load<f64>(customers.safeUntil + (<usize>next << 3))) continue;
      store<i32>(behind, next);
      behind += 4;
    }
    touchTiles(customers, tiles, behind);
    let labels = newLabels;
    for (let at = tiles; at < behind; at += 4, labels += 32) labelTile(customers, load<i32>(at), labels, errorByNorm, errorByOwn);
    labels = newLabels; // apart from the loop above: a wrong guess whether anybody moves would stop it
    for (let at = tiles; at < behind; at += 4, labels += 32) {
      const tile = load<i32>(at);
      if (load<f64>(customers.safeUntil + (<usize>tile << 3)) < 0) settleTile(customers, tile, labels);
      const end = noteMoves(customers, moves, tile, labels);
      changed += <i32>(end - moves) >> 3;
      moves = makeMovesOfMany(customers, thread, end);
    }
  }
  makeMoves(customers, thread, moves);
  return changed;
}

/** Reads a little of each line of some tiles, so that fetching one does not wait for another. */
// @ts-ignore: decorator
@inline
function touchTiles(customers: Customers, tiles: usize, behind: usize): void {
  const size = <usize>customers.columns << 6;
  let touched = 0;
  for (let at = tiles; at < behind; at += 4) {
    const tile = <usize>load<i32>(at);
    const rows = customers.tiles + tile * size;
    for (let line = rows; line < rows + size; line += 64) touched += load<i32>(line);
    touched += load<i32>(customers.leads + (tile << 6));
    touched += load<i32>(customers.squares + (tile << 6));
    touched += load<i32>(customers.labels + (tile << 5));
  }
  store<i32>(behind, touched); // else nothing would be fetched
}

/**
 * Labels and leads of a tile as single precision tells, and how far centroids may drift until they matter to it; below
 * 0 where that does not tell all labels.
 */
// @ts-ignore: decorator
@inline
function labelTile(customers: Customers, tile: i32, labels: usize, errorByNorm: f32, errorByOwn: f32): void {
  const columns = customers.columns;
  const width = <usize>columns << 2;
  const k = customers.evenK;
  const quads = k & ~3;
  const place = tile << 4;
  const error = errorByNorm * load<f32>(customers.norms + (tile << 2)) + errorByOwn;
  const error1 = f32x4.splat(error);
  const error2 = f32x4.splat(2 * error);
  let leads = customers.leads + (<usize>place << 2);
  let squares = customers.squares + (<usize>place << 2);
  let least = f32x4.splat(Infinity);
  let gaps = least;
  for (let half: usize = 0; half < 2; half++, labels += 16, leads += 32, squares += 32) {
    const rows = customers.tiles + ((<usize>tile * columns) << 6) + (half << 5);
    let best0 = f32x4.splat(Infinity);
    let best1 = best0;
    let second0 = best0;
    let second1 = best0;
    let label0 = i32x4.splat(0);
    let label1 = label0;
    let length = customers.halves;
    let center = customers.negated;
    let c = 0;
    for (; c < quads; c += 4, length += 16, center += 3 * width) {
      let a0 = v128.load32_splat(length);
      let a1 = a0;
      let b0 = v128.load32_splat(length, 4);
      let b1 = b0;
      let c0 = v128.load32_splat(length, 8);
      let c1 = c0;
      let d0 = v128.load32_splat(length, 12);
      let d1 = d0;
      let value = rows;
      let other = center + 2 * width;
      const end = center + width;
      for (; center < end; center += 4, value += 64, other += 4) {
        const x0 = v128.load(value);
        const x1 = v128.load(value, 16);
        const p = v128.load32_splat(center);
        a0 = madd(x0, p, a0);
        a1 = madd(x1, p, a1);
        const q = v128.load32_splat(center + width);
        b0 = madd(x0, q, b0);
        b1 = madd(x1, q, b1);
        const r = v128.load32_splat(other);
        c0 = madd(x0, r, c0);
        c1 = madd(x1, r, c1);
        const s = v128.load32_splat(other + width);
        d0 = madd(x0, s, d0);
        d1 = madd(x1, s, d1);
      }
      label0 = nearerOf(label0, best0, c, a0, b0);
      second0 = secondOf(second0, best0, a0, b0);
      best0 = f32x4.pmin(best0, f32x4.pmin(a0, b0));
      label1 = nearerOf(label1, best1, c, a1, b1);
      second1 = secondOf(second1, best1, a1, b1);
      best1 = f32x4.pmin(best1, f32x4.pmin(a1, b1));
      label0 = nearerOf(label0, best0, c + 2, c0, d0);
      second0 = secondOf(second0, best0, c0, d0);
      best0 = f32x4.pmin(best0, f32x4.pmin(c0, d0));
      label1 = nearerOf(label1, best1, c + 2, c1, d1);
      second1 = secondOf(second1, best1, c1, d1);
      best1 = f32x4.pmin(best1, f32x4.pmin(c1, d1));
    }
    if (c < k) {
      let a0 = v128.load32_splat(length);
      let a1 = a0;
      let b0 = v128.load32_splat(length, 4);
      let b1 = b0;
      let value = rows;
      const end = center + width;
      for (; center < end; center += 4, value += 64) {
        const x0 = v128.load(value);
        const x1 = v128.load(value, 16);
        const p = v128.load32_splat(center);
        a0 = madd(x0, p, a0);
        a1 = madd(x1, p, a1);
        const q = v128.load32_splat(center + width);
        b0 = madd(x0, q, b0);
        b1 = madd(x1, q, b1);
      }
      label0 = nearerOf(label0, best0, c, a0, b0);
      second0 = secondOf(second0, best0, a0, b0);
      best0 = f32x4.pmin(best0, f32x4.pmin(a0, b0));
      label1 = nearerOf(label1, best1, c, a1, b1);
      second1 = secondOf(second1, best1, a1, b1);
      best1 = f32x4.pmin(best1, f32x4.pmin(a1, b1));
    }
    const gap0 = f32x4.sub(f32x4.sub(second0, best0), error2);
    const gap1 = f32x4.sub(f32x4.sub(second1, best1), error2);
    const lead0 = leadOf(gap0, f32x4.add(best0, error1), v128.load(squares));
    const lead1 = leadOf(gap1, f32x4.add(best1, error1), v128.load(squares, 16));
    v128.store(leads, lead0);
    v128.store(leads, lead1, 16);
    gaps = f32x4.pmin(gaps, f32x4.pmin(gap0, gap1));
    least = f32x4.pmin(least, f32x4.pmin(lead0, lead1));
    v128.store(labels, i16x8.narrow_i32x4_u(label0, label1));
  }
  const isSure = v128.any_true(f32x4.le(gaps, f32x4.splat(0))) ? false : place + 16 <= customers.rows;
  store<f64>(customers.safeUntil + (<usize>tile << 3), isSure ? customers.drift + <f64>leastOf(least) : -1);
}

/** Compares those customers of a tile in double precision whose lead is in doubt. */
function settleTile(customers: Customers, tile: i32, labels: usize): void {
  const place = tile << 4;
  const leads = customers.leads + (<usize>place << 2);
  for (let r = 0; r < min(customers.rows - place, 16); r++) {
    if (load<f32>(leads + (r << 2)) > 0) continue;
    store<u16>(labels + (r << 1), <u16>nearest(customers, place + r, leads + (r << 2)));
  }
}

/** The second lowest of those so far and of two more, a and b. */
// @ts-ignore: decorator
@inline
function secondOf(second: v128, best: v128, a: v128, b: v128): v128 {
  const lower = f32x4.pmin(a, b);
  return f32x4.pmin(second, f32x4.pmin(f32x4.pmax(b, a), f32x4.pmax(best, lower)));
}

function largestOf(values: usize, count: i32): f32 {
  let largest: f32 = 0;
  for (let i = 0; i < count; i++) largest = max(largest, load<f32>(values + (i << 2)));
  return largest;
}

/**
 * Distance to the second centroid less that to the first, rounded down: half the difference of their squares by the
 * mean of the two, where a squared distance is the squared length of the row and twice the score. Not above 0 where the
 * gap is not.
 */
// @ts-ignore: decorator
@inline
function leadOf(gap: v128, score: v128, square: v128): v128 {
  const own = f32x4.pmax(f32x4.splat(0), f32x4.add(square, f32x4.add(score, score)));
  const longer = f32x4.sqrt(f32x4.add(own, f32x4.add(gap, gap)));
  return f32x4.mul(f32x4.div(gap, longer), f32x4.splat(0.9999));
}

// @ts-ignore: decorator
@inline
function leastOf(values: v128): f32 {
  const halves = f32x4.pmin(values, v128.shuffle<f32>(values, values, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.pmin(halves, v128.shuffle<f32>(halves, halves, 1, 0, 3, 2)), 0);
}

/**
 * The nearest centroid in double precision; of equally near ones the one with the smaller values, so that the answer
 * does not depend on how they are numbered.
 */
function nearest(customers: Customers, place: i32, lead: usize): i32 {
  let label = 0;
  let best = Infinity;
  let second = Infinity;
  for (let c = 0; c < customers.k; c++) {
    const square = squareTo(customers, place, c);
    if (square < best || (square === best && comesBefore(customers, c, label))) {
      second = best;
      best = square;
      label = c;
    } else if (square < second) second = square;
  }
  store<f32>(lead, <f32>((sqrt<f64>(second) - sqrt<f64>(best)) * 0.9999)); // rounded down
  return label;
}

function comesBefore(customers: Customers, a: i32, b: i32): bool {
  const columns = customers.columns;
  let left = customers.centroids + ((a * columns) << 3);
  let right = customers.centroids + ((b * columns) << 3);
  for (let j = 0; j < columns; j++, left += 8, right += 8) {
    const difference = load<f64>(left) - load<f64>(right);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
