import type { Table } from './table.js';

/** What a table of Arquero can tell of how it is kept. */
interface KeptTable {
  isFiltered?(): boolean;
  isOrdered?(): boolean;
  column?(name: string): unknown;
}

/**
 * The values of a column to be read, in row order: the array that the table holds, where it holds one, else a copy.
 *
 * O(1) where the table is neither filtered nor ordered, else O(rows).
 *
 * @example
 * columnValues(tableOf({ orders: [3, 1] }) as never, 'orders'); // [3, 1]
 */
export function columnValues(table: Table, name: string): ArrayLike<unknown> {
  const kept = table as unknown as KeptTable;
  if (kept.isFiltered?.() === false && kept.isOrdered?.() === false) {
    const column = kept.column?.(name);
    if (Array.isArray(column) || column instanceof Float64Array) return column;
  }
  return table.array(name);
}
