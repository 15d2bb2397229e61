import { InputError } from '../../core/input-error.js';
import type { ValueType } from '../plan/value-type.js';
import { type Frame, textVector, type Vector } from './vector.js';

/** A column in memory as it comes in: any values, and what they should be. */
export interface ColumnIn {
  readonly name: string;
  readonly type: ValueType;
  readonly values: ArrayLike<unknown>;
  /** Whether each row needs a value; default `false`. */
  readonly needed?: boolean;
}

/**
 * Columns as rows of the evaluator; `null`, `undefined`, `NaN` and invalid dates are missing.
 *
 * @throws {InputError} For the first value that is not of its type, or missing where it is needed, with its row.
 */
export function readFrame(who: string, columns: readonly ColumnIn[], rows: number): Frame {
  return { rows, columns: new Map(columns.map((column) => [column.name, readColumn(who, column)])) };
}

function readColumn(who: string, column: ColumnIn): Vector {
  const { values, type, needed } = column;
  const misfit = (row: number): InputError => {
    const value = values[row];
    const shown = typeof value === 'string' ? JSON.stringify(value) : String(value ?? 'missing');
    return new InputError(
      `${who}: row ${row + 1}, column "${column.name}" is ${shown}, not ${type === 'text' && needed === true ? 'an id' : WORDS[type]}.`,
      {
        column: column.name,
      },
    );
  };
  if (type === 'text') {
    const texts = Array.from(values, (value, row) => {
      if (value === null || value === undefined || value === '') return null;
      if (typeof value === 'string') return value;
      if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
        return String(value);
      throw misfit(row);
    });
    const gap = needed === true ? texts.indexOf(null) : -1;
    if (gap >= 0) throw misfit(gap);
    return textVector(texts);
  }
  const read = READERS[type];
  const numbers = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    const number = value === null || value === undefined ? Number.NaN : read(value);
    if (number === undefined || (needed === true && Number.isNaN(number))) throw misfit(row);
    numbers[row] = number;
  }
  return { type, values: numbers, stride: 1 };
}

const WORDS: Readonly<Record<ValueType, string>> = {
  integer: 'a whole number',
  number: 'a number',
  money: 'a number below 10^12',
  text: 'a text',
  boolean: 'true or false',
  time: 'a Date',
};

/** The number that stands for a value; `undefined` where it is none. */
const READERS: Readonly<Record<Exclude<ValueType, 'text'>, (value: unknown) => number | undefined>> = {
  integer: (value) => {
    if (typeof value === 'bigint') return Number(value);
    return Number.isSafeInteger(value) || Number.isNaN(value) ? (value as number) : undefined;
  },
  number: (value) => {
    if (typeof value === 'bigint') return Number(value);
    return typeof value === 'number' && Math.abs(value) !== Infinity ? value : undefined;
  },
  money: (value) => {
    if (typeof value === 'bigint') return Number(value);
    return typeof value === 'number' && !(Math.abs(value) >= 1e12) ? value : undefined;
  },
  boolean: (value) => (typeof value === 'boolean' ? Number(value) : undefined),
  time: (value) => (value instanceof Date ? value.getTime() : undefined),
};
