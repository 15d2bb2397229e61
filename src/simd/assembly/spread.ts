import { Customers, weightOf } from './customers';

/**
 * Squared distance of each row to one row or to the nearest centroid so far, whichever is shorter, into `result`.
 *
 * @returns The weighted total.
 */
export function lowerNearest(at: usize, row: i32, before: usize, result: usize): f64 {
  const customers = changetype<Customers>(at);
  const columns = customers.columns;
  const tiles = (customers.rows + 15) >> 4;
  const center = customers.tiles + ((<usize>(row >> 4) * columns) << 6) + ((row & 15) << 2);
  let total: f64 = 0;
  for (let tile = 0; tile < tiles; tile++) {
    let value = customers.tiles + ((<usize>tile * columns) << 6);
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let own = center;
    for (let j = 0; j < columns; j++, value += 64, own += 64) {
      const x = v128.load32_splat(own);
      const p = f32x4.sub(v128.load(value), x);
      const q = f32x4.sub(v128.load(value, 16), x);
      const r = f32x4.sub(v128.load(value, 32), x);
      const s = f32x4.sub(v128.load(value, 48), x);
      a = f32x4.add(a, f32x4.mul(p, p));
      b = f32x4.add(b, f32x4.mul(q, q));
      c = f32x4.add(c, f32x4.mul(r, r));
      d = f32x4.add(d, f32x4.mul(s, s));
    }
    const place = <usize>tile << 6;
    a = f32x4.min(a, v128.load(before + place));
    b = f32x4.min(b, v128.load(before + place, 16));
    c = f32x4.min(c, v128.load(before + place, 32));
    d = f32x4.min(d, v128.load(before + place, 48));
    v128.store(result + place, a);
    v128.store(result + place, b, 16);
    v128.store(result + place, c, 32);
    v128.store(result + place, d, 48);
    if (customers.weights === 0 && (tile << 4) + 16 <= customers.rows) {
      const sums = f64x2.add(
        f64x2.add(low(a), high(a)),
        f64x2.add(f64x2.add(low(b), high(b)), f64x2.add(f64x2.add(low(c), high(c)), f64x2.add(low(d), high(d)))),
      );
      total += f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
    } else {
      const last = min((tile << 4) + 16, customers.rows);
      for (let i = tile << 4; i < last; i++) {
        total += weightOf(customers, i) * <f64>load<f32>(result + (<usize>i << 2));
      }
    }
  }
  return total;
}

// @ts-ignore: decorator
@inline
function low(values: v128): v128 {
  return f64x2.promote_low_f32x4(values);
}

// @ts-ignore: decorator
@inline
function high(values: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f32>(values, values, 2, 3, 2, 3));
}

/** The first row at which the running total of weight times mass (1 where there is none) passes a target. */
export function rowAtMass(at: usize, mass: usize, target: f64): i32 {
  const customers = changetype<Customers>(at);
  let total: f64 = 0;
  let last = 0;
  for (let row = 0; row < customers.rows; row++) {
    const own = weightOf(customers, row) * (mass === 0 ? 1 : <f64>load<f32>(mass + (<usize>row << 2)));
    if (own === 0) continue;
    total += own;
    last = row;
    if (total > target) break;
  }
  return last;
}
