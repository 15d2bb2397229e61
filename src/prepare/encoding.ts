import { checkCovered, checkPurpose } from '../core/check-purpose.js';
import type { ColumnInfo } from '../core/column.js';
import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import { type Matrix, matrixOf } from '../core/matrix.js';
import type { Purpose } from '../core/purpose.js';
import { checkColumns, type Table } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import type { ColumnEncoding } from './column-encodings.js';
import { isMissing, levelOf, missingError, numberOf, unknownLevel } from './encoded-value.js';
import { type FittedColumn, fitColumn } from './fit-column.js';

/** Columns of a table as numbers: a plain value that does the same to new customers. */
export interface Encoding {
  readonly kind: 'encoding';
  readonly columnsIn: readonly string[];
  readonly columnsOut: readonly string[];
  /** The column of the table that each column of the matrix comes from. */
  readonly origins: Readonly<Record<string, string>>;
  /** Weights (for `weightStep`) under which the columns made of one category count together as one. */
  readonly weights: Readonly<Record<string, number>>;
  /** What columns of the matrix may be used for, where the columns of the table that it was fitted on state it. */
  readonly purposes: Readonly<Record<string, readonly Purpose[]>>;
  /** What it was made for; columns that do not cover it are refused, also those of other customers. */
  readonly purpose?: Purpose;
  /** What is odd about the customers it was fitted on, one sentence each. */
  readonly notes: readonly string[];
  /** The matrix of these or other customers; levels that were not known are counted in a warning. */
  apply<Row extends object>(table: Table<Row>, task?: Task): Matrix;
  toJSON(): EncodingJSON;
}

/** An encoding as JSON; `encodingFromJSON` reads it. */
export interface EncodingJSON {
  readonly kind: 'encoding';
  readonly columns: readonly FittedColumn[];
  readonly purpose?: Purpose;
}

/**
 * Makes numbers of the columns of a table: stand-ins for what is missing, categories as 0 and 1, ordered levels as
 * places, yes and no, dates as days. What it learns (stand-ins, levels) comes from the table at hand.
 *
 * Each column of the matrix may be used for what the column it is made of may be used for.
 *
 * @param columns - How each column is made; columns that are not named are left out.
 * @param options - `purpose`: refuses columns that may not be used for it, here and when the encoding is applied. None is
 *   left out by itself, for a model would change without a word.
 * @throws {InputError} For columns that are not there or do not cover the purpose, a column without any value, and values that are missing or of
 *   another kind than stated, with row, column and the way out.
 *
 * O(customers · columns). The ids of the matrix are those of the column `customerId`, where there is one.
 *
 * @example
 * const table = tableOf({ age: [20, null, 40], city: ['A', 'B', 'A'] });
 * const encoding = fitEncoding(table, { age: numberColumn({ missing: 'mean' }), city: categoryColumn() });
 * encoding.columnsOut; // ['age', 'city = A', 'city = B']
 */
export function fitEncoding<Row extends object>(
  table: Table<Row>,
  columns: { readonly [Name in keyof Row & string]?: ColumnEncoding },
  options: { readonly purpose?: Purpose } = {},
): Encoding {
  const names = Object.keys(columns) as (keyof Row & string)[];
  if (names.length === 0) throw new InputError('fitEncoding: no columns are named.');
  checkColumns('fitEncoding', table as unknown as Table, names);
  if (table.numRows() === 0) throw new InputError('fitEncoding: there are no customers.');
  const { purpose } = options;
  const info: Readonly<Record<string, ColumnInfo>> = (table as unknown as Table).info ?? {};
  if (purpose !== undefined) checkCovered('fitEncoding', purpose, names, info);
  const fitted = names.map((name): FittedColumn => {
    const purposes = Object.hasOwn(info, name) ? info[name].purposes : undefined;
    const column = fitColumn(name, table.array(name), columns[name]!);
    return purposes === undefined ? column : { ...column, purposes };
  });
  return encodingOf(fitted, purpose);
}

/**
 * The encoding that `toJSON` wrote; it gives the same numbers to the last bit.
 *
 * @throws {InputError} When it is not the JSON of an encoding.
 *
 * @example
 * const table = tableOf({ age: [20, 40] });
 * const encoding = fitEncoding(table, { age: numberColumn() });
 * encodingFromJSON(JSON.parse(JSON.stringify(encoding))).apply(table).data; // Float64Array [20, 40]
 */
