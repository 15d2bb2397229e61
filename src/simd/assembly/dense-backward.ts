import { before } from './dense-functions';
import { transpose } from './dense-panels';
import { madd } from './madd';

/**
 * Gradients of a layer's inputs from those of its outputs, written over the inputs: `gradients · weightsᵀ`, taken back
 * through the activation that made the inputs; and the same as rows.
 */
export function backward(gradients: usize, outputs: i32, outputs4: i32, weights: usize, x: usize, inputs4: i32, panels: i32, activation: i32, rows: usize): void {
  const wide = <usize>outputs4 << 2;
  const xWide = <usize>inputs4 << 2;
  const tall = <usize>outputs << 5;
  for (let panel = 0; panel < panels; panel++) {
    let row = weights;
    for (let k = 0; k < inputs4; k += 4) {
      let a0 = f32x4.splat(0);
      let a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
      let w0 = row;
      let w1 = w0 + wide;
      let w2 = w1 + wide;
      let w3 = w2 + wide;
      let at = gradients;
      const end = gradients + tall;
      for (; at < end; at += 32) {
        const u = v128.load(at);
        const v = v128.load(at, 16);
        const p0 = v128.load32_splat(w0);
        a0 = madd(u, p0, a0);
        b0 = madd(v, p0, b0);
        const p1 = v128.load32_splat(w1);
        a1 = madd(u, p1, a1);
        b1 = madd(v, p1, b1);
        const p2 = v128.load32_splat(w2);
        a2 = madd(u, p2, a2);
        b2 = madd(v, p2, b2);
        const p3 = v128.load32_splat(w3);
        a3 = madd(u, p3, a3);
        b3 = madd(v, p3, b3);
        w0 += 4;
        w1 += 4;
        w2 += 4;
        w3 += 4;
      }
      a0 = before(activation, a0, v128.load(x));
      a1 = before(activation, a1, v128.load(x, 32));
      a2 = before(activation, a2, v128.load(x, 64));
      a3 = before(activation, a3, v128.load(x, 96));
      v128.store(x, a0);
      v128.store(x, a1, 32);
      v128.store(x, a2, 64);
      v128.store(x, a3, 96);
      const to = rows + (<usize>k << 2);
      transpose(a0, a1, a2, a3, to, xWide);
      b0 = before(activation, b0, v128.load(x, 16));
      b1 = before(activation, b1, v128.load(x, 48));
      b2 = before(activation, b2, v128.load(x, 80));
      b3 = before(activation, b3, v128.load(x, 112));
      v128.store(x, b0, 16);
      v128.store(x, b1, 48);
      v128.store(x, b2, 80);
      v128.store(x, b3, 112);
      transpose(b0, b1, b2, b3, to + (xWide << 2), xWide);
      x += 128;
      row += wide << 2;
    }
    gradients += <usize>outputs4 << 5;
    rows += xWide << 3;
  }
}
