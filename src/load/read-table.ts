import { InputError } from '../core/input-error.js';
import { type Columns, type Table, tableOf } from '../core/table.js';
import { breathe, currentTask, type Task } from '../core/task.js';
import { checkKnown } from '../core/unknown-name.js';
import { readTextColumn } from '../engine/duckdb/read-text-column.js';
import type { Engine, EngineType, EngineValue } from '../engine/engine.js';
import { columnType, type TypedColumn } from './column-type.js';
import type { ReadOptions, SampleColumn, Source } from './source.js';
import { withSource } from './with-source.js';

/** How `readTable` reads; what is left out is found. */
export interface ReadTableOptions<Row extends object = Record<string, unknown>> extends ReadOptions {
  /** Columns to read, in this order; default all. */
  readonly columns?: readonly (keyof Row & string)[];
  /** Types of columns of text files. A value that is not of the type given is an error. */
  readonly types?: { readonly [K in keyof Row & string]?: EngineType };
  /**
   * How dates are written in text files, `DD.MM.YYYY` or `%d.%m.%Y`. A column most of whose values fit is a
   * column of dates, and the values that do not fit are an error.
   */
  readonly dateFormat?: string;
}

const WHO = 'readTable';
/** Rows from which on a table in memory is worth a word. */
const MANY_ROWS = 1_000_000;
const SAMPLE_ROWS = 10_000;

/**
 * Reads a file of rows: text with any separator (comma, semicolon, tab, bar, or runs of blanks), Parquet, or
 * JSON (an array of objects or one object a line); text and JSON also packed with gzip.
 *
 * Types are found: a column of text is a column of numbers, dates or truth values when all its values are.
 * Whole numbers with leading zeros or more than 15 digits are names and stay text. Dates are read as they
 * are written, in UTC; where a day and a month could be exchanged the column stays text and a warning says
 * so. What is not there is `null`. A column without a name is called `column1`, `column2`, …
 *
 * @typeParam Row - Type of a row, taken on trust; without it any column name passes the type check.
 * @throws {InputError} For a file that is missing, empty, damaged or not a table: records of unequal length,
 *   quotes left open, values that are not of the type given, each with file, line and column.
 *
 * Rows are kept in memory, about 30 bytes for each value; above 1,000,000 rows a warning says so. 541,909
 * rows of 8 columns take about 4 seconds on two cores.
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
  return withSource(WHO, path, options, task, async (source, engine) => {
    const known = source.columns.map(({ name }) => name);
    const names = options.columns ?? known;
    checkKnown(WHO, 'column', [...names, ...Object.keys(options.types ?? {})], known);
    task.progress(0, `Reading ${source.name}`);
    await source.load('rows', names);
    await warnOfManyRows(engine, task, source);
    const columns: [string, EngineValue[]][] = [];
    for await (const column of readColumns(source, engine, names, options, task)) {
      columns.push(column);
      task.progress(columns.length / names.length, `Reading ${source.name}`);
    }
    return tableOf(Object.fromEntries(columns) as unknown as Columns<Row>);
  });
}

async function* readColumns(
  source: Source,
  engine: Engine,
  names: readonly string[],
  options: ReadTableOptions,
  task: Task,
): AsyncGenerator<[string, EngineValue[]]> {
  const sample = await source.sample(SAMPLE_ROWS);
  for (const [j, name] of names.entries()) {
    await breathe(task);
    const first = sample.find((column) => column.name === name)!;
    const { type, sql, warning } = await typedColumn(source, engine, first, `c${j + 1}`, options);
    if (warning !== undefined) task.warn(warning);
    yield [
      name,
      type === 'text'
        ? await readTextColumn(engine, 'rows', sql, `c${j + 1}`)
        : (await engine.query(`SELECT ${sql} FROM rows`))[0].values,
    ];
  }
}

/** The type and SQL of a column: found for text without types, else as the file or the caller says. */
async function typedColumn(
  source: Source,
  engine: Engine,
  first: SampleColumn,
  sqlName: string,
  { types, dateFormat, decimalPoint, missing }: ReadTableOptions,
): Promise<TypedColumn> {
  const { name, type } = first;
  const wanted = types?.[name];
  const given = {
    ...(wanted === undefined ? {} : { type: wanted }),
    ...(dateFormat === undefined ? {} : { dateFormat }),
    ...(decimalPoint === undefined ? {} : { decimalPoint }),
    ...(missing === undefined ? {} : { missing }),
  };
  if (source.untyped || (type === 'text' && wanted !== undefined)) {
    return columnType(WHO, engine, source, 'rows', first, sqlName, given);
  }
  if (wanted === undefined || wanted === type) return { name, type, sql: sqlName };
  if (wanted === 'text') return { name, type: 'text', sql: `CAST(${sqlName} AS VARCHAR)` };
  throw new InputError(`${WHO}: "${source.name}", column "${name}" holds ${type}s, not ${wanted}s.`, {
    file: source.name,
    column: name,
  });
}

async function warnOfManyRows(engine: Engine, task: Task, source: Source): Promise<void> {
  const rows = (await engine.query('SELECT count(*) FROM rows'))[0].values[0] as number;
  if (rows > MANY_ROWS) {
    task.warn(
      `"${source.name}" has ${rows.toLocaleString('en-US')} rows; all of them are held in memory as a table.`,
    );
  }
}
