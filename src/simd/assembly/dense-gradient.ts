import { madd } from './madd';

/**
 * Gradient of the weights of a layer, `xᵀ · gradients`: x in panels of eight rows, the gradients as rows. Outputs are
 * taken by eight, the last four by themselves.
 */
export function weightGradient(x: usize, inputs: i32, inputs4: i32, gradients: usize, outputs4: i32, panels: i32, sums: usize): void {
  const wide = <usize>outputs4 << 2;
  const panel = <usize>inputs4 << 5;
  const all = panel * panels;
  for (let k = 0; k < inputs; k += 4) {
    for (let o: usize = 0; o + 16 < wide; o += 32) {
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
      keep(sums + o, a0, b0);
      if (k + 1 < inputs) keep(sums + o + wide, a1, b1);
      if (k + 2 < inputs) keep(sums + o + (wide << 1), a2, b2);
      if (k + 3 < inputs) keep(sums + o + wide * 3, a3, b3);
    }
    if (outputs4 & 4) lastFour(x, inputs - k, panel, all, gradients + wide - 16, wide, sums + wide - 16);
    x += 128;
    sums += wide << 2;
  }
}

// @ts-ignore: decorator
@inline
function keep(at: usize, a: v128, b: v128): void {
  v128.store(at, a);
  v128.store(at, b, 16);
}

/** The same for four columns of x, of which `columns` are kept, and four outputs: even rows and odd ones. */
function lastFour(x: usize, columns: i32, panel: usize, all: usize, row: usize, wide: usize, sums: usize): void {
  let a0 = f32x4.splat(0);
  let a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  for (let start = x; start < x + all; start += panel) {
    for (let at = start; at < start + 32; at += 8, row += wide << 1) {
      const u = v128.load(row);
      a0 = madd(u, v128.load32_splat(at), a0);
      a1 = madd(u, v128.load32_splat(at, 32), a1);
      a2 = madd(u, v128.load32_splat(at, 64), a2);
      a3 = madd(u, v128.load32_splat(at, 96), a3);
      const v = v128.load(row + wide);
      b0 = madd(v, v128.load32_splat(at, 4), b0);
      b1 = madd(v, v128.load32_splat(at, 36), b1);
      b2 = madd(v, v128.load32_splat(at, 68), b2);
      b3 = madd(v, v128.load32_splat(at, 100), b3);
    }
  }
  v128.store(sums, f32x4.add(a0, b0));
  if (columns > 1) v128.store(sums + wide, f32x4.add(a1, b1));
  if (columns > 2) v128.store(sums + (wide << 1), f32x4.add(a2, b2));
  if (columns > 3) v128.store(sums + wide * 3, f32x4.add(a3, b3));
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
