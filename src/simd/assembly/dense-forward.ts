import { madd } from './madd';

/**
 * Values of a layer for panels of eight rows, before every activation but relu: `x · weights + biases`, at least
 * `lowest`. A panel holds eight rows of a column, then of the next one.
 */
export function forward(x: usize, inputs: i32, inputs4: i32, weights: usize, biases: usize, y: usize, outputs4: i32, panels: i32, lowest: f32): void {
  const wide = <usize>outputs4 << 2;
  const tall = <usize>inputs << 5;
  const least = f32x4.splat(lowest);
  for (let panel = 0; panel < panels; panel++) {
    for (let o: usize = 0; o < wide; o += 16) {
      let a0 = v128.load32_splat(biases + o);
      let a1 = v128.load32_splat(biases + o, 4);
      let a2 = v128.load32_splat(biases + o, 8);
      let a3 = v128.load32_splat(biases + o, 12);
      let b0 = a0, b1 = a1, b2 = a2, b3 = a3;
      let at = x;
      let weight = weights + o;
      const end = x + tall;
      for (; at < end; at += 32, weight += wide) {
        const u = v128.load(at);
        const v = v128.load(at, 16);
        const w0 = v128.load32_splat(weight);
        a0 = madd(u, w0, a0);
        b0 = madd(v, w0, b0);
        const w1 = v128.load32_splat(weight, 4);
        a1 = madd(u, w1, a1);
        b1 = madd(v, w1, b1);
        const w2 = v128.load32_splat(weight, 8);
        a2 = madd(u, w2, a2);
        b2 = madd(v, w2, b2);
        const w3 = v128.load32_splat(weight, 12);
        a3 = madd(u, w3, a3);
        b3 = madd(v, w3, b3);
      }
      v128.store(y, f32x4.pmax(a0, least));
      v128.store(y, f32x4.pmax(b0, least), 16);
      v128.store(y, f32x4.pmax(a1, least), 32);
      v128.store(y, f32x4.pmax(b1, least), 48);
      v128.store(y, f32x4.pmax(a2, least), 64);
      v128.store(y, f32x4.pmax(b2, least), 80);
      v128.store(y, f32x4.pmax(a3, least), 96);
      v128.store(y, f32x4.pmax(b3, least), 112);
      y += 128;
    }
    x += <usize>inputs4 << 5;
  }
}
