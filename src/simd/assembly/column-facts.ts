import { Customers } from './customers';

/**
 * Sum, least and largest of the values of each column, and of no customer: three f64 a column for each shard of rows.
 */
export function columnFacts(at: usize, rowsOfShard: i32, from: i32, to: i32, _thread: i32): void {
  const customers = changetype<Customers>(at);
  const columns = customers.columns;
  const stride = <usize>columns << 3;
  for (let shard = from; shard < to; shard++) {
    const facts = customers.shards + <usize>shard * 3 * stride;
    const first = shard * rowsOfShard;
    const end = <usize>min(first + rowsOfShard, customers.rows) * stride;
    for (let j = 0; j < columns; j += 2) {
      const last = j + 1 === columns;
      let sum = f64x2.splat(0);
      let least = f64x2.splat(Infinity);
      let largest = f64x2.splat(-Infinity);
      const values = customers.values + (<usize>j << 3);
      for (let row = <usize>first * stride; row < end; row += stride) {
        const x = last ? v128.load64_splat(values + row) : v128.load(values + row);
        sum = f64x2.add(sum, x);
        least = f64x2.pmin(least, x);
        largest = f64x2.pmax(largest, x);
      }
      const fact = facts + (<usize>j * 3 << 3);
      store<f64>(fact, f64x2.extract_lane(sum, 0));
      store<f64>(fact, f64x2.extract_lane(least, 0), 8);
      store<f64>(fact, f64x2.extract_lane(largest, 0), 16);
      if (last) continue;
      store<f64>(fact, f64x2.extract_lane(sum, 1), 24);
      store<f64>(fact, f64x2.extract_lane(least, 1), 32);
      store<f64>(fact, f64x2.extract_lane(largest, 1), 40);
    }
  }
}
