import type { NumberFormat } from '../core/format.js';
import type { ReadableTable } from '../core/readable-table.js';
import type { Table } from '../core/table.js';
import {
  DISPLAY_KEY,
  type Displayable,
  type TableCell,
  type TableColumn,
  type TableContent,
} from './bundle.js';
import { columnFormat, columnUnit } from './column-format.js';
import { contentBundle } from './content-bundle.js';

/** How a table is shown. */
export interface ShownTableOptions {
  /** Heading above the table. */
  readonly caption?: string;
  /** Rows shown, default 20; the true number stands below. */
  readonly rows?: number;
  /** Headings by column name; default the title that the table knows, else the name. */
  readonly titles?: Readonly<Record<string, string>>;
  /** Number formats by column name; default from the column's unit and digits: shares are percent. */
  readonly formats?: Readonly<Record<string, NumberFormat>>;
  /** One line below the table. */
  readonly note?: string;
}

/** A table ready to be displayed. */
export interface ShownTable extends Displayable {
  readonly content: TableContent;
}

/**
 * A table as people read it: headings, units, numbers formatted the same everywhere, ids masked in pages.
 *
 * @example
 * shownTable(tableOf({ segment: ['Families'], customers: [120] }), { caption: 'Segments' });
 */
export function shownTable<Row extends object>(
  table: Table<Row>,
  options: ShownTableOptions = {},
): ShownTable {
  return showTableContent(tableContent(table as unknown as ReadableTable, options));
}

/** Wraps content that is already laid out. */
export function showTableContent(content: TableContent): ShownTable {
  return {
    content,
    [DISPLAY_KEY]: () => contentBundle(content),
  };
}

/** The content of a shown table. */
export function tableContent(table: ReadableTable, options: ShownTableOptions = {}): TableContent {
  const names = table.columnNames();
  const limit = options.rows ?? 20;
  const shown = table.slice(0, limit);
  const values = names.map((name) => Array.from(shown.array(name), toCell));
  const rows = Array.from({ length: shown.numRows() }, (_, i) => values.map((column) => column[i]));
  const content: TableContent = {
    kind: 'table',
    columns: names.map((name, j) => column(name, table, values[j], options)),
    rows,
    totalRows: table.numRows(),
  };
  return {
    ...content,
    ...(options.caption === undefined ? {} : { caption: options.caption }),
    ...(options.note === undefined ? {} : { note: options.note }),
  };
}

function column(
  name: string,
  table: ReadableTable,
  cells: readonly TableCell[],
  options: ShownTableOptions,
): TableColumn {
  const info = table.info?.[name] ?? {};
  const title = options.titles?.[name] ?? info.title ?? name;
  const format = options.formats?.[name] ?? columnFormat(name, info);
  const unit = options.formats?.[name] === undefined ? columnUnit(info) : info.unit;
  return {
    name,
    title,
    align: cells.some((cell) => typeof cell === 'number') ? 'right' : 'left',
    ...(format === undefined ? {} : { format }),
    ...(info.role === undefined ? {} : { role: info.role }),
    ...(unit === undefined || unit.toLowerCase() === title.toLowerCase() ? {} : { unit }),
    ...(info.meaning === undefined ? {} : { meaning: info.meaning }),
  };
}

function toCell(value: unknown): TableCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') {
    return value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER)
      ? Number(value)
      : String(value);
  }
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return null;
    const text = value.toISOString();
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
  }
  return JSON.stringify(value) ?? String(value);
}
