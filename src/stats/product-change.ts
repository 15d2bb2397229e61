import { InputError } from '../core/input-error.js';
import { checkFinite } from './check-finite.js';

/**
 * What each factor of a product contributes to its change, the factors having changed one after the other, in the mean of
 * all orders in which they could have (Shapley's value): the parts add up to the change, and no order is preferred.
 *
 * @param before - Factors of the product before, at most 10.
 * @param after - The same factors after.
 * @throws {InputError} For lists of unlike length, more than 10 factors, and one that is not finite.
 *
 * O(2^factors · factors). Source: Shapley, "A value for n-person games" (1953); Sun, Energy Economics 20 (1998) 85-100 for
 * products.
 *
 * @example
 * productChange([10, 2], [12, 3]); // [5, 11]
 */
export function productChange(before: readonly number[], after: readonly number[]): number[] {
  const who = 'productChange';
  const n = before.length;
  if (after.length !== n) {
    throw new InputError(`${who}: ${n} factors before and ${after.length} after. Give the same factors.`);
  }
  if (n > 10) throw new InputError(`${who}: ${n} factors; it takes 10 at most.`);
  checkFinite(who, before);
  checkFinite(who, after);
  const parts = new Array<number>(n).fill(0);
  for (let i = 0; i < n; i++) {
    for (let changed = 0; changed < 1 << n; changed++) {
      if (changed & (1 << i)) continue;
      let product = weight(changed, n);
      for (let j = 0; j < n; j++) {
        if (j === i) continue;
        product *= changed & (1 << j) ? after[j] : before[j];
      }
      parts[i] += product * (after[i] - before[i]);
    }
  }
  return parts;
}

/** Share of the orders of `n` factors in which just these have changed before a certain one. */
function weight(changed: number, n: number): number {
  let size = 0;
  for (let rest = changed; rest > 0; rest >>= 1) size += rest & 1;
  let choices = n;
  for (let i = 0; i < size; i++) choices = (choices * (n - 1 - i)) / (i + 1); // n · (n − 1 over size)
  return 1 / choices;
}
