import {
  dateSql,
  isDateSql,
  isNumberSql,
  NUMBER_PATTERNS,
  type NumberStyle,
  numberTextSql,
} from '../engine/duckdb/parse-sql.js';
import type { EngineType, EngineValue } from '../engine/engine.js';
import { type DateFormat, dateFormat, ISO_DATE, ISO_INSTANT, KNOWN_DATE_FORMATS } from './date-format.js';

/** A way to read a column of text. */
export interface Reading {
  readonly type: EngineType;
  /** SQL that tells whether the text is worth reading; it keeps out what engines read too generously. */
  readonly test: string;
  /** SQL for the value of a text that passes the test, NULL where it still has none. */
  readonly sql: string;
  /** What a fitting value is, for messages: `a number`, `a date like DD.MM.YYYY`. */
  readonly fitting: string;
  /** SQL for the digits of a number as plain text. */
  readonly numberText?: string;
  readonly dateFormat?: DateFormat;
}

const NUMBER_STYLES: readonly NumberStyle[] = ['plain', 'commas group', 'comma is the point'];
const FITTING: Readonly<Record<NumberStyle, string>> = {
  plain: 'a number',
  'commas group': 'a number like 1,234.50',
  'comma is the point': 'a number like 1.234,50',
};
const NUMBER_TESTS = NUMBER_STYLES.map((style) => new RegExp(`^\\s*(?:${NUMBER_PATTERNS[style]})\\s*$`));
const DATE_TESTS = KNOWN_DATE_FORMATS.map(({ pattern }) => new RegExp(`^\\s*(?:${pattern})\\s*$`));

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
    fitting: FITTING[style],
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

/** The known formats that fit most of the first thousand values. */
export function plausibleDateFormats(values: readonly EngineValue[]): DateFormat[] {
  const first = values.slice(0, 1000);
  if (!fitsMost(/^.{6,40}$/, first) || !fitsMost(/(\d.*){3}/, first)) return [];
  const iso = ISO_FORMATS.filter((format) => first.some((value) => testOf(format).test(String(value))));
  const fitting = KNOWN_DATE_FORMATS.filter((format) => fitsMost(testOf(format), first));
  const others = fitting.filter((format) => !ISO_FORMATS.includes(format));
  return others.length < fitting.length ? [...iso, ...others] : fitting;
}

/** Where one of them fits most values, some of the others may be of the other. */
const ISO_FORMATS: readonly DateFormat[] = [ISO_DATE, ISO_INSTANT];

function testOf(format: DateFormat): RegExp {
  return DATE_TESTS[KNOWN_DATE_FORMATS.indexOf(format)];
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
