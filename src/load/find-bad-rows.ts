import { type Table, tableFromRows, tableOf } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import { checkKnown } from '../core/unknown-name.js';
import { type BadRow, badRows, raggedRows } from './bad-rows.js';
import { columnType, type TypedColumn } from './column-type.js';
import type { ReadTableOptions } from './read-table.js';
import { withSource } from './with-source.js';

/**
 * All values of a text file that are not of the type stated for their column, and all records of more or fewer values than
 * there are columns, with their lines: what `readTable` refuses, or leaves out with `onBadRows: 'leave out'`.
 *
 * @param options - As for `readTable`; only columns whose type is given are looked at.
 * @returns Records first, then by column, then row; no rows where all is well, and for files whose columns have types of their own.
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
  return withSource(who, path, { ...options, onBadRows: 'leave out' }, task, async (source, engine) => {
    checkKnown(
      who,
      'column',
      names,
      source.columns.map(({ name }) => name),
    );
    const rows = { who, engine, source, table: 'rows' };
    const columns: TypedColumn[] = [];
    let ragged: BadRow[] = [];
    if (source.untyped) {
      ragged = raggedRows(await source.load('rows', names.length > 0 ? names : [source.columns[0].name]));
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
    const found = [...ragged, ...(await badRows(rows, columns))];
    return found.length > 0
      ? tableFromRows(found)
      : tableOf<BadRow>({ row: [], place: [], column: [], value: [], needed: [] });
  });
}
