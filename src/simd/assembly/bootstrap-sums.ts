/**
 * Sums of as many values as there are, drawn from them with replacement: one f64 for each sample. Four draws at a time from
 * four generators (xoshiro128+), whose states are their sample's own, so that a sum follows from its number alone.
 *
 * @param values f64 each.
 * @param states Four times four u32 a sample: word after word, four generators each.
 * @param sums Where the sums go, f64 each.
 */
export function bootstrapSums(values: usize, count: i32, states: usize, sums: usize, from: i32, to: i32, _thread: i32): void {
  const limit = i32x4.splat(count);
  const whole = i64x2.splat(~7);
  const fours = count >> 2;
  for (let sample = from; sample < to; sample++) {
    const state = states + (<usize>sample << 6);
    let a = v128.load(state);
    let b = v128.load(state, 16);
    let c = v128.load(state, 32);
    let d = v128.load(state, 48);
    let s: f64 = 0, t: f64 = 0, u: f64 = 0, v: f64 = 0;
    for (let i = 0; i <= fours; i++) {
      const bits = i32x4.add(a, d);
      const shifted = i32x4.shl(b, 9);
      c = v128.xor(c, a);
      d = v128.xor(d, b);
      b = v128.xor(b, c);
      a = v128.xor(a, d);
      c = v128.xor(c, shifted);
      d = v128.or(i32x4.shl(d, 11), i32x4.shr_u(d, 21));
      // bits · count / 2^32 is a place; its address is eight times that
      const low = v128.and(i64x2.shr_u(i64x2.extmul_low_i32x4_u(bits, limit), 29), whole);
      const high = v128.and(i64x2.shr_u(i64x2.extmul_high_i32x4_u(bits, limit), 29), whole);
      const left = i == fours ? count & 3 : 4;
      if (left > 0) s += load<f64>(values + <usize>i64x2.extract_lane(low, 0));
      if (left > 1) t += load<f64>(values + <usize>i64x2.extract_lane(low, 1));
      if (left > 2) u += load<f64>(values + <usize>i64x2.extract_lane(high, 0));
      if (left > 3) v += load<f64>(values + <usize>i64x2.extract_lane(high, 1));
    }
    store<f64>(sums + (<usize>sample << 3), (s + t) + (u + v));
  }
}
