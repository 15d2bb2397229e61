import type { ValueType } from '../plan/value-type.js';

const WHOLE = ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'UTINYINT', 'USMALLINT', 'UINTEGER'];

/** What a column of DuckDB holds, by the name of its type; what has no counterpart is text. */
export function valueTypeOf(duckDbType: string): ValueType {
  if (WHOLE.includes(duckDbType)) return 'integer';
  if (duckDbType === 'FLOAT' || duckDbType === 'DOUBLE') return 'number';
  if (duckDbType === 'BOOLEAN') return 'boolean';
  if (duckDbType === 'DATE' || duckDbType.startsWith('TIMESTAMP')) return 'time';
  const decimal = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(duckDbType);
  if (decimal !== null) return Number(decimal[2]) <= 6 ? 'money' : 'number';
  return 'text';
}
