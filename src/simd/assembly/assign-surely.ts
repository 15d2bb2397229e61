import { squareTo } from './centroids';
import { Customers, moveSums, NO_LABEL } from './customers';
import { labelIn } from './label-in';
import { madd } from './madd';

/**
 * Labels tiles of customers with the nearest centroid, without doubt: single precision decides only where the gap
 * between the best two is wider than its error can be; the other customers are compared in double precision. Keeps the
 * sums up to date and notes the leads. A tile is passed over as long as the centroids moved too little to matter to it.
 *
 * Customers without a label get one, and are left out of the sums.
 *
 * The scores are those of `assignFast`, less a bound of their error: a score s lies within s + [0, 2 · error].
 *
 * @returns How many customers changed their label.
 *
 * Source of the bound: Higham, "Accuracy and stability of numerical algorithms", 2nd edition, section 3.1; of passing
 * over: Hamerly, "Making k-means even faster", SIAM Data Mining 2010.
 */
export function assignSurely(at: usize, from: i32, to: i32, thread: i32): i32 {
  const customers = changetype<Customers>(at);
  const columns = customers.columns;
  const width = <usize>columns << 2;
  const k = customers.evenK;
  const byOwn = customers.errors + (<usize>k << 2);
  let changed = 0;
  for (let tile = from; tile < to; tile++) {
    const safe = customers.safeUntil + (<usize>tile << 3);
    if (customers.drift < load<f64>(safe)) continue;
    const norm = load<f32>(customers.norms + (tile << 2));
    const rows = customers.tiles + ((<usize>tile * columns) << 6);
    let best0 = f32x4.splat(Infinity);
    let best1 = best0;
    let best2 = best0;
    let best3 = best0;
    let second0 = best0;
    let second1 = best0;
    let second2 = best0;
    let second3 = best0;
    let label0 = i32x4.splat(0);
    let label1 = label0;
    let label2 = label0;
    let label3 = label0;
    let widest: f32 = 0;
    let center = customers.negated;
    for (let c = 0; c < k; c += 2, center += width) {
      const errorA = errorOf(customers, byOwn, c, norm);
      const errorB = errorOf(customers, byOwn, c + 1, norm);
      widest = max(widest, max(errorA, errorB));
      let a0 = f32x4.splat(load<f32>(customers.halves + (c << 2)) - errorA);
      let a1 = a0;
      let a2 = a0;
      let a3 = a0;
      let b0 = f32x4.splat(load<f32>(customers.halves + (c << 2), 4) - errorB);
      let b1 = b0;
      let b2 = b0;
      let b3 = b0;
      let value = rows;
      const end = center + width;
      for (; center < end; center += 4, value += 64) {
        const x0 = v128.load(value);
        const x1 = v128.load(value, 16);
        const x2 = v128.load(value, 32);
        const x3 = v128.load(value, 48);
        const p = v128.load32_splat(center);
        a0 = madd(x0, p, a0);
        a1 = madd(x1, p, a1);
        a2 = madd(x2, p, a2);
        a3 = madd(x3, p, a3);
        const q = v128.load32_splat(center + width);
        b0 = madd(x0, q, b0);
        b1 = madd(x1, q, b1);
        b2 = madd(x2, q, b2);
        b3 = madd(x3, q, b3);
      }
      const first = i32x4.splat(c);
      label0 = v128.bitselect(first, label0, f32x4.lt(a0, best0));
      label1 = v128.bitselect(first, label1, f32x4.lt(a1, best1));
      label2 = v128.bitselect(first, label2, f32x4.lt(a2, best2));
      label3 = v128.bitselect(first, label3, f32x4.lt(a3, best3));
      second0 = f32x4.pmin(second0, f32x4.pmax(a0, best0));
      second1 = f32x4.pmin(second1, f32x4.pmax(a1, best1));
      second2 = f32x4.pmin(second2, f32x4.pmax(a2, best2));
      second3 = f32x4.pmin(second3, f32x4.pmax(a3, best3));
      best0 = f32x4.pmin(best0, a0);
      best1 = f32x4.pmin(best1, a1);
      best2 = f32x4.pmin(best2, a2);
      best3 = f32x4.pmin(best3, a3);
      const next = i32x4.splat(c + 1);
      label0 = v128.bitselect(next, label0, f32x4.lt(b0, best0));
      label1 = v128.bitselect(next, label1, f32x4.lt(b1, best1));
      label2 = v128.bitselect(next, label2, f32x4.lt(b2, best2));
      label3 = v128.bitselect(next, label3, f32x4.lt(b3, best3));
      second0 = f32x4.pmin(second0, f32x4.pmax(b0, best0));
      second1 = f32x4.pmin(second1, f32x4.pmax(b1, best1));
      second2 = f32x4.pmin(second2, f32x4.pmax(b2, best2));
      second3 = f32x4.pmin(second3, f32x4.pmax(b3, best3));
      best0 = f32x4.pmin(best0, b0);
      best1 = f32x4.pmin(best1, b1);
      best2 = f32x4.pmin(best2, b2);
      best3 = f32x4.pmin(best3, b3);
    }
    const place = tile << 4;
    const left = customers.rows - place;
    const leads = customers.leads + (<usize>place << 2);
    const squares = customers.squares + (<usize>place << 2);
    const errors = f32x4.splat(2 * widest);
    const gap0 = f32x4.sub(f32x4.sub(second0, best0), errors);
    const gap1 = f32x4.sub(f32x4.sub(second1, best1), errors);
    const gap2 = f32x4.sub(f32x4.sub(second2, best2), errors);
    const gap3 = f32x4.sub(f32x4.sub(second3, best3), errors);
    const lead0 = leadOf(gap0, f32x4.add(best0, errors), v128.load(squares));
    const lead1 = leadOf(gap1, f32x4.add(best1, errors), v128.load(squares, 16));
    const lead2 = leadOf(gap2, f32x4.add(best2, errors), v128.load(squares, 32));
    const lead3 = leadOf(gap3, f32x4.add(best3, errors), v128.load(squares, 48));
    v128.store(leads, lead0);
    v128.store(leads, lead1, 16);
    v128.store(leads, lead2, 32);
    v128.store(leads, lead3, 48);
    const zero = f32x4.splat(0);
    const sure = v128.and(
      v128.and(f32x4.gt(gap0, zero), f32x4.gt(gap1, zero)),
      v128.and(f32x4.gt(gap2, zero), f32x4.gt(gap3, zero)),
    );
    const low = i16x8.narrow_i32x4_u(label0, label1);
    const high = i16x8.narrow_i32x4_u(label2, label3);
    const labels = customers.labels + (<usize>place << 1);
    if (i32x4.all_true(sure) && left >= 16) {
      const least = leastOf(f32x4.min(f32x4.min(lead0, lead1), f32x4.min(lead2, lead3)));
      store<f64>(safe, customers.drift + <f64>least);
      const moved =
        i16x8.bitmask(i16x8.ne(low, v128.load(labels))) |
        (i16x8.bitmask(i16x8.ne(high, v128.load(labels, 16))) << 8);
      changed += popcnt(moved);
      if (<i32>load<u16>(labels) === NO_LABEL) {
        v128.store(labels, low);
        v128.store(labels, high, 16);
        continue;
      }
      for (let rest = moved; rest !== 0; rest &= rest - 1) {
        const r = ctz(rest);
        const now = labelIn(low, high, r);
        moveSums(customers, place + r, load<u16>(labels + (r << 1)), now, thread);
        store<u16>(labels + (r << 1), <u16>now);
      }
      continue;
    }
    for (let r = 0; r < min(left, 16); r++) {
      let now = labelIn(low, high, r);
      if (!(load<f32>(leads + (r << 2)) > 0)) now = nearest(customers, place + r, leads + (r << 2));
      const old = <i32>load<u16>(labels + (r << 1));
      if (now === old) continue;
      if (old !== NO_LABEL) moveSums(customers, place + r, old, now, thread);
      store<u16>(labels + (r << 1), <u16>now);
      changed++;
    }
  }
  return changed;
}

/**
 * Distance to the second centroid less that to the first, rounded down: half the difference of their squares by the
 * mean of the two, where a squared distance is the squared length of the row and twice the score. Not above 0 where the
 * gap is not.
 */
// @ts-ignore: decorator
@inline
function leadOf(gap: v128, score: v128, square: v128): v128 {
  const own = f32x4.max(f32x4.splat(0), f32x4.add(square, f32x4.add(score, score)));
  const longer = f32x4.sqrt(f32x4.add(own, f32x4.add(gap, gap)));
  return f32x4.mul(f32x4.div(gap, longer), f32x4.splat(0.9999));
}

// @ts-ignore: decorator
@inline
function leastOf(values: v128): f32 {
  return min(
    min(f32x4.extract_lane(values, 0), f32x4.extract_lane(values, 1)),
    min(f32x4.extract_lane(values, 2), f32x4.extract_lane(values, 3)),
  );
}

/** How far off the score of a centroid may be, for rows not longer than `norm`. */
// @ts-ignore: decorator
@inline
function errorOf(customers: Customers, byOwn: usize, centroid: i32, norm: f32): f32 {
  return load<f32>(customers.errors + (centroid << 2)) * norm + load<f32>(byOwn + (centroid << 2));
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
