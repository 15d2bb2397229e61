import { isTable } from '../../core/is-table.js';
import type { Table } from '../../core/table.js';
import type { TableContent } from '../../display/bundle.js';
import { tableContent } from '../../display/shown-table.js';
import { rowsContent } from './rows-content.js';

const SHOWN_ROWS = 20;
/** Rows that are looked at before an array is taken for a table. */
const LOOKED_AT = 1000;

type Shape = Readonly<Record<string, unknown>>;

/**
 * Tables as other libraries make them, recognised by their shape: Arquero's, Danfo's frames and series, Arrow's and
 * Flechette's, what DuckDB read, and arrays of objects with the same keys and plain values.
 */
export function tableShape(value: unknown): TableContent | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return ofObjects(value);
  const shape = value as Shape;
  if (isTable(value)) return ofTable(value);
  return ofDanfo(shape) ?? ofArrow(shape) ?? ofDuckDb(shape);
}

function ofTable(table: Table): TableContent {
  const names = table.columnNames();
  if (names.length <= 50) return tableContent(table, { rows: SHOWN_ROWS });
  const columns = names.slice(0, 50).map((name) => table.array(name));
  return rowsContent({ names, count: table.numRows(), cell: (i, j) => columns[j][i] });
}

function ofObjects(rows: readonly unknown[]): TableContent | undefined {
  if (rows.length === 0 || !isPlainObject(rows[0])) return undefined;
  const names = Object.keys(rows[0]);
  if (names.length === 0) return undefined;
  const areAlike = rows
    .slice(0, LOOKED_AT)
    .every(
      (row) =>
        isPlainObject(row) &&
        Object.keys(row).length === names.length &&
        names.every((name) => Object.hasOwn(row, name) && isPlainValue(row[name])),
    );
  if (!areAlike) return undefined;
  return rowsContent({ names, count: rows.length, cell: (i, j) => (rows[i] as Shape)[names[j]] });
}

/** `columns`, `values` by row, `index`, `shape`, and whether it is a series. */
function ofDanfo({ columns, values, index, shape, $isSeries }: Shape): TableContent | undefined {
  if (typeof $isSeries !== 'boolean' || !Array.isArray(columns) || !Array.isArray(shape)) return undefined;
  if (!Array.isArray(values) || !Array.isArray(index)) return undefined;
  const isCounted = index.every((label, i) => label === i || i >= LOOKED_AT);
  const labels = isCounted ? [] : ['index'];
  return rowsContent({
    names: [...labels, ...columns.map(String)],
    count: values.length,
    cell: (i, j) => {
      if (j < labels.length) return index[i];
      return $isSeries ? values[i] : (values[i] as unknown[])[j - labels.length];
    },
  });
}

interface ArrowColumn {
  at?(row: number): unknown;
  get?(row: number): unknown;
}

/** `schema.fields` with names, `numRows`, and columns by number. */
function ofArrow(value: Shape): TableContent | undefined {
  const { schema, numRows, getChildAt } = value;
  const fields = (schema as { fields?: unknown } | null | undefined)?.fields;
  if (!Array.isArray(fields) || typeof numRows !== 'number' || typeof getChildAt !== 'function')
    return undefined;
  const columns = fields.map((_, j) => Reflect.apply(getChildAt, value, [j]) as ArrowColumn);
  return rowsContent({
    names: fields.map((field: { name?: unknown }) => String(field.name)),
    count: numRows,
    cell: (i, j) => (columns[j].get === undefined ? columns[j].at?.(i) : columns[j].get(i)),
  });
}

interface DuckDbReader {
  deduplicatedColumnNames(): string[];
  columnTypes(): unknown[];
  readonly currentRowCount: number;
  readonly done: boolean;
  value(column: number, row: number): unknown;
}

interface DuckDbResult extends Omit<DuckDbReader, 'currentRowCount' | 'done' | 'value'> {
  readonly rowCount: number;
}

/** What a reader has read; of a result that is not read yet, its columns, because to look at its rows would use them up. */
function ofDuckDb(value: Shape): TableContent | undefined {
  if (typeof value.deduplicatedColumnNames !== 'function' || typeof value.columnTypes !== 'function')
    return undefined;
  if (typeof value.currentRowCount === 'number' && typeof value.value === 'function') {
    const reader = value as unknown as DuckDbReader;
    return rowsContent({
      names: reader.deduplicatedColumnNames(),
      count: reader.currentRowCount,
      cell: (i, j) => databaseValue(reader.value(j, i)),
      ...(reader.done ? {} : { note: 'More rows are there to be read' }),
    });
  }
  if (typeof value.fetchChunk !== 'function') return undefined;
  const result = value as unknown as DuckDbResult;
  const types = result.columnTypes();
  return rowsContent({
    names: ['column', 'type'],
    count: types.length,
    cell: (i, j) => (j === 0 ? result.deduplicatedColumnNames()[i] : String(types[i])),
    caption: 'A result of DuckDB whose rows are not read yet',
    note: 'await result.getRowObjects() reads them',
  });
}

/** DuckDB's dates, decimals and lists write themselves. */
function databaseValue(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !(value instanceof Date) ? String(value) : value;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isPlainValue(value: unknown): boolean {
  return value === null || value instanceof Date || !['object', 'function', 'symbol'].includes(typeof value);
}
