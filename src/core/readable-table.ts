import type { ColumnInfo } from './column.js';

/** What it takes to show a table. */
export interface ReadableTable {
  numRows(): number;
  columnNames(): string[];
  array(name: string): ArrayLike<unknown> & Iterable<unknown>;
  slice(start: number, end?: number): ReadableTable;
  readonly info?: Readonly<Record<string, ColumnInfo>>;
}

/** A table that can be shown and nothing else, from columns of the same length; it needs no table library. */
export function readableTable(columns: Readonly<Record<string, readonly unknown[]>>): ReadableTable {
  const names = Object.keys(columns);
  return {
    numRows: () => columns[names[0]]?.length ?? 0,
    columnNames: () => names,
    array: (name) => columns[name],
    slice: (start, end) =>
      readableTable(Object.fromEntries(names.map((name) => [name, columns[name].slice(start, end)]))),
  };
}
