import type { NumberFormat } from '../../core/format.js';
import type { TableCell, TableColumn, TableContent } from '../../display/bundle.js';
import type { ShownRow } from './shown-rows.js';
import type { ShownSegment } from './shown-segments.js';

/** What stands in the table below a figure of rows by segment. */
export interface RowsTable {
  readonly caption: string;
  readonly rows: readonly ShownRow[];
  readonly segments: readonly ShownSegment[];
  /** Of all customers; absent: no such column. */
  readonly all?: (row: ShownRow) => number | undefined;
  /** Of a segment, by its place among the shown ones. */
  readonly value: (row: ShownRow, place: number) => number | undefined;
  readonly format?: NumberFormat;
  readonly more?: { readonly column: TableColumn; readonly cell: (row: ShownRow) => TableCell };
}

/** One row a row of the figure, one column a segment. */
export function rowsTable({ caption, rows, segments, all, value, format, more }: RowsTable): TableContent {
  const right = { align: 'right' as const, ...(format === undefined ? {} : { format }) };
  return {
    kind: 'table',
    caption,
    columns: [
      { name: 'column', title: 'Column' },
      ...(all === undefined ? [] : [{ name: 'all', title: 'All customers', ...right }]),
      ...segments.map(({ key, name }) => ({ name: key, title: name, ...right })),
      ...(more === undefined ? [] : [more.column]),
    ],
    rows: rows.map((row) => [
      row.label,
      ...(all === undefined ? [] : [all(row) ?? null]),
      ...segments.map((_, place) => value(row, place) ?? null),
      ...(more === undefined ? [] : [more.cell(row)]),
    ]),
    totalRows: rows.length,
  };
}
