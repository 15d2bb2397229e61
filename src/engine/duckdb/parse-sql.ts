import { quoteText } from './quote.js';

/** How numbers are written in text: `1234.5`, `1,234.5` or `1.234,5`. */
export type NumberStyle = 'plain' | 'commas group' | 'comma is the point';

/** A way to write dates: a regular expression for the whole text, and DuckDB's format, `iso`, or `iso instant`. */
export interface DatePattern {
  readonly pattern: string;
  readonly strptime: string;
}

/** SQL for a text, NULL where it is blank. */
export function filledSql(text: string): string {
  return `CASE WHEN trim(${text}) <> '' THEN ${text} END`;
}

/** SQL for a text, NULL where it is one of the words that mean that nothing is there. */
export function missingSql(text: string, words: readonly string[] = []): string {
  if (words.length === 0) return text;
  const list = words.map((word) => quoteText(word.trim())).join(', ');
  return `CASE WHEN trim(${text}) NOT IN (${list}) THEN ${text} END`;
}

const EXPONENT = '([eE][+-]?[0-9]+)?';
/** What a number looks like in each style, for regular expressions of the whole text. */
export const NUMBER_PATTERNS: Readonly<Record<NumberStyle, string>> = {
  plain: `[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)${EXPONENT}`,
  'commas group': '[+-]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\\.[0-9]+)?',
  'comma is the point': '[+-]?([0-9]{1,3}(\\.[0-9]{3})+|[0-9]+)(,[0-9]+)?',
};

/** SQL that tells whether a text is a number in a style. */
export function isNumberSql(text: string, style: NumberStyle): string {
  return `regexp_full_match(trim(${text}), ${quoteText(NUMBER_PATTERNS[style])})`;
}

/** SQL for the number in a text, as text that DuckDB casts; for texts of that style only. */
export function numberTextSql(text: string, style: NumberStyle): string {
  const trimmed = `trim(${text})`;
  if (style === 'plain') return trimmed;
  if (style === 'commas group') return `replace(${trimmed}, ',', '')`;
  return `replace(replace(${trimmed}, '.', ''), ',', '.')`;
}

/** SQL for an amount, exact to 6 digits after the point; NULL where it is none, or 10^12 and more. */
export function decimalSql(value: string): string {
  return `TRY_CAST(${value} AS DECIMAL(18, 6))`;
}

/** SQL for the product of two such amounts, exact. */
export function productSql(a: string, b: string): string {
  return `CAST(CAST(${a} AS DECIMAL(38, 6)) * ${b} AS DECIMAL(38, 12))`;
}

/** SQL that tells whether a text looks like a date of a pattern; 31 February does. */
export function isDateSql(text: string, { pattern }: DatePattern): string {
  return `regexp_full_match(trim(${text}), ${quoteText(pattern)})`;
}

/**
 * SQL for the time a text means: as written, and in UTC where the pattern has a zone. NULL for days that do not exist.
 */
export function dateSql(text: string, { strptime }: DatePattern): string {
  if (strptime === 'iso') return `TRY_CAST(trim(${text}) AS TIMESTAMP)`;
  if (strptime === 'iso instant') return instantSql(`trim(${text})`);
  return `try_strptime(trim(${text}), ${quoteText(strptime)})`;
}

/** The time as written, less the offset at its end. */
function instantSql(text: string): string {
  const written = `TRY_CAST(regexp_replace(${text}, ' ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)$', '') AS TIMESTAMP)`;
  const part = (place: number) => `regexp_extract(${text}, '([+-])([0-9]{2}):?([0-9]{2})?$', ${place})`;
  const number = (place: number) => `coalesce(TRY_CAST(${part(place)} AS BIGINT), 0)`;
  const minutes = `(${number(2)} * 60 + ${number(3)}) * CASE WHEN ${part(1)} = '-' THEN -1 ELSE 1 END`;
  return `${written} - to_minutes(${minutes})`;
}
