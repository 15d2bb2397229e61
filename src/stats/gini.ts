import { InputError } from '../core/input-error.js';
import { sum } from './sum.js';

/**
 * Gini coefficient: how unequally a total, for example revenue, is spread over customers.
 *
 * @param values - One a customer, none below 0.
 * @returns 0 (all have the same, also when all have nothing) to `1 - 1 / n` (one has everything).
 * @throws {InputError} For no values, and for one below 0, where the coefficient means nothing.
 *
 * @example
 * gini([1, 2, 2, 3, 10, 30, 52]); // 0.62
 */
export function gini(values: ArrayLike<number>): number {
  const n = values.length;
  if (n === 0) throw new InputError('gini: there are no values.');
  const sorted = Float64Array.from(values).sort();
  if (!(sorted[0] >= 0)) {
    throw new InputError(`gini: one value is ${sorted[0]}. It is defined for values of 0 and more.`);
  }
  const total = sum(sorted);
  if (total === 0) return 0;
  return sum(sorted.map((value, i) => (2 * (i + 1) - n - 1) * value)) / (n * total);
}
