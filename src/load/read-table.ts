import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import { type Columns, type Table, tableOf } from '../core/table.js';
import { breathe, currentTask, type Task } from '../core/task.js';
import { checkKnown } from '../core/unknown-name.js';
import { missingSql } from '../engine/duckdb/parse-sql.js';
import { readTextColumn } from '../engine/duckdb/read-text-column.js';
import type { Engine, EngineType, EngineValue } from '../engine/engine.js';
import { type BadRow, badRows, raggedRows } from './bad-rows.js';
import { columnType, type TypedColumn } from './column-type.js';
import { isFolder, readFolder } from './read-folder.js';
import type { LoadedColumn, LoadedRows, OnBadRows, ReadOptions, Source } from './source.js';
import { withSource } from './with-source.js';

/** How `readTable` reads; what is left out is found. */
export interface ReadTableOptions<Row extends object = Record<string, unknown>> extends ReadOptions {
  /** Columns to read, in this order; default all. */
  readonly columns?: readonly (keyof Row & string)[];
  /**
   * Rows with a value that is not of the type given, and records of a text with more or fewer values than there are
   * columns: an error that names the first ones (default), or left out with a warning that counts them; `findBadRows`
   * lists all.
   */
  readonly onBadRows?: OnBadRows;
  /** Of a folder: name of a column more that says which file a row is from; default none. */
  readonly fileColumn?: string;
  /** Types of columns. A value that is not of the type given is an error. */
  readonly types?: { readonly [K in keyof NoInfer<Row> & string]?: EngineType };
  /**
   * How dates are written, `DD.MM.YYYY` or `%d.%m.%Y`. A column of a text file most of whose values fit is a
   * column of dates, and the values that do not fit are an error. In Parquet and JSON it counts for columns
   * of text whose type is given as `date`.
   */
  readonly dateFormat?: string;
}

const WHO = 'readTable';
/** Rows from which on a table in memory is worth a word. */
const MANY_ROWS = 1_000_000;

/**
 * Reads a file of rows: text with any separator (comma, semicolon, tab, bar, or runs of blanks), Parquet, JSON (an
 * array of objects or one object a line), Excel (`.xlsx`), Arrow, or a table of a DuckDB database; text and JSON also
 * packed with gzip. Of a folder all files of one kind, in the order of their names.
 *
 * Types are found: a column of text is a column of numbers, dates or truth values when all its values are.
 * Whole numbers with leading zeros or more than 15 digits are names and stay text. Dates are read as they are written, in
 * UTC, and times with a zone (`Z`, `+02:00`) as the instant, in UTC, whose day may be another than the one that is
 * written. Where times with and without a zone are mixed, and where a day and a month could be exchanged, the column stays
 * text and a warning says so. What is not there is `null`. A column without a name is called `column1`, `column2`, …
 *
 * @typeParam Row - Type of a row, taken on trust; without it any column name passes the type check.
 * @throws {InputError} For a file that is missing, empty, damaged or not a table: records of unequal length,
 *   quotes left open, values that are not of the type given, each with file, line and column.
 *
 * Rows are kept in memory; above 1,000,000 rows a warning says so. 541,909 rows of 8 columns take about 7
 * seconds of processor time and 450 MB.
 *
 * @example
 * const table = await readTable(embeddedFile('retailer/customers.csv.gz'), { missing: ['not stated'] });
 * table.numRows(); // 4000
 */
