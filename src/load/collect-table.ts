import { type Table, tableOf } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import { checkKnown } from '../core/unknown-name.js';
import { locateFailure } from '../engine/duckdb/locate-failure.js';
import { tableFailure } from '../engine/duckdb/table-failure.js';
import { withDuckDb } from '../engine/duckdb/with-duckdb.js';
import { type EngineTable, infoOf } from '../engine/engine-table.js';

/**
 * The rows of a table that stays where it is, brought into memory: for a part of it, or for the end of a way.
 *
 * @param columns - Columns to bring, in this order; default all.
 * @throws {InputError} For a column that is not there, and a file that cannot be read.
 *
 * @example
 * const orders = await collectTable(await openTable('orders.csv'), ['customerId']);
 * orders.numCols(); // 1
 */
export async function collectTable(
  table: EngineTable,
  columns: readonly string[] = [...table.columns.keys()],
  task: Task = currentTask(),
  who: string = 'collectTable',
): Promise<Table> {
  checkKnown(who, 'column', columns, [...table.columns.keys()]);
  try {
    return await withDuckDb(task, async (engine) => {
      const names = columns.map((name) => engine.dialect.quoteName(name)).join(', ');
      const answer = await engine
        .query(`SELECT ${names} FROM ${await engine.open(table)}`)
        .catch(async (error: unknown) => {
          throw await locateFailure(engine, table, error);
        });
      return tableOf(
        Object.fromEntries(answer.map(({ values }, j) => [columns[j], values])) as never,
        Object.fromEntries(Object.entries(infoOf(table)).filter(([name]) => columns.includes(name))) as never,
      ) as unknown as Table;
    });
  } catch (error) {
    throw tableFailure(who, table.name, error);
  }
}
