import { InputError } from '../core/input-error.js';
import { isTable, type Table, tableFromRows, tableOf } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import { isEngineTable } from '../engine/engine-table.js';
import { arrowColumns, isArrow } from './arrow-columns.js';
import { collectTable } from './collect-table.js';
import { danfoColumns, isDanfo } from './danfo-columns.js';
import { readTable } from './read-table.js';

/**
 * A table from whatever holds rows: a Danfo DataFrame, an Arrow table (apache-arrow or flechette), an Arquero table, a
 * table that stays in an engine, an array of objects, an object of columns, or the path of a file. Recognised by their
 * shape, so that a second copy of a library does no harm.
 *
 * @throws {InputError} For anything else, with what is taken; for columns of different length, and as `readTable`.
 *
 * O(rows · columns).
 *
 * @example
 * (await toTable([{ customerId: 'a', orders: 3 }])).get('orders', 0); // 3
 * (await toTable({ customerId: ['a', 'b'], orders: [3, 1] })).numRows(); // 2
 */
export async function toTable<Row extends object = Record<string, unknown>>(
  from: unknown,
  task: Task = currentTask(),
): Promise<Table<Row>> {
  return (await tableFrom(from, task)) as unknown as Table<Row>;
}

async function tableFrom(from: unknown, task: Task): Promise<Table> {
  if (typeof from === 'string') return readTable(from, {}, task);
  if (isEngineTable(from)) return collectTable(from, undefined, task, 'toTable');
  if (isTable(from)) {
    const names = from.columnNames();
    return from.info === undefined ? columnsTable(names.map((name) => [name, from.array(name)])) : from;
  }
  if (isDanfo(from)) return columnsTable(danfoColumns(from));
  if (isArrow(from)) return columnsTable(arrowColumns(from));
  if (Array.isArray(from) && from.every(isPlainObject)) return tableFromRows(from);
  if (isPlainObject(from)) {
    const columns = Object.entries(from);
    if (columns.length > 0 && columns.every(([, values]) => isList(values))) {
      return columnsTable(columns as [string, ArrayLike<unknown>][]);
    }
  }
  throw new InputError(
    `toTable: ${shown(from)} is no table. It takes a Danfo DataFrame, an Arrow or Arquero table, an array of objects, an object of columns, or the path of a file.`,
  );
}

function columnsTable(columns: readonly (readonly [string, ArrayLike<unknown>])[]): Table {
  return tableOf(Object.fromEntries(columns) as never) as unknown as Table;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !ArrayBuffer.isView(value)
  );
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return `an array of ${value.length} values that are not all objects`;
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name = value.constructor?.name;
  return name === undefined || name === 'Object' ? 'an object whose values are not all columns' : `a ${name}`;
}
