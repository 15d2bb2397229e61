/**
 * Labels of the nearest centroids so far, or of one of two more, a and b, where it is nearer than `best`: `first` or the
 * one after it, which are larger than all labels so far.
 */
// @ts-ignore: decorator
@inline
export function nearerOf(label: v128, best: v128, first: i32, a: v128, b: v128): v128 {
  const isNearer = f32x4.lt(f32x4.pmin(a, b), best);
  const own = i32x4.sub(i32x4.splat(first), f32x4.lt(b, a));
  return i32x4.max_s(label, v128.and(isNearer, own));
}
