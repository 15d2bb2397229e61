import { inspect } from 'node:util';
import { readableTable } from '../../core/readable-table.js';
import type { TableContent } from '../../display/bundle.js';
import { tableContent } from '../../display/shown-table.js';

const SHOWN_ROWS = 20;
const SHOWN_COLUMNS = 50;
const CELL_LENGTH = 200;

/** Rows of any kind of table, of which the first are shown. */
export interface AnyRows {
  readonly names: readonly string[];
  readonly count: number;
  /** Rows and columns count from 0. */
  cell(row: number, column: number): unknown;
  readonly caption?: string;
  readonly note?: string;
}

/** The first rows and columns of a table, laid out, with its true size. */
export function rowsContent({ names, count, cell, caption, note }: AnyRows): TableContent {
  const shown = Math.min(count, SHOWN_ROWS);
  const columns = distinct(names.slice(0, SHOWN_COLUMNS)).map((name, j) => [
    name,
    Array.from({ length: shown }, (_, i) => cellValue(cell(i, j))),
  ]);
  const content = tableContent(
    readableTable(Object.fromEntries(columns)),
    caption === undefined ? {} : { caption },
  );
  const left =
    names.length > SHOWN_COLUMNS
      ? [`${SHOWN_COLUMNS} of ${names.length.toLocaleString('en-US')} columns shown`]
      : [];
  const notes = [...left, ...(note === undefined ? [] : [note])];
  return { ...content, totalRows: count, ...(notes.length === 0 ? {} : { note: notes.join('. ') }) };
}

/** A column without a name is called by its number; a name that comes again is numbered. */
function distinct(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name, j) => {
    let own = name === '' ? `column ${j + 1}` : name;
    for (let again = 2; seen.has(own); again++) own = `${name} (${again})`;
    // A key that looks like a number would jump to the front of an object.
    own = /^\d+$/.test(own) ? `${own} ` : own;
    seen.add(own);
    return own;
  });
}

function cellValue(value: unknown): unknown {
  if (value === null || value instanceof Date || typeof value !== 'object') {
    return typeof value === 'function' || typeof value === 'symbol' ? short(value) : value;
  }
  return short(value);
}

function short(value: unknown): string {
  const text = inspect(value, {
    depth: 1,
    breakLength: Infinity,
    maxArrayLength: 20,
    maxStringLength: CELL_LENGTH,
  });
  return text.length <= CELL_LENGTH ? text : `${text.slice(0, CELL_LENGTH)}…`;
}
