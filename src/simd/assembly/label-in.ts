/** Label r of the sixteen in two vectors. */
// @ts-ignore: decorator
@inline
export function labelIn(low: v128, high: v128, r: i32): i32 {
  const chosen = r < 8 ? low : high;
  const half = (r & 4) !== 0 ? i64x2.extract_lane(chosen, 1) : i64x2.extract_lane(chosen, 0);
  return <i32>(half >> ((r & 3) << 4)) & 0xffff;
}
