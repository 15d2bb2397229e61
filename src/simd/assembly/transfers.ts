import { Customers, sumsSize, weightOf } from './customers';
import { sizeOf, squareTo } from './centroids';

/**
 * Finds rows that a move to another centroid might help, both centroids following at once: one bit a row, 16 rows a
 * tile, from the leads that `assignSurely` noted. The weight of the smallest segment says how cheap a move can be.
 *
 * @returns How many.
 */
export function transferCandidates(at: usize, found: usize, least: f64, from: i32, to: i32, _thread: i32): i32 {
  const customers = changetype<Customers>(at);
  let count = 0;
  for (let tile = from; tile < to; tile++) {
    let bits: u32 = 0;
    const first = tile << 4;
    const last = min(first + 16, customers.rows);
    for (let row = first; row < last; row++) {
      const own = <i32>load<u16>(customers.labels + (<usize>row << 1));
      const weight = weightOf(customers, row);
      const size = sizeOf(at, own);
      if (size <= weight) continue;
      const square = squareTo(customers, row, own);
      const gain = (square * size) / (size - weight);
      const second = sqrt<f64>(square) + <f64>load<f32>(customers.leads + (<usize>row << 2)); // at least so far
      if (gain < ((second * second * least) / (least + weight)) * 0.999999) continue;
      bits |= 1 << (row - first);
      count++;
    }
    store<u16>(found + (<usize>tile << 1), <u16>bits);
  }
  return count;
}
