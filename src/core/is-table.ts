import type { Table } from './table.js';

/** Whether a value is a table of ours or of Arquero, recognised by its shape. */
export function isTable(value: unknown): value is Table {
  const table = value as { columnNames?: unknown; array?: unknown; numRows?: unknown } | null;
  return (
    typeof table === 'object' &&
    table !== null &&
    typeof table.columnNames === 'function' &&
    typeof table.array === 'function' &&
    typeof table.numRows === 'function'
  );
}
