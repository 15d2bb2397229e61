import { InputError } from '../core/input-error.js';
import { call, column, type Expression } from '../engine/plan/expression.js';

/**
 * The condition that a row is of the last days before the day of reckoning.
 *
 * @throws {InputError} Unless it is a whole number of days from 1 on.
 */
export function within(days: number | undefined): Expression | undefined {
  if (days === undefined) return undefined;
  if (!Number.isInteger(days) || days < 1) {
    throw new InputError(`feature: withinDays is ${days}; give a whole number from 1 on.`);
  }
  return call('less', column('@age'), days);
}

/** The words behind a meaning. */
export function withinWords(days: number | undefined): string {
  return days === undefined ? '' : ` in the last ${days} days`;
}

/** Both conditions, as far as there are any. */
export function both(a: Expression | undefined, b: Expression | undefined): Expression | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return call('and', a, b);
}
