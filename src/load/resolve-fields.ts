import { InputError } from '../core/input-error.js';
import { decimalSql, missingSql } from '../engine/duckdb/parse-sql.js';
import { dateReadings, numberReadings } from './readings.js';
import type { LoadedColumn, LoadedRows, ReadOptions } from './source.js';
import { misfitError, readingsDiffer, tryReadings } from './try-readings.js';

/** Words that programs write where there is no customer; each would be the best customer of all. */
const NO_CUSTOMER = ['NA', 'N/A', '#N/A', 'NaN', 'nan', 'NULL', 'null', 'None', 'none'];

/** SQL for an id as text, NULL where there is none; whole numbers have no point. */
export function idSql({ sqlName, type }: LoadedColumn, missing: readonly string[] = []): string {
  const whole = `CASE WHEN ${sqlName} = trunc(${sqlName}) THEN ${sqlName} END`;
  const text = `CAST(${sqlName} AS VARCHAR)`;
  const id = type === 'number' ? `coalesce(CAST(TRY_CAST(${whole} AS HUGEINT) AS VARCHAR), ${text})` : text;
  return `trim(${missingSql(id, missing)})`;
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
  rows: LoadedRows,
  column: LoadedColumn,
  options: ReadOptions & { readonly dateFormat?: string },
): Promise<{ sql: string; format: string }> {
  const { who, source } = rows;
  const { name, sqlName, type, values } = column;
  if (type === 'date') return { sql: `CAST(${sqlName} AS TIMESTAMP)`, format: 'dates of the file' };
  const text = idSql(column, options.missing);
  const readings = dateReadings(text, values, options.dateFormat);
  const { filled, best, fits } = await tryReadings(rows, text, readings);
  const refuse = (sentence: string) =>
    new InputError(`${who}: "${source.name}", column "${name}"${sentence}`, {
      file: source.name,
      column: name,
    });
  if (best === undefined) {
    const example = values.find((value) => value !== null);
    throw refuse(
      ` holds no dates that are recognised, for example ${JSON.stringify(example)}. Say how they are written, for example dateFormat: "DD.MM.YYYY", or name another column as date.`,
    );
  }
  if (best.count < filled) {
    const wayOut = 'Correct it, or say how dates are written with dateFormat.';
    throw await misfitError(rows, name, text, best, filled, wayOut);
  }
  if (await readingsDiffer(rows, fits)) {
    const formats = fits.map(({ dateFormat }) => `"${dateFormat?.name}"`).join(' or ');
    throw refuse(`: day and month can be exchanged in every date. Say which it is: dateFormat: ${formats}.`);
  }
  return { sql: best.sql, format: best.dateFormat?.name ?? '' };
}

/**
 * SQL for an exact decimal of a column of numbers.
 *
 * @throws {InputError} For a text that is no number, with its line.
 */
export async function resolveDecimal(
  rows: LoadedRows,
  column: LoadedColumn,
  options: ReadOptions,
): Promise<string> {
  const { name, sqlName, type, values } = column;
  if (type === 'number') return decimalSql(sqlName);
  const text = missingSql(`CAST(${sqlName} AS VARCHAR)`, options.missing);
  const plausible = numberReadings(text, values, options.decimalPoint);
  const readings = plausible.length > 0 ? plausible : numberReadings(text, ['0']);
  const exact = readings.map((reading) => ({ ...reading, sql: decimalSql(reading.numberText ?? text) }));
  const { filled, best, fits } = await tryReadings(rows, text, exact);
  if (best !== undefined && best.count < filled) {
    const wayOut = 'Correct it, name it in missing, or name another column.';
    throw await misfitError(rows, name, text, best, filled, wayOut);
  }
  if (await readingsDiffer(rows, fits)) {
    const { who, source } = rows;
    throw new InputError(
      `${who}: "${source.name}", column "${name}": a comma may be the decimal point or group thousands in every number. Say which: decimalPoint: "," or ".".`,
      { file: source.name, column: name },
    );
  }
  return (best ?? exact[0]).sql;
}
