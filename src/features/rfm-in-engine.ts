import type { Task } from '../core/task.js';
import { withDuckDb } from '../engine/duckdb/with-duckdb.js';
import type { EngineOptions } from '../engine/engine.js';
import type { RfmInput, RfmSums } from './rfm.js';

/** The same sums as in memory, grouped by DuckDB: for tables of more than some 100,000 orders. */
export async function rfmInEngine(
  { customers, orders, days, micros }: RfmInput,
  task: Task,
  options: EngineOptions = {},
): Promise<RfmSums> {
  return withDuckDb(
    task,
    async (engine) => {
      await engine.append('orders', [
        { name: 'customer', type: 'text', values: customers },
        { name: 'order_id', type: 'text', values: orders },
        { name: 'day', type: 'integer', values: days },
        ...(micros === undefined ? [] : [{ name: 'micros', type: 'integer' as const, values: micros }]),
      ]);
      const money = micros === undefined ? '' : ', CAST(sum(micros) AS VARCHAR)';
      // Two groupings: a distinct count inside of one is several times slower.
      const [customer, lastDay, count, sum] = await engine.query(`SELECT customer, max(day), count(*)${money}
        FROM (SELECT customer, order_id, max(day) AS day${micros === undefined ? '' : ', sum(micros) AS micros'}
          FROM orders GROUP BY customer, order_id)
        GROUP BY customer ORDER BY customer`);
      return {
        customers: customer.values as string[],
        lastDays: lastDay.values as number[],
        orders: count.values as number[],
        ...(sum === undefined ? {} : { micros: sum.values.map((text) => BigInt(text as string)) }),
      };
    },
    options,
  );
}
