import { InputError } from '../core/input-error.js';
import { checkColumns, type Table } from '../core/table.js';
import type { AppendedColumn, Engine, EngineType, EngineValue } from '../engine/engine.js';
import { SAMPLE_ROWS, type Source } from './source.js';

/** What a table in memory is called, and where its rows are. */
export interface TableOrigin {
  readonly name: string;
  /** Row, counted from 1, of each row of the table, where rows were left out before. */
  readonly rows?: readonly number[];
  /** Behind the row, for example ` of sheet "Orders"`. */
  readonly within?: string;
}

/** A table in memory as a source. */
export function tableSource(
  who: string,
  engine: Engine,
  table: Table,
  { name: called, rows: known, within = '' }: TableOrigin = { name: 'the table' },
): Source {
  if (table.numRows() === 0) {
    throw new InputError(`${who}: ${called === 'the table' ? called : `"${called}"`} has no rows.`);
  }
  const columns = table.columnNames().map((name) => ({ name, type: typeOf(table, name) }));
  return {
    name: called,
    columns,
    untyped: false,
    async sample() {
      const part = table.slice(0, SAMPLE_ROWS);
      return columns.map((column) => ({
        ...column,
        values: part.array(column.name).map((value) => toEngineValue(value, column.type)),
      }));
    },
    async load(name, wanted) {
      checkColumns(who, table, wanted);
      const appended = wanted.map((column, j): AppendedColumn => {
        const type = typeOf(table, column);
        const values = table.array(column).map((value) => toEngineValue(value, type));
        return { name: `c${j + 1}`, type, values };
      });
      await engine.append(name, appended);
      return [];
    },
    async places(rows) {
      return rows.map((i) => {
        const row = known?.[i] ?? i + 1;
        return { text: `row ${row}${within}`, row };
      });
    },
  };
}

/** The type all values of a column share; text where they do not. */
function typeOf(table: Table, name: string): EngineType {
  const types = new Set<EngineType>();
  for (const value of table.array(name)) {
    if (value === null || value === undefined) continue;
    if (typeof value === 'number' || typeof value === 'bigint') types.add('number');
    else if (typeof value === 'boolean') types.add('boolean');
    else types.add(value instanceof Date ? 'date' : 'text');
  }
  return types.size === 1 ? [...types][0] : 'text';
}

function toEngineValue(value: unknown, type: EngineType): EngineValue {
  if (value === null || value === undefined) return null;
  if (type === 'number') return Number.isNaN(Number(value)) ? null : Number(value);
  if (type === 'date' || type === 'boolean') return value as Date | boolean;
  const text = value instanceof Date ? value.toISOString() : String(value);
  return text.trim() === '' ? null : text;
}
