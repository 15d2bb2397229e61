import { Customers } from './customers';
import { madd } from './madd';
import { nearerOf } from './nearer-of';

/**
 * Labels of a tile as single precision tells, without a look at those so far. Eight customers and four centroids at a
 * time stay in registers; instead of the squared distance the loop compares half the squared length of the centroid less
 * its product with the customer.
 *
 * @param withLeads - Whether it notes the leads too, and how far centroids may drift until they matter to the tile;
 *   below 0 where single precision does not tell all labels. A constant: without it nothing of that is compiled.
 * @param errorByNorm - Largest error of a score by the length of the row, and the part that does not depend on it.
 */
// @ts-ignore: decorator
@inline
export function labelTile(customers: Customers, tile: i32, labels: usize, withLeads: bool, errorByNorm: f32, errorByOwn: f32): void {
  const columns = customers.columns;
  const width = <usize>columns << 2;
  const k = customers.evenK;
  const quads = k & ~3;
  const place = tile << 4;
  const error = withLeads ? errorByNorm * load<f32>(customers.norms + (tile << 2)) + errorByOwn : 0;
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
      if (withLeads) second0 = secondOf(second0, best0, a0, b0);
      best0 = f32x4.pmin(best0, f32x4.pmin(a0, b0));
      label1 = nearerOf(label1, best1, c, a1, b1);
      if (withLeads) second1 = secondOf(second1, best1, a1, b1);
      best1 = f32x4.pmin(best1, f32x4.pmin(a1, b1));
      label0 = nearerOf(label0, best0, c + 2, c0, d0);
      if (withLeads) second0 = secondOf(second0, best0, c0, d0);
      best0 = f32x4.pmin(best0, f32x4.pmin(c0, d0));
      label1 = nearerOf(label1, best1, c + 2, c1, d1);
      if (withLeads) second1 = secondOf(second1, best1, c1, d1);
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
      if (withLeads) second0 = secondOf(second0, best0, a0, b0);
      best0 = f32x4.pmin(best0, f32x4.pmin(a0, b0));
      label1 = nearerOf(label1, best1, c, a1, b1);
      if (withLeads) second1 = secondOf(second1, best1, a1, b1);
      best1 = f32x4.pmin(best1, f32x4.pmin(a1, b1));
    }
    if (withLeads) {
      const gap0 = f32x4.sub(f32x4.sub(second0, best0), error2);
      const gap1 = f32x4.sub(f32x4.sub(second1, best1), error2);
      const lead0 = leadOf(gap0, f32x4.add(best0, error1), v128.load(squares));
      const lead1 = leadOf(gap1, f32x4.add(best1, error1), v128.load(squares, 16));
      v128.store(leads, lead0);
      v128.store(leads, lead1, 16);
      gaps = f32x4.pmin(gaps, f32x4.pmin(gap0, gap1));
      least = f32x4.pmin(least, f32x4.pmin(lead0, lead1));
    }
    v128.store(labels, i16x8.narrow_i32x4_u(label0, label1));
  }
  if (!withLeads) return;
  const isSure = v128.any_true(f32x4.le(gaps, f32x4.splat(0))) ? false : place + 16 <= customers.rows;
  store<f64>(customers.safeUntil + (<usize>tile << 3), isSure ? customers.drift + <f64>leastOf(least) : -1);
}

/** The second lowest of those so far and of two more, a and b. */
// @ts-ignore: decorator
@inline
function secondOf(second: v128, best: v128, a: v128, b: v128): v128 {
  const lower = f32x4.pmin(a, b);
  return f32x4.pmin(second, f32x4.pmin(f32x4.pmax(b, a), f32x4.pmax(best, lower)));
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
