import { InputError } from '../core/input-error.js';
import { checkFinite } from './check-finite.js';
import { exactSum, sum } from './sum.js';

/**
 * Gini coefficient: how unequally a total, for example revenue, is spread over customers.
 *
 * @param values - One a customer, none below 0.
 * @returns 0 (all have the same, also when all have nothing) to `1 - 1 / n` (one has everything).
 * @throws {InputError} For no values, one that is not finite, and one below 0, where the coefficient means nothing, with
 *   its position.
 *
 * @example
 * gini([1, 2, 2, 3, 10, 30, 52]); // 0.62
 */
export function gini(values: ArrayLike<number>): number {
  const n = values.length;
  if (n === 0) throw new InputError('gini: there are no values.');
  checkFinite('gini', values);
  for (let i = 0; i < n; i++) {
    if (values[i] < 0) {
      throw new InputError(`gini: value ${i + 1} is ${values[i]}. It is defined for values of 0 and more.`);
    }
  }
  const total = exactSum('gini', values);
  if (total === 0) return 0;
  if (!Number.isFinite(n * total)) {
    throw new InputError(`gini: ${n} times the total, ${total}, passes 1.8e308. Scale the values first.`);
  }
  const sorted = Float64Array.from(values).sort();
  return sum(sorted.map((value, i) => (2 * (i + 1) - n - 1) * value)) / (n * total);
}
