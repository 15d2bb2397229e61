import { InputError } from '../core/input-error.js';

/**
 * p-values corrected for how many there are (Holm): the chance of one or more false alarms stays below the level, whatever
 * the tests have to do with each other.
 *
 * @param pValues - 0 to 1 each.
 * @returns In the order in which they came.
 * @throws {InputError} For a p-value outside 0 to 1.
 *
 * Source: Holm, "A simple sequentially rejective multiple test procedure", Scand. J. Stat. 6 (1979) 65-70.
 *
 * @example
 * holm([0.01, 0.04, 0.03]); // Float64Array [0.03, 0.06, 0.06]
 */
export function holm(pValues: ArrayLike<number>): Float64Array {
  const count = pValues.length;
  const order = Array.from({ length: count }, (_, i) => i);
  const wrong = order.find((i) => !(pValues[i] >= 0 && pValues[i] <= 1));
  if (wrong !== undefined) {
    throw new InputError(`holm: p-value ${wrong + 1} is ${pValues[wrong]}. It lies between 0 and 1.`);
  }
  order.sort((a, b) => pValues[a] - pValues[b]);
  const corrected = new Float64Array(count);
  let largest = 0;
  order.forEach((i, rank) => {
    largest = Math.max(largest, Math.min(1, (count - rank) * pValues[i]));
    corrected[i] = largest;
  });
  return corrected;
}
