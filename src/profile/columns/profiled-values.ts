import { columnValues } from '../../core/column-values.js';
import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';

/** A column as it is profiled. */
export type ProfiledValues =
  | {
      readonly name: string;
      readonly kind: 'numbers';
      /** `NaN` where missing. */
      readonly values: Float64Array;
    }
  | {
      readonly name: string;
      readonly kind: 'categories';
      /** `undefined` where missing. */
      readonly values: readonly (string | undefined)[];
    };

/** Most values of a column that is taken for categories without being asked. */
const MOST_CATEGORIES = 12;
/** From here on squares of a million customers overflow. */
const LARGEST = 1e150;

/**
 * Values of a column as numbers or as categories.
 *
 * @param kind - What they are taken for; default what they are, `undefined` where they are neither.
 * @throws {InputError} For a value that is no finite number in a column of numbers, with its row.
 */
export function profiledValues(
  table: Table,
  name: string,
  kind?: ProfiledValues['kind'],
): ProfiledValues | undefined {
  const found = kind ?? kindOf(columnValues(table, name));
  if (found === 'numbers') return { name, kind: found, values: numberValues(table, name) };
  if (found === 'categories') return { name, kind: found, values: categoryValues(table, name) };
  return undefined;
}

/** Values of a column of numbers, `NaN` where missing. */
export function numberValues(table: Table, name: string): Float64Array {
  return toNumbers(columnValues(table, name), name);
}

/** Values of a column of categories, `undefined` where missing. */
export function categoryValues(table: Table, name: string): readonly (string | undefined)[] {
  return Array.from(columnValues(table, name), toCategory);
}

function kindOf(values: ArrayLike<unknown>): ProfiledValues['kind'] | undefined {
  let first = 0;
  while (first < values.length && isMissing(values[first])) first++;
  if (first === values.length) return undefined;
  const isNumeric = typeof values[first] === 'number' || typeof values[first] === 'bigint';
  const distinct = new Set<unknown>();
  for (let i = first; i < values.length; i++) {
    const value = values[i];
    const type = typeof value;
    if (isNumeric) {
      if (type !== 'number' && type !== 'bigint' && !isMissing(value)) return undefined;
    } else if (!isMissing(value)) {
      if (type !== 'string' && type !== 'boolean') return undefined;
      distinct.add(value);
      if (distinct.size > MOST_CATEGORIES) return undefined;
    }
  }
  return isNumeric ? 'numbers' : 'categories';
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || Number.isNaN(value) || value === '';
}

function toNumbers(values: ArrayLike<unknown>, name: string): Float64Array {
  const numbers = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (typeof value === 'number' && Math.abs(value) < LARGEST) numbers[row] = value;
    else if (isMissing(value)) numbers[row] = Number.NaN;
    else if (typeof value === 'bigint' || typeof value === 'boolean') numbers[row] = Number(value);
    else {
      if (typeof value === 'number' && Number.isFinite(value)) {
        throw new InputError(
          `profile: row ${row + 1}, column "${name}" is ${value}, too large to be squared. Divide the column or leave it out.`,
          { column: name },
        );
      }
      const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
      throw new InputError(
        `profile: row ${row + 1}, column "${name}" is ${shown}, not a finite number. Name it among the categories or leave it out.`,
        { column: name },
      );
    }
  }
  return numbers;
}

function toCategory(value: unknown): string | undefined {
  if (isMissing(value)) return undefined;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}
