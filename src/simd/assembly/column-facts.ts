import { Customers } from './customers';

/**
 * Sum, least and largest of the values of each column, and of no customer: three f64 a column for each shard of rows.
 */
export function columnFacts(at: usize, rowsOfShard: i32, from: i32, to: i32, _thread: i32): void {
  const customers = changetype<Customers>(at);
  const columns = customers.columns;
  for (let shard = from; shard < to; shard++) {
    const facts = customers.shards + (<usize>shard * columns * 3 << 3);
    const first = shard * rowsOfShard;
    const last = min(first + rowsOfShard, customers.rows);
    for (let j = 0; j < columns; j++) {
      let value = customers.values + ((<usize>first * columns + j) << 3);
      let sum: f64 = 0;
      let least = Infinity;
      let largest = -Infinity;
      for (let row = first; row < last; row++, value += <usize>columns << 3) {
        const x = load<f64>(value);
        sum += x;
        least = min(least, x);
        largest = max(largest, x);
      }
      store<f64>(facts + (j * 3 << 3), sum);
      store<f64>(facts + (j * 3 << 3), least, 8);
      store<f64>(facts + (j * 3 << 3), largest, 16);
    }
  }
}
