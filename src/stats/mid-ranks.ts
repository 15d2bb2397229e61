import { checkFinite } from './check-finite.js';

/**
 * Ranks from 1; equal values share the mean of their ranks.
 *
 * @throws {InputError} For a value that is not a finite number, with its position.
 *
 * @example
 * midRanks([10, 20, 20, 30]); // Float64Array [1, 2.5, 2.5, 4]
 */
export function midRanks(values: ArrayLike<number>): Float64Array {
  checkFinite('midRanks', values);
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length);
  for (let first = 0; first < order.length; ) {
    let last = first;
    while (last + 1 < order.length && values[order[last + 1]] === values[order[first]]) last++;
    for (let i = first; i <= last; i++) ranks[order[i]] = (first + last) / 2 + 1;
    first = last + 1;
  }
  return ranks;
}
