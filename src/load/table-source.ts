import { InputError } from '../core/input-error.js';
import { checkColumns, type Table } from '../core/table.js';
import type { AppendedColumn, Engine, EngineType, EngineValue } from '../engine/engine.js';
import { SAMPLE_ROWS, type Source } from './source.js';

/** A table in memory as a source. */
export function tableSource(who: string, engine: Engine, table: Table): Source {
  if (table.numRows() === 0) throw new InputError(`${who}: the table has no rows.`);
  const columns = table.columnNames().map((name) => ({ name, type: typeOf(table, name) }));
  return {
    name: 'the table',
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
    },
    async places(rows) {
      return rows.map((row) => ({ text: `row ${row + 1}`, row: row + 1 }));
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
