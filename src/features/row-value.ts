import { InputError } from '../core/input-error.js';
import { column, type Expression } from '../engine/plan/expression.js';
import type { Feature } from './feature.js';

/** A column, by name, or a feature of the one row that a customer has. */
export type RowOperand = string | Feature;

/**
 * What a feature of one row is computed by, so that features can be made of features.
 *
 * @throws {InputError} For a feature of several rows.
 */
export function rowValue(who: string, of: RowOperand): Expression {
  if (typeof of === 'string') return column(of);
  const { value } = of;
  if (of.oneRow !== true || value.kind !== 'summary') {
    throw new InputError(
      `${who}: "${of.name}" is a feature of several rows. Compute it first, and name its column.`,
    );
  }
  return value.aggregate.args[0];
}

/** What an operand is called. */
export function rowName(of: RowOperand): string {
  return typeof of === 'string' ? of : of.name;
}
