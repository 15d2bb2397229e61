import { InputError } from '../core/input-error.js';
import type { DatePattern } from '../engine/duckdb/parse-sql.js';

/** A way dates are written. */
export interface DateFormat extends DatePattern {
  /** As people write it, for example `DD.MM.YYYY`. */
  readonly name: string;
}

const MONTH = '(?:0?[1-9]|1[0-2])';
const DAY = '(?:0?[1-9]|[12][0-9]|3[01])';
/** strptime letters with what each may look like. */
const LETTERS: Readonly<Record<string, string>> = {
  Y: '[0-9]{4}',
  y: '[0-9]{2}',
  m: MONTH,
  d: DAY,
  H: '(?:[01]?[0-9]|2[0-3])',
  I: MONTH,
  M: '[0-5][0-9]',
  S: '[0-5][0-9]',
  f: '[0-9]{1,6}',
  b: '[A-Za-z]{3}',
  B: '[A-Za-z]{3,9}',
  p: '[AaPp][Mm]',
};
const ISO_DAY = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const ISO_TIME = '[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?';
/** ISO 8601 without a zone: a day, or a day and a time, as it is written. */
export const ISO_DATE: DateFormat = {
  name: 'YYYY-MM-DD',
  strptime: 'iso',
  pattern: `${ISO_DAY}(${ISO_TIME})?`,
};
/** ISO 8601 with a zone (`Z` or an offset): the instant, in UTC. */
export const ISO_INSTANT: DateFormat = {
  name: 'YYYY-MM-DDTHH:mm:ss with Z or an offset',
  strptime: 'iso instant',
  pattern: `${ISO_DAY}${ISO_TIME} ?(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)`,
};

/**
 * A date format from the plain style (`YYYYMMDD`, `DD.MM.YYYY`, `M/D/YYYY HH:mm`) or strptime's (`%Y%m%d`).
 *
 * @throws {InputError} When a part is unknown or year, month or day is missing.
 *
 * @example
 * dateFormat('DD.MM.YYYY').strptime; // '%d.%m.%Y'
 */
export function dateFormat(format: string): DateFormat {
  const parts = format.includes('%') ? strptimeParts(format) : plainParts(format);
  const letters = parts.filter((part) => part.startsWith('%')).map((part) => part[1]);
  const missing = [/[Yy]/, /[mbB]/, /d/].some((needed) => !letters.some((letter) => needed.test(letter)));
  if (missing) {
    throw new InputError(
      `dateFormat "${format}" does not say where year, month and day stand. Write it like YYYY-MM-DD, DD.MM.YYYY or %Y%m%d.`,
    );
  }
  const pattern = parts.map((part, i) => {
    if (!part.startsWith('%')) return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    const touching = parts[i - 1]?.startsWith('%') || parts[i + 1]?.startsWith('%');
    return touching ? LETTERS[part[1]].replaceAll('0?', '0') : LETTERS[part[1]];
  });
  return { name: format, strptime: parts.join(''), pattern: pattern.join('') };
}

function strptimeParts(format: string): string[] {
  const parts = format.match(/%.|[^%]/g) ?? [];
  const unknown = parts.find((part) => part.startsWith('%') && LETTERS[part[1]] === undefined);
  if (unknown !== undefined) {
    throw new InputError(
      `dateFormat "${format}": ${unknown} is not known. Known are ${Object.keys(LETTERS)
        .map((letter) => `%${letter}`)
        .join(' ')}.`,
    );
  }
  return parts;
}

function plainParts(format: string): string[] {
  const tokens = format.match(/y{4}|y{2}|m{1,4}|d{1,2}|h{1,2}|s{1,2}|[ap]m|a|t|\p{L}+|[^\p{L}]/giu) ?? [];
  const twelveHours = tokens.some((token) => /^([ap]m|a)$/i.test(token));
  let afterHour = false; // `mm` is the month before the hour and the minute after it
  return tokens.map((token) => {
    const kind = token[0].toLowerCase();
    if (kind === 'y') return token.length === 4 ? '%Y' : '%y';
    if (kind === 'm' && token.length > 2) return token.length === 3 ? '%b' : '%B';
    if (kind === 'm') return afterHour ? '%M' : '%m';
    if (kind === 'd') return '%d';
    if (kind === 's') return '%S';
    if (kind === 'h') {
      afterHour = true;
      return twelveHours ? '%I' : '%H';
    }
    if (/^([ap]m|a)$/i.test(token)) return '%p';
    if (kind === 't' || !/\p{L}/u.test(token)) return token;
    throw new InputError(
      `dateFormat "${format}": "${token}" is not understood. Use YYYY, MM, DD, HH, mm and ss, or strptime's %Y %m %d.`,
    );
  });
}

const DAYS_FIRST = [
  'DD.MM.YYYY',
  'DD/MM/YYYY',
  'DD-MM-YYYY',
  'DD.MM.YY',
  'DD/MM/YY',
  'DD MMM YYYY',
  'DD-MMM-YYYY',
];
const OTHERS = ['YYYY/MM/DD', 'YYYY.MM.DD', 'MM/DD/YYYY', 'MM-DD-YYYY', 'MM/DD/YY', 'MMM DD, YYYY'];

/** The formats that are tried when none is given. */
export const KNOWN_DATE_FORMATS: readonly DateFormat[] = [
  ISO_DATE,
  ISO_INSTANT,
  { ...dateFormat('YYYYMMDD'), pattern: '(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])' },
  ...[...DAYS_FIRST, ...OTHERS].flatMap((day) =>
    ['', ' HH:mm', ' HH:mm:ss', ' HH:mm a'].map((time) => dateFormat(day + time)),
  ),
];
