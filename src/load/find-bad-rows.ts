import { type Table, tableFromRows, tableOf } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import { checkKnown } from '../core/unknown-name.js';
import { type BadRow, badRows } from './bad-rows.js';
import { columnType, type TypedColumn } from './column-type.js';
import type { ReadTableOptions } from './read-table.js';
import { withSource } from './with-source.js';

/**
 * All values of a text file that are not of the type stated for their column, with their lines: what `readTable` refuses,
 * or leaves out with `onBadRows: 'leave out'`.
 *
 * @param options - As for `readTable`; only columns whose type is given are looked at.
 * @returns By column, then row; no rows where all is well, and for files whose columns have types of their own.
 * @throws {InputError} For a file that cannot be read, and unknown columns.
 *
 * @example
 * (await findBadRows('orders.csv', { types: { amount: 'number' } })).numRows(); // 0
 */
export async function findBadRows(
  path: string,
  options: Pick<
    ReadTableOptions,
    'types' | 'dateFormat' | 'decimalPoint' | 'missing' | 'separator' | 'header' | 'encoding'
  >,
  task: Task = currentTask(),
): Promise<Table<BadRow>> {
  const who = 'findBadRows';
  const { types = {}, dateFormat, decimalPoint, missing } = options;
  const names = Object.keys(types);
  return withSource(who, path, options, task, async (source, engine) => {
    checkKnown(
      who,
      'column',
      names,
      source.columns.map(({ name }) => name),
    );
    const rows = { who, engine, source, table: 'rows' };
    const columns: TypedColumn[] = [];
    if (source.untyped && names.length > 0) {
      await source.load('rows', names);
      const sample = await source.sample();
      for (const [j, name] of names.entries()) {
        const first = sample.find((column) => column.name === name)!;
        const given = {
          type: types[name],
          dateFormat,
          decimalPoint,
          missing,
          onBadRows: 'leave out',
        } as const;
        columns.push(await columnType(rows, { ...first, sqlName: `c${j + 1}` }, given));
      }
    }
    const found = await badRows(rows, columns);
    return found.length > 0
      ? tableFromRows(found)
      : tableOf<BadRow>({ row: [], place: [], column: [], value: [], needed: [] });
  });
}
