import type { ColumnInfo } from '../core/column.js';
import { InputError } from '../core/input-error.js';
import { call, column, type Expression } from '../engine/plan/expression.js';
import { type Feature, rowFeature } from './feature.js';

/** How a code is read before it is cut. */
export interface CodeForm {
  /** Zeros are put in front up to so many characters, for codes that were read as numbers (US postal code 2134 is 02134). */
  readonly padTo?: number;
}

/**
 * The first characters of a code, once blanks, dots and hyphens are out and a to z are capitals. Missing where nothing
 * is left.
 */
export function codePrefix<Name extends string>(
  who: string,
  name: Name,
  of: string,
  length: number,
  { padTo }: CodeForm,
  info: ColumnInfo,
): Feature<Name, string | null> {
  const whole = (value: number) => Number.isInteger(value) && value >= 1;
  if (!whole(length)) throw new InputError(`${who}: length is ${length}; give a whole number from 1 on.`);
  if (padTo !== undefined && !(whole(padTo) && padTo >= length)) {
    throw new InputError(`${who}: padTo is ${padTo}; give a whole number from ${length} on.`);
  }
  const plain = [' ', '.', '-'].reduce<Expression>(
    (text, sign) => call('without', text, sign),
    call('upperCase', call('toText', column(of))),
  );
  const code = call('missingIf', plain, '');
  const padded = padTo === undefined ? code : call('zeroPadded', code, padTo);
  return rowFeature(name, info, call('firstLetters', padded, length));
}