export function encodingFromJSON(json: unknown): Encoding {
  const { kind, columns, purpose } = (json ?? {}) as Partial<EncodingJSON>;
  const whole =
    Array.isArray(columns) &&
    columns.every(
      (each) => typeof each?.name === 'string' && Array.isArray(each.names) && each.encoding !== undefined,
    );
  if (kind !== 'encoding' || !whole) {
    throw new InputError('encodingFromJSON: this is no encoding. It takes what toJSON of an encoding wrote.');
  }
  if (purpose !== undefined) checkPurpose('encodingFromJSON', purpose);
  return encodingOf(columns as readonly FittedColumn[], purpose);
}

function encodingOf(columns: readonly FittedColumn[], purpose: Purpose | undefined): Encoding {
  const said = purpose === undefined ? {} : { purpose };
  const columnsOut = columns.flatMap(({ names }) => names);
  const twice = columnsOut.find((name, j) => columnsOut.indexOf(name) !== j);
  if (twice !== undefined)
    throw new InputError(`fitEncoding: two columns would be called "${twice}". Rename one.`);
  return {
    kind: 'encoding',
    columnsIn: columns.map(({ name }) => name),
    columnsOut,
    origins: Object.fromEntries(columns.flatMap(({ name, names }) => names.map((out) => [out, name]))),
    weights: Object.fromEntries(
      columns
        .filter(({ encoding }) => encoding.kind === 'category')
        .flatMap(({ names }) => names.map((out) => [out, 1 / Math.sqrt(names.length)])),
    ),
    purposes: Object.fromEntries(
      columns.flatMap(({ names, purposes }) =>
        purposes === undefined ? [] : names.map((out) => [out, purposes]),
      ),
    ),
    ...said,
    notes: columns.flatMap(({ notes }) => notes),
    apply: (given, task = currentTask()) => {
      const table = given as unknown as Table;
      const names = columns.map(({ name }) => name);
      if (purpose !== undefined) checkCovered('encoding', purpose, names, table.info ?? {});
      return encoded(table, columns, columnsOut, task);
    },
    toJSON: () => ({ kind: 'encoding', columns, ...said }),
  };
}

function encoded(
  table: Table,
  columns: readonly FittedColumn[],
  columnsOut: readonly string[],
  task: Task,
): Matrix {
  checkColumns(
    'encoding',
    table,
    columns.map(({ name }) => name),
  );
  const rows = table.numRows();
  const width = columnsOut.length;
  const data = new Float64Array(rows * width);
  let start = 0;
  for (const column of columns) {
    const values = table.array(column.name);
    const strange = encodeColumn(column, values, (row, place, value) => {
      data[row * width + start + place] = value;
    });
    if (strange > 0) {
      const what = strange === 1 ? 'row has a level' : 'rows have levels';
      task.warn(
        `encoding: ${formatNumber(strange)} ${what} of "${column.name}" that were not known; they count as other.`,
      );
    }
    start += column.names.length;
  }
  const ids = table.columnNames().includes('customerId') ? table.array('customerId').map(String) : undefined;
  return matrixOf(data, width, columnsOut, ids);
}

/** Writes the values of one column; gives the number of levels that were not known. */
function encodeColumn(
  column: FittedColumn,
  values: readonly unknown[],
  write: (row: number, place: number, value: number) => void,
): number {
  const { name, encoding, standIn, levels, pooled } = column;
  let strange = 0;
  values.forEach((value, row) => {
    const missing = isMissing(value);
    if (encoding.kind === 'category') {
      const level = missing ? encoding.missing : levelOf(value);
      if (level === undefined) throw missingError(name, row, encoding);
      const place = levels.indexOf(level);
      if (place < 0 && !pooled.includes(level)) {
        if (encoding.unknown === 'refuse') throw unknownLevel(name, row, level, [...levels, ...pooled]);
        strange++;
      }
      write(row, place < 0 ? levels.length : place, 1); // the last column is that of the others
      return;
    }
    const number = missing ? standIn : numberOf(name, row, value, encoding);
    if (number === undefined) throw missingError(name, row, encoding);
    write(row, 0, number);
    if (encoding.kind === 'number' && encoding.indicator) write(row, 1, Number(missing));
  });
  return strange;
}
