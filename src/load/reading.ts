import { InputError } from '../core/input-error.js';
import {
  dateSql,
  isDateSql,
  isNumberSql,
  NUMBER_PATTERNS,
  type NumberStyle,
  numberTextSql,
} from '../engine/duckdb/parse-sql.js';
import { quoteText } from '../engine/duckdb/quote.js';
import type { Engine, EngineType, EngineValue } from '../engine/engine.js';
import { type DateFormat, dateFormat, KNOWN_DATE_FORMATS } from './date-format.js';
import type { Source } from './source.js';

/** A way to read a column of text. */
export interface Reading {
  readonly type: EngineType;
  /** SQL that tells whether the text is worth reading; it keeps out what engines read too generously. */
  readonly test: string;
  /** SQL for the value of a text that passes the test, NULL where it still has none. */
  readonly sql: string;
  /** What a fitting value is, for messages: `a number`, `a date like DD.MM.YYYY`. */
  readonly fitting: string;
  readonly numberStyle?: NumberStyle;
  /** SQL for the digits of a number as plain text. */
  readonly numberText?: string;
  readonly dateFormat?: DateFormat;
}

/** How a reading went on all rows. */
export interface TriedReading extends Reading {
  /** Filled rows that fit. */
  readonly count: number;
  /** First filled row that does not, counted from 0. */
  readonly misfit?: number;
}

const NUMBER_STYLES: readonly NumberStyle[] = ['plain', 'commas group', 'comma is the point'];
const NUMBER_TESTS = NUMBER_STYLES.map((style) => new RegExp(`^\\s*(?:${NUMBER_PATTERNS[style]})\\s*$`));
const DATE_TESTS = KNOWN_DATE_FORMATS.map(({ pattern }) => new RegExp(`^\\s*(?:${pattern})\\s*$`));

/** SQL for the text of a column, NULL where it is blank or one of the words for missing. */
export function filledTextSql(column: string, missing: readonly string[] = []): string {
  const words = [...new Set(['', ...missing.map((word) => word.trim())])].map(quoteText).join(', ');
  return `CASE WHEN trim(${column}) NOT IN (${words}) THEN ${column} END`;
}

/**
 * The number styles that fit most of the first values; a point without any comma is a decimal point.
 *
 * @param decimalPoint - What the caller says of it.
 */
export function numberReadings(
  text: string,
  values: readonly EngineValue[],
  decimalPoint?: '.' | ',',
): Reading[] {
  if (decimalPoint === ',') return [numberReading(text, 'comma is the point')];
  const commas = values.some((value) => String(value).includes(','));
  const styles = NUMBER_STYLES.filter(
    (style, i) => (style === 'plain' || commas) && fitsMost(NUMBER_TESTS[i], values),
  );
  return styles
    .filter((style) => decimalPoint === undefined || style !== 'comma is the point')
    .map((style) => numberReading(text, style));
}

function numberReading(text: string, style: NumberStyle): Reading {
  const numberText = numberTextSql(text, style);
  return {
    type: 'number',
    test: isNumberSql(text, style),
    sql: `TRY_CAST(${numberText} AS DOUBLE)`,
    numberText,
    fitting: style === 'comma is the point' ? 'a number like 1.234,50' : 'a number',
    numberStyle: style,
  };
}

/** The date formats that fit most of the first values, or the one that is given. */
export function dateReadings(text: string, values: readonly EngineValue[], given?: string): Reading[] {
  const formats = given === undefined ? plausibleDateFormats(values) : [dateFormat(given)];
  return formats.map((format) => ({
    type: 'date',
    test: isDateSql(text, format),
    sql: dateSql(text, format),
    fitting: `a date like ${format.name}`,
    dateFormat: format,
  }));
}

/** Tries readings on all rows of a loaded column. */
export async function tryReadings(
  engine: Engine,
  table: string,
  text: string,
  readings: readonly Reading[],
): Promise<{ readonly filled: number; readonly tried: readonly TriedReading[] }> {
  const read = readings.map(({ test, sql }, i) => `, CASE WHEN ${test} THEN ${sql} END AS v${i}`).join('');
  const counts = readings.map(
    (_, i) => `, count(v${i}), min(place) FILTER (filled IS NOT NULL AND v${i} IS NULL)`,
  );
  const answer = await engine.query(
    `SELECT count(filled)${counts.join('')} FROM (SELECT rowid AS place, ${text} AS filled${read} FROM ${table})`,
  );
  const [filled, ...results] = answer.map(({ values }) => values[0] as number | null);
  const tried = readings.map((reading, i) => {
    const misfit = results[2 * i + 1];
    return { ...reading, count: results[2 * i] ?? 0, ...(misfit === null ? {} : { misfit }) };
  });
  return { filled: filled ?? 0, tried };
}

/** The error for the first value of a column that does not fit a reading. */
export async function misfitError(
  who: string,
  engine: Engine,
  source: Source,
  table: string,
  text: string,
  column: string,
  { count, fitting, misfit = 0 }: TriedReading,
  filled: number,
  wayOut: string,
): Promise<InputError> {
  const [{ values }] = await engine.query(`SELECT ${text} FROM ${table} WHERE rowid = $1`, [misfit]);
  const [{ text: place, line }] = await source.places([misfit]);
  const others = filled - count - 1;
  const more = others === 0 ? '' : ` So ${others === 1 ? 'is one more row' : `are ${others} more rows`}.`;
  return new InputError(
    `${who}: "${source.name}", ${place}, column "${column}": ${shorten(String(values[0]))} is not ${fitting}.${more} ${wayOut}`,
    { file: source.name, column, ...(line === undefined ? {} : { line }) },
  );
}

/** Whether readings that fit all rows read some row differently. */
export async function readingsDiffer(
  engine: Engine,
  table: string,
  readings: readonly Reading[],
): Promise<boolean> {
  const [first, ...others] = readings;
  const differ = others.map(({ sql }) => `(${sql}) IS DISTINCT FROM (${first.sql})`);
  if (differ.length === 0) return false;
  const [{ values }] = await engine.query(
    `SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE ${differ.join(' OR ')} LIMIT 1)`,
  );
  return values[0] !== 0;
}

/** A cell's text in a message, on one line and not too long. */
export function shorten(text: string): string {
  const line = JSON.stringify(text);
  return line.length <= 60 ? line : `${line.slice(0, 57)}…"`;
}

/** The known formats that fit most of the first thousand values. */
export function plausibleDateFormats(values: readonly EngineValue[]): DateFormat[] {
  const first = values.slice(0, 1000);
  if (!fitsMost(/^.{6,40}$/, first) || !fitsMost(/(\d.*){3}/, first)) return [];
  return KNOWN_DATE_FORMATS.filter((_, i) => fitsMost(DATE_TESTS[i], first));
}

function fitsMost(test: RegExp, values: readonly EngineValue[]): boolean {
  let filled = 0;
  let fitting = 0;
  for (const value of values) {
    if (value === null || String(value).trim() === '') continue;
    filled++;
    if (test.test(String(value))) fitting++;
  }
  return filled > 0 && fitting * 2 >= filled;
}
