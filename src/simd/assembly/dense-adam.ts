import { madd } from './madd';

/**
 * One update by Adam of the parameters from one byte to another: gradients of shards are added up in order, those of
 * weights (the bytes before `weights`) get `l2` times the weight.
 *
 * Source: Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1.
 */
export function adam(parameters: usize, first: usize, second: usize, gradients: usize, shards: i32, size: usize, from: usize, to: usize, weights: usize, l2: f32, rate: f32, root: f32): void {
  const rates = f32x4.splat(rate);
  const roots = f32x4.splat(root);
  const others = gradients + size * (shards - 1);
  for (; from < to; from += 16) {
    let gradient = v128.load(gradients + from);
    for (let shard = gradients; shard < others; ) {
      shard += size;
      gradient = f32x4.add(gradient, v128.load(shard + from));
    }
    const parameter = v128.load(parameters + from);
    gradient = madd(f32x4.splat(from < weights ? l2 : 0), parameter, gradient);
    const m = normal(madd(f32x4.splat(0.9), v128.load(first + from), f32x4.mul(f32x4.splat(0.1), gradient)));
    const v = normal(madd(f32x4.splat(0.999), v128.load(second + from), f32x4.mul(f32x4.splat(0.001), f32x4.mul(gradient, gradient))));
    v128.store(first + from, m);
    v128.store(second + from, v);
    const step = f32x4.div(f32x4.mul(rates, m), f32x4.add(f32x4.mul(f32x4.sqrt(v), roots), f32x4.splat(1e-7)));
    v128.store(parameters + from, f32x4.sub(parameter, step));
  }
}

/**
 * Moments of units that died shrink for ever: below 1e-30, where they move nothing, they are 0, or each would become
 * a subnormal number, with which processors are a hundred times slower. NaN stays NaN.
 */
// @ts-ignore: decorator
@inline
function normal(moment: v128): v128 {
  return v128.andnot(moment, f32x4.lt(f32x4.abs(moment), f32x4.splat(1e-30)));
}
