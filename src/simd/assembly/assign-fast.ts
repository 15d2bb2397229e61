import { Customers, moveSums, NO_LABEL } from './customers';
import { labelIn } from './label-in';
import { madd } from './madd';

/**
 * Labels tiles of customers with the nearest centroid as far as single precision tells, and keeps the sums up to date.
 * Sixteen customers and two centroids at a time stay in registers; instead of the squared distance the loop compares
 * half the squared length of the centroid less its product with the customer.
 *
 * Customers without a label get one, and are left out of the sums.
 *
 * @returns How many customers changed their label.
 */
export function assignFast(at: usize, from: i32, to: i32, thread: i32): i32 {
  const customers = changetype<Customers>(at);
  const columns = customers.columns;
  const width = <usize>columns << 2;
  const k = customers.evenK;
  let changed = 0;
  for (let tile = from; tile < to; tile++) {
    const rows = customers.tiles + ((<usize>tile * columns) << 6);
    let best0 = f32x4.splat(Infinity);
    let best1 = best0;
    let best2 = best0;
    let best3 = best0;
    let label0 = i32x4.splat(0);
    let label1 = label0;
    let label2 = label0;
    let label3 = label0;
    let half = customers.halves;
    let center = customers.negated;
    for (let c = 0; c < k; c += 2, half += 8, center += width) {
      let a0 = v128.load32_splat(half);
      let a1 = a0;
      let a2 = a0;
      let a3 = a0;
      let b0 = v128.load32_splat(half, 4);
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
      best0 = f32x4.pmin(best0, a0);
      best1 = f32x4.pmin(best1, a1);
      best2 = f32x4.pmin(best2, a2);
      best3 = f32x4.pmin(best3, a3);
      const second = i32x4.splat(c + 1);
      label0 = v128.bitselect(second, label0, f32x4.lt(b0, best0));
      label1 = v128.bitselect(second, label1, f32x4.lt(b1, best1));
      label2 = v128.bitselect(second, label2, f32x4.lt(b2, best2));
      label3 = v128.bitselect(second, label3, f32x4.lt(b3, best3));
      best0 = f32x4.pmin(best0, b0);
      best1 = f32x4.pmin(best1, b1);
      best2 = f32x4.pmin(best2, b2);
      best3 = f32x4.pmin(best3, b3);
    }
    const low = i16x8.narrow_i32x4_u(label0, label1);
    const high = i16x8.narrow_i32x4_u(label2, label3);
    const labels = customers.labels + (<usize>tile << 5);
    const left = customers.rows - (tile << 4);
    if (<i32>load<u16>(labels) === NO_LABEL) {
      v128.store(labels, low);
      v128.store(labels, high, 16);
      changed += min(left, 16);
      continue;
    }
    let moved =
      i16x8.bitmask(i16x8.ne(low, v128.load(labels))) |
      (i16x8.bitmask(i16x8.ne(high, v128.load(labels, 16))) << 8);
    if (left < 16) moved &= (1 << left) - 1;
    if (moved === 0) continue;
    changed += popcnt(moved);
    const place = tile << 4;
    for (let rest = moved; rest !== 0; rest &= rest - 1) {
      const r = ctz(rest);
      const now = labelIn(low, high, r);
      moveSums(customers, place + r, load<u16>(labels + (r << 1)), now, thread);
      store<u16>(labels + (r << 1), <u16>now);
    }
  }
  return changed;
}
