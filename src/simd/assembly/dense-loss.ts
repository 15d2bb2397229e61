import { exponential, logarithmOf1And, sigmoid } from './dense-functions';

/**
 * Sum of the errors of panels of eight rows, of which the first `rows` count; the gradients of what the last layer made
 * are written over it. The error of a value is the squared difference, or the cross-entropy of its logit where `items`
 * says so; `scale` is 1 / number of values.
 */
export function loss(made: usize, wanted: usize, columns: i32, columns4: i32, items: usize, panels: i32, rows: i32, scale: f32): f64 {
  const ones = f32x4.splat(scale);
  const twos = f32x4.splat(2 * scale);
  let total: f64 = 0;
  for (let panel = 0; panel < panels; panel++) {
    const left = i32x4.splat(rows - (panel << 3));
    const low = i32x4.gt_s(left, i32x4(0, 1, 2, 3));
    const high = i32x4.gt_s(left, i32x4(4, 5, 6, 7));
    let sum = f32x4.splat(0);
    for (let c = 0; c < columns; c++) {
      const at = <usize>c << 5;
      const z0 = v128.load(made + at);
      const z1 = v128.load(made + at, 16);
      const t0 = v128.load(wanted + at);
      const t1 = v128.load(wanted + at, 16);
      let e0: v128;
      let e1: v128;
      if (load<i32>(items + (<usize>c << 2))) {
        e0 = crossEntropy(z0, t0);
        e1 = crossEntropy(z1, t1);
        v128.store(made + at, v128.and(f32x4.mul(f32x4.sub(sigmoid(z0), t0), ones), low));
        v128.store(made + at, v128.and(f32x4.mul(f32x4.sub(sigmoid(z1), t1), ones), high), 16);
      } else {
        const d0 = f32x4.sub(z0, t0);
        const d1 = f32x4.sub(z1, t1);
        e0 = f32x4.mul(d0, d0);
        e1 = f32x4.mul(d1, d1);
        v128.store(made + at, v128.and(f32x4.mul(d0, twos), low));
        v128.store(made + at, v128.and(f32x4.mul(d1, twos), high), 16);
      }
      sum = f32x4.add(sum, f32x4.add(v128.and(e0, low), v128.and(e1, high)));
    }
    const pairs = f64x2.add(f64x2.promote_low_f32x4(sum), f64x2.promote_low_f32x4(v128.shuffle<f64>(sum, sum, 1, 0)));
    total += f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1);
    made += <usize>columns4 << 5;
    wanted += <usize>columns4 << 5;
  }
  return total;
}

/** -t ln p - (1 - t) ln(1 - p) with p = 1 / (1 + e^-z), without the logarithm of 0. */
// @ts-ignore: decorator
@inline
function crossEntropy(z: v128, t: v128): v128 {
  const small = exponential(f32x4.neg(f32x4.abs(z)));
  const linear = f32x4.sub(f32x4.pmax(z, f32x4.splat(0)), f32x4.mul(z, t));
  return f32x4.add(linear, logarithmOf1And(small));
}
