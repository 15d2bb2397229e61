import { madd } from './madd';
export function assign(packed: usize, columns: i32, negated: usize, halves: usize, k: i32, labels: usize, from: i32, to: i32): i32 {
  const width = columns << 2;
  let changed = 0;
  for (let tile = from; tile < to; tile++) {
    const rows = packed + ((<usize>tile * columns) << 6);
    let best0 = f32x4.splat(Infinity);
    let best1 = best0;
    let best2 = best0;
    let best3 = best0;
    let label0 = i32x4.splat(0);
    let label1 = label0;
    let label2 = label0;
    let label3 = label0;
    for (let c = 0; c < k; c += 2) {
      let a0 = v128.load32_splat(halves + (c << 2));
      let a1 = a0, a2 = a0, a3 = a0;
      let b0 = v128.load32_splat(halves + (c << 2), 4);
      let b1 = b0, b2 = b0, b3 = b0;
      let at = rows;
      let center = negated + c * width;
      const end = center + width;
      for (; center < end; center += 4, at += 64) {
        const x0 = v128.load(at);
        const x1 = v128.load(at, 16);
        const x2 = v128.load(at, 32);
        const x3 = v128.load(at, 48);
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
      const index = i32x4.splat(c);
      label0 = v128.bitselect(index, label0, f32x4.lt(a0, best0));
      label1 = v128.bitselect(index, label1, f32x4.lt(a1, best1));
      label2 = v128.bitselect(index, label2, f32x4.lt(a2, best2));
      label3 = v128.bitselect(index, label3, f32x4.lt(a3, best3));
      best0 = f32x4.pmin(best0, a0);
      best1 = f32x4.pmin(best1, a1);
      best2 = f32x4.pmin(best2, a2);
      best3 = f32x4.pmin(best3, a3);
      const next = i32x4.splat(c + 1);
      label0 = v128.bitselect(next, label0, f32x4.lt(b0, best0));
      label1 = v128.bitselect(next, label1, f32x4.lt(b1, best1));
      label2 = v128.bitselect(next, label2, f32x4.lt(b2, best2));
      label3 = v128.bitselect(next, label3, f32x4.lt(b3, best3));
      best0 = f32x4.pmin(best0, b0);
      best1 = f32x4.pmin(best1, b1);
      best2 = f32x4.pmin(best2, b2);
      best3 = f32x4.pmin(best3, b3);
    }
    const low = i16x8.narrow_i32x4_u(label0, label1);
    const high = i16x8.narrow_i32x4_u(label2, label3);
    const to16 = labels + (<usize>tile << 5);
    const moved = i16x8.bitmask(i16x8.ne(low, v128.load(to16))) | (i16x8.bitmask(i16x8.ne(high, v128.load(to16, 16))) << 8);
    if (moved) {
      v128.store(to16, low);
      v128.store(to16, high, 16);
      changed += popcnt(moved);
    }
  }
  return changed;
}