export async function readTable<Row extends object = Record<string, unknown>>(
  path: string,
  options: ReadTableOptions<Row> = {},
  task: Task = currentTask(),
): Promise<Table<Row>> {
  if (await isFolder(path)) {
    const { fileColumn, types, ...rest } = options;
    const read = (file: string, texts: Readonly<Record<string, EngineType>>) =>
      readTable(file, { ...rest, types: { ...texts, ...types } } as ReadTableOptions, task);
    return (await readFolder(WHO, path, fileColumn, read, task)) as unknown as Table<Row>;
  }
  return withSource(WHO, path, options, task, async (source, engine) => {
    const known = source.columns.map(({ name }) => name);
    const names = options.columns ?? known;
    checkKnown(WHO, 'column', [...names, ...Object.keys(options.types ?? {})], known);
    task.progress(0, `Reading ${source.name}`);
    const ragged = raggedRows(await source.load('rows', names));
    await warnOfManyRows(engine, task, source);
    const rows: LoadedRows = { who: WHO, engine, source, table: 'rows' };
    const typed = await typedColumns(rows, names, options, task);
    const kept = await leaveOut(rows, typed, ragged, task);
    const columns: [string, EngineValue[]][] = [];
    for (const [j, column] of typed.entries()) {
      await breathe(task);
      const { type, sql } = column;
      const values =
        type === 'text'
          ? await readTextColumn(engine, kept, sql, `c${j + 1}`)
          : (await engine.query(`SELECT ${sql} FROM ${kept}`))[0].values;
      columns.push([names[j], values]);
      task.progress(columns.length / names.length, `Reading ${source.name}`);
    }
    return tableOf(Object.fromEntries(columns) as unknown as Columns<Row>);
  });
}

async function typedColumns(
  rows: LoadedRows,
  names: readonly string[],
  options: ReadTableOptions,
  task: Task,
): Promise<TypedColumn[]> {
  const sample = await rows.source.sample();
  const typed: TypedColumn[] = [];
  for (const [j, name] of names.entries()) {
    await breathe(task);
    const first = sample.find((column) => column.name === name)!;
    const column = await typedColumn(rows, { ...first, sqlName: `c${j + 1}` }, options);
    if (column.warning !== undefined) task.warn(column.warning);
    typed.push(column);
  }
  return typed;
}

/** The table without the rows that hold values of another type than stated, and a word on them and on ragged records. */
async function leaveOut(
  rows: LoadedRows,
  columns: readonly TypedColumn[],
  ragged: readonly BadRow[],
  task: Task,
): Promise<string> {
  const misfits = await badRows(rows, columns);
  const bad = [...ragged, ...misfits];
  if (bad.length === 0) return rows.table;
  const shown = bad
    .slice(0, 5)
    .map(({ place, column, value, needed }) =>
      column === '' ? `${place}, ${needed}` : `${place}, "${column}" ${JSON.stringify(value)}`,
    );
  const distinct = new Set(bad.map(({ row }) => row)).size;
  const left = distinct === 1 ? '1 row is' : `${formatNumber(distinct)} rows are`;
  task.warn(
    `${left} left out of "${rows.source.name}": ${shown.join('; ')}${bad.length > 5 ? '; …' : ''}. findBadRows lists all.`,
  );
  if (misfits.length === 0) return rows.table;
  const conditions = columns.flatMap(({ misfit }) => (misfit === undefined ? [] : [`(${misfit.sql})`]));
  await rows.engine.run(
    `CREATE OR REPLACE TEMP TABLE kept_rows AS SELECT * FROM ${rows.table} WHERE NOT (${conditions.join(' OR ')}) ORDER BY rowid`,
  );
  return 'kept_rows';
}

/** The type and SQL of a column: found for text without types, else as the file or the caller says. */
async function typedColumn(
  rows: LoadedRows,
  column: LoadedColumn,
  { types, dateFormat, decimalPoint, missing, onBadRows }: ReadTableOptions,
): Promise<TypedColumn> {
  const { who, source } = rows;
  const { name, type, sqlName } = column;
  const wanted = types?.[name];
  if (source.untyped || (type === 'text' && wanted !== undefined)) {
    return columnType(rows, column, { type: wanted, dateFormat, decimalPoint, missing, onBadRows });
  }
  if (type === 'text' || wanted === 'text') {
    return { name, type: 'text', sql: missingSql(`CAST(${sqlName} AS VARCHAR)`, missing) };
  }
  if (wanted === undefined || wanted === type) return { name, type, sql: sqlName };
  throw new InputError(`${who}: "${source.name}", column "${name}" holds ${type}s, not ${wanted}s.`, {
    file: source.name,
    column: name,
  });
}

async function warnOfManyRows(engine: Engine, task: Task, source: Source): Promise<void> {
  const rows = (await engine.query('SELECT count(*) FROM rows'))[0].values[0] as number;
  if (rows > MANY_ROWS) {
    task.warn(`"${source.name}" has ${formatNumber(rows)} rows; all of them are held in memory as a table.`);
  }
}
