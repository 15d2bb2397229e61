import { madd } from './madd';

/** Panels of eight rows as rows, one after another. */
export function toRows(panels: usize, columns4: i32, count: i32, rows: usize): void {
  const wide = <usize>columns4 << 2;
  for (let panel = 0; panel < count; panel++) {
    for (let to = rows; to < rows + wide; to += 16, panels += 128) {
      transpose(v128.load(panels), v128.load(panels, 32), v128.load(panels, 64), v128.load(panels, 96), to, wide);
      transpose(v128.load(panels, 16), v128.load(panels, 48), v128.load(panels, 80), v128.load(panels, 112), to + (wide << 2), wide);
    }
    rows += wide << 3;
  }
}

// @ts-ignore: decorator
@inline
function transpose(a: v128, b: v128, c: v128, d: v128, to: usize, wide: usize): void {
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  v128.store(to, v128.shuffle<f64>(ab, cd, 0, 2));
  v128.store(to + wide, v128.shuffle<f64>(ab, cd, 1, 3));
  const ab2 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd2 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to + (wide << 1), v128.shuffle<f64>(ab2, cd2, 0, 2));
  v128.store(to + wide * 3, v128.shuffle<f64>(ab2, cd2, 1, 3));
}

/**
 * Gradient of the weights of a layer, `xᵀ · gradients`: x in panels of eight rows, the gradients as rows. Columns of x
 * are taken by four and outputs by eight: what is read behind the last ones is not kept.
 */
export function weightGradient(x: usize, inputs: i32, inputs4: i32, gradients: usize, outputs4: i32, panels: i32, sums: usize): void {
  const wide = <usize>outputs4 << 2;
  const panel = <usize>inputs4 << 5;
  const all = panel * panels;
  for (let k = 0; k < inputs; k += 4) {
    for (let o: usize = 0; o < wide; o += 32) {
      let a0 = f32x4.splat(0);
      let a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
      let row = gradients + o;
      for (let start = x; start < x + all; start += panel) {
        for (let at = start; at < start + 32; at += 4, row += wide) {
          const u = v128.load(row);
          const v = v128.load(row, 16);
          const x0 = v128.load32_splat(at);
          a0 = madd(u, x0, a0);
          b0 = madd(v, x0, b0);
          const x1 = v128.load32_splat(at, 32);
          a1 = madd(u, x1, a1);
          b1 = madd(v, x1, b1);
          const x2 = v128.load32_splat(at, 64);
          a2 = madd(u, x2, a2);
          b2 = madd(v, x2, b2);
          const x3 = v128.load32_splat(at, 96);
          a3 = madd(u, x3, a3);
          b3 = madd(v, x3, b3);
        }
      }
      const isWide = o + 16 < wide;
      keep(sums + o, a0, b0, isWide);
      if (k + 1 < inputs) keep(sums + o + wide, a1, b1, isWide);
      if (k + 2 < inputs) keep(sums + o + (wide << 1), a2, b2, isWide);
      if (k + 3 < inputs) keep(sums + o + wide * 3, a3, b3, isWide);
    }
    x += 128;
    sums += wide << 2;
  }
}

// @ts-ignore: decorator
@inline
function keep(at: usize, a: v128, b: v128, isWide: bool): void {
  v128.store(at, a);
  if (isWide) v128.store(at, b, 16);
}

/** Gradient of the biases of a layer: the sum of its outputs' gradients, which come as rows. */
export function biasGradient(gradients: usize, outputs4: i32, panels: i32, sums: usize): void {
  const wide = <usize>outputs4 << 2;
  const all = wide * (panels << 3);
  for (let o: usize = 0; o < wide; o += 16) {
    let even = f32x4.splat(0);
    let odd = even;
    for (let at = gradients + o; at < gradients + all; at += wide << 1) {
      even = f32x4.add(even, v128.load(at));
      odd = f32x4.add(odd, v128.load(at + wide));
    }
    v128.store(sums + o, f32x4.add(even, odd));
  }
}
