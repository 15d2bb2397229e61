import { DAY_MS } from '../core/day.js';
import { InputError } from '../core/input-error.js';
import { unknownName } from '../core/unknown-name.js';
import type { ColumnEncoding } from './column-encodings.js';

/** Whether nothing is there. */
export function isMissing(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === null || value === undefined || Number.isNaN(value);
}

/** The level that a value is, without blanks around it. */
export function levelOf(value: unknown): string {
  return String(value).trim();
}

/** The number that a value becomes. */
export function numberOf(
  column: string,
  row: number,
  value: unknown,
  encoding: Exclude<ColumnEncoding, { kind: 'category' }>,
): number {
  switch (encoding.kind) {
    case 'number': {
      const number = typeof value === 'bigint' || typeof value === 'boolean' ? Number(value) : value;
      if (typeof number !== 'number' || !Number.isFinite(number))
        throw misfit(column, row, value, 'a finite number');
      return number;
    }
    case 'ordered': {
      const place = encoding.levels.indexOf(levelOf(value));
      if (place < 0) throw unknownLevel(column, row, levelOf(value), encoding.levels);
      return place;
    }
    case 'yes-no': {
      const word = String(value).trim().toLowerCase();
      if (encoding.yes.includes(word)) return 1;
      if (encoding.no.includes(word)) return 0;
      throw misfit(column, row, value, 'yes or no; name the words: yesNoColumn({ yes: […], no: […] })');
    }
    case 'date': {
      const time = value instanceof Date ? value.getTime() : Number.NaN;
      if (Number.isNaN(time)) throw misfit(column, row, value, 'a Date');
      return encoding.asOf - Math.floor(time / DAY_MS);
    }
  }
}

/** A value that is not of the kind that was stated. */
function misfit(column: string, row: number, value: unknown, needed: string): InputError {
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return new InputError(`encoding: row ${row + 1}, column "${column}" is ${shown}, not ${needed}.`, {
    column,
  });
}

/** A level that was not there when the encoding was fitted. */
export function unknownLevel(
  column: string,
  row: number,
  level: string,
  known: readonly string[],
): InputError {
  const { message } = unknownName(`encoding: row ${row + 1}, column "${column}"`, 'level', level, known);
  return new InputError(message, { column });
}

const WAYS_OUT: Readonly<Record<ColumnEncoding['kind'], string>> = {
  number: "numberColumn({ missing: 'median' })",
  category: "categoryColumn({ missing: 'not stated' })",
  ordered: "orderedColumn(levels, { missing: '…' })",
  'yes-no': 'yesNoColumn({ missing: 0 })',
  date: "dateColumn(asOf, { missing: 'median' })",
};

/** A missing value that nothing stands in for. */
export function missingError(column: string, row: number, { kind }: ColumnEncoding): InputError {
  return new InputError(
    `encoding: row ${row + 1}, column "${column}" is missing. Say what stands in for it, for example ${WAYS_OUT[kind]}.`,
    { column },
  );
}
