import { InputError } from '../core/input-error.js';
import { decimalSql } from '../engine/duckdb/parse-sql.js';
import type { Engine } from '../engine/engine.js';
import type { ReadOrdersOptions } from './orders.js';
import {
  dateReadings,
  filledTextSql,
  misfitError,
  numberReadings,
  type Reading,
  readingsDiffer,
  tryReadings,
} from './reading.js';
import type { SampleColumn, Source } from './source.js';

/** A column that was loaded, with its first values and its name in the engine. */
export interface LoadedColumn extends SampleColumn {
  readonly sqlName: string;
}

/** What is needed to read a loaded column. */
export interface FieldContext {
  readonly engine: Engine;
  readonly source: Source;
  readonly table: string;
  readonly options: ReadOrdersOptions;
}

const WHO = 'readOrders';
/** Words that programs write where there is no customer; each would be the best customer of all. */
const NO_CUSTOMER = ['NA', 'N/A', '#N/A', 'NaN', 'nan', 'NULL', 'null', 'None', 'none'];

/** SQL for an id as text, NULL where there is none. */
export function idSql({ sqlName, type }: LoadedColumn, missing: readonly string[] = []): string {
  const text =
    type === 'text'
      ? sqlName
      : type === 'number'
        ? `coalesce(CAST(TRY_CAST(CASE WHEN ${sqlName} = trunc(${sqlName}) THEN ${sqlName} END AS BIGINT) AS VARCHAR), CAST(${sqlName} AS VARCHAR))`
        : `CAST(${sqlName} AS VARCHAR)`;
  return `trim(${filledTextSql(text, missing)})`;
}

/** SQL for a customer id; the words that programs write for nothing count as none. */
export function customerSql(column: LoadedColumn, missing: readonly string[] = []): string {
  return idSql(column, [...NO_CUSTOMER, ...missing]);
}

/**
 * SQL for the time of an order, and how it is written.
 *
 * @throws {InputError} For a date that is none, with its line, and where day and month could be exchanged.
 */
export async function resolveDate(
  column: LoadedColumn,
  { engine, source, table, options }: FieldContext,
): Promise<{ sql: string; format: string }> {
  const { name, sqlName, type, values } = column;
  if (type === 'date') return { sql: `CAST(${sqlName} AS TIMESTAMP)`, format: 'dates of the file' };
  const text = type === 'text' ? filledTextSql(sqlName, options.missing) : idSql(column, options.missing);
  const readings = dateReadings(text, values, options.dateFormat);
  const { filled, tried } = await tryReadings(engine, table, text, readings);
  const place = { file: source.name, column: name };
  const best = [...tried].sort((a, b) => b.count - a.count)[0];
  if (best === undefined) {
    const example = values.find((value) => value !== null);
    throw new InputError(
      `${WHO}: "${source.name}", column "${name}" holds no dates that are recognised, for example ${JSON.stringify(example)}. Say how they are written, for example dateFormat: "DD.MM.YYYY", or name another column as date.`,
      place,
    );
  }
  if (best.count < filled) {
    const wayOut = 'Correct it, or say how dates are written with dateFormat.';
    throw await misfitError(WHO, engine, source, table, text, name, best, filled, wayOut);
  }
  const fits = tried.filter(({ count }) => count === filled);
  if (await readingsDiffer(engine, table, fits)) {
    const formats = fits.map(({ dateFormat }) => `"${dateFormat?.name}"`).join(' or ');
    throw new InputError(
      `${WHO}: "${source.name}", column "${name}": day and month can be exchanged in every date. Say which it is: dateFormat: ${formats}.`,
      place,
    );
  }
  return { sql: best.sql, format: best.dateFormat?.name ?? '' };
}

/**
 * SQL for an exact decimal of a column of numbers.
 *
 * @throws {InputError} For a text that is no number, with its line.
 */
export async function resolveDecimal(
  column: LoadedColumn,
  { engine, source, table, options }: FieldContext,
): Promise<string> {
  const { name, sqlName, type, values } = column;
  if (type === 'number') return decimalSql(sqlName);
  const text = filledTextSql(type === 'text' ? sqlName : `CAST(${sqlName} AS VARCHAR)`, options.missing);
  const plausible = numberReadings(text, values, options.decimalPoint);
  const readings: Reading[] =
    plausible.length > 0 ? plausible : numberReadings(text, ['0'], options.decimalPoint);
  const exact = readings.map((reading) => ({ ...reading, sql: decimalSql(reading.numberText ?? text) }));
  const { filled, tried } = await tryReadings(engine, table, text, exact);
  const best = [...tried].sort((a, b) => b.count - a.count)[0];
  if (best.count < filled) {
    const wayOut = 'Correct it, name it in missing, or name another column.';
    throw await misfitError(WHO, engine, source, table, text, name, best, filled, wayOut);
  }
  const fits = tried.filter(({ count }) => count === filled);
  if (await readingsDiffer(engine, table, fits)) {
    throw new InputError(
      `${WHO}: "${source.name}", column "${name}": a comma may be the decimal point or group thousands in every number. Say which: decimalPoint: "," or ".".`,
      { file: source.name, column: name },
    );
  }
  return best.sql;
}
