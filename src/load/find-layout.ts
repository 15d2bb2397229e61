import { InputError } from '../core/input-error.js';
import type { TextLayout } from '../engine/duckdb/read-sql.js';
import { KNOWN_DATE_FORMATS } from './date-format.js';
import { textRecords } from './text-records.js';

/** In order of preference where several fit equally well: a semicolon beside decimal commas separates. */
const SEPARATORS = ['\t', ';', '|', ','];
const SAMPLE_RECORDS = 1000;

const NUMBER = /^\s*[+-]?([0-9]+[.,]?[0-9]*|[.,][0-9]+)([eE][+-]?[0-9]+)?\s*$/;
const DATES = KNOWN_DATE_FORMATS.map(({ pattern }) => new RegExp(`^\\s*(?:${pattern})\\s*$`));

/** What the caller already knows of a layout. */
export interface KnownLayout {
  readonly separator?: string;
  readonly header?: boolean;
}

/**
 * Finds how a text file is laid out from its start: the separator that cuts most records into the same
 * number of values, runs of blanks where no character does, and whether the first record holds names.
 *
 * @param whole - Whether `text` is the whole file.
 * @throws {InputError} For a separator that is none.
 * @returns The layout; columns without a name are called `column1`, `column2`, …, and a name that comes
 *   again gets its number: `price`, `price (2)`.
 */
export function findLayout(text: string, whole: boolean, known: KnownLayout = {}): TextLayout {
  checkSeparator(known.separator);
  const separator = known.separator ?? findSeparator(text, whole);
  const records = textRecords(text, separator, whole, SAMPLE_RECORDS);
  const first = records[0] ?? text.split(/\r?\n/, 1);
  const header = known.header ?? hasHeader(first, records.slice(1));
  return { separator, header, names: columnNames(header ? first : first.map(() => '')) };
}

function checkSeparator(separator: string | undefined): void {
  if (separator === undefined || separator === 'blanks' || /^[^\p{L}\p{N}"\r\n]$/u.test(separator)) return;
  throw new InputError(
    `separator ${JSON.stringify(separator)} is none. Give one character, for example ";", or "blanks" for runs of spaces and tabs.`,
  );
}

function findSeparator(text: string, whole: boolean): string {
  let best = ',';
  let bestShare = 0;
  for (const separator of SEPARATORS) {
    const records = textRecords(text, separator, whole, SAMPLE_RECORDS);
    const { width, share } = usualWidth(records);
    if (width > 1 && share > bestShare) {
      best = separator;
      bestShare = share;
    }
  }
  if (bestShare > 0.5 || text.includes('"')) return best;
  const records = textRecords(text, 'blanks', whole, SAMPLE_RECORDS);
  const { width, share } = usualWidth(records);
  const numbers = records.flat().filter(isValue).length;
  return width > 1 && share > 0.9 && numbers >= records.flat().length / 2 ? 'blanks' : best;
}

/** The most frequent number of values in a record, and how many records have it. */
function usualWidth(records: readonly (readonly string[])[]): { width: number; share: number } {
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  let width = 0;
  let count = 0;
  for (const [length, records] of counts) if (records > count) [width, count] = [length, records];
  return { width, share: records.length === 0 ? 0 : count / records.length };
}

/**
 * Names are neither numbers nor dates. Where all columns hold text, the first record holds names unless one
 * of them comes again below.
 */
function hasHeader(first: readonly string[], body: readonly (readonly string[])[]): boolean {
  const texts = first.filter((value) => value.trim() !== '');
  if (texts.length === 0 || texts.some(isValue)) return false;
  if (first.some((_, j) => body.some((record) => isValue(record[j] ?? '')))) return true;
  return !first.some((value, j) => value.trim() !== '' && body.some((record) => record[j] === value));
}

function isValue(text: string): boolean {
  return NUMBER.test(text) || DATES.some((date) => date.test(text));
}

function columnNames(first: readonly string[]): string[] {
  const taken = new Map<string, number>();
  return first.map((text, j) => {
    const name = text.trim() === '' ? `column${j + 1}` : text.trim();
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
