import { Customers } from './customers';
import { madd } from './madd';
import { makeMoves, makeMovesOfMany, MOST_TILES, movesOf, newLabelsOf, noteMoves } from './moves';
import { nearerOf } from './nearer-of';

/**
 * Labels tiles of customers with the nearest centroid as far as single precision tells, and keeps the sums up to date.
 * Customers without a label get one, and are left out of the sums.
 *
 * @returns How many customers moved to another centroid.
 */
export function assignFast(at: usize, from: i32, to: i32, thread: i32): i32 {
  const customers = changetype<Customers>(at);
  const newLabels = newLabelsOf(customers, thread);
  let changed = 0;
  let moves = movesOf(customers, thread);
  for (let first = from; first < to; first += MOST_TILES) {
    const behind = min(first + MOST_TILES, to);
    let labels = newLabels;
    for (let tile = first; tile < behind; tile++, labels += 32) labelTile(customers, tile, labels);
    labels = newLabels; // apart from the loop above: a wrong guess whether anybody moves would stop it
    for (let tile = first; tile < behind; tile++, labels += 32) {
      const end = noteMoves(customers, moves, tile, labels);
      changed += <i32>(end - moves) >> 3;
      moves = makeMovesOfMany(customers, thread, end);
    }
  }
  makeMoves(customers, thread, moves);
  return changed;
}

/**
 * Labels of a tile, without a look at those so far. Eight customers and four centroids at a time stay in registers;
 * instead of the squared distance the loop compares half the squared length of the centroid less its product with the
 * customer.
 */
// @ts-ignore: decorator
@inline
function labelTile(customers: Customers, tile: i32, labels: usize): void {
  const columns = customers.columns;
  const width = <usize>columns << 2;
  const k = customers.evenK;
  const quads = k & ~3;
  for (let half: usize = 0; half < 2; half++, labels += 16) {
    const rows = customers.tiles + ((<usize>tile * columns) << 6) + (half << 5);
    let best0 = f32x4.splat(Infinity);
    let best1 = best0;
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
      const end = center + width;
      const third = center + 2 * width;
      let other = third;
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
      best0 = f32x4.pmin(best0, f32x4.pmin(a0, b0));
      label1 = nearerOf(label1, best1, c, a1, b1);
      best1 = f32x4.pmin(best1, f32x4.pmin(a1, b1));
      label0 = nearerOf(label0, best0, c + 2, c0, d0);
      best0 = f32x4.pmin(best0, f32x4.pmin(c0, d0));
      label1 = nearerOf(label1, best1, c + 2, c1, d1);
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
      label1 = nearerOf(label1, best1, c, a1, b1);
    }
    v128.store(labels, i16x8.narrow_i32x4_u(label0, label1));
  }
}
