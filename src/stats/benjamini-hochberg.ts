import { InputError } from '../core/input-error.js';

/**
 * p-values corrected so that among those below a level no more than that share are false alarms (false discovery rate), for
 * tests that do not work against each other.
 *
 * @param pValues - 0 to 1 each.
 * @returns In the order in which they came.
 * @throws {InputError} For a p-value outside 0 to 1.
 *
 * Source: Benjamini and Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical Society B 57 (1995)
 * 289-300.
 *
 * @example
 * benjaminiHochberg([0.01, 0.04, 0.03]); // Float64Array [0.03, 0.04, 0.04]
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  const count = pValues.length;
  const order = Array.from({ length: count }, (_, i) => i);
  const wrong = order.find((i) => !(pValues[i] >= 0 && pValues[i] <= 1));
  if (wrong !== undefined) {
    throw new InputError(
      `benjaminiHochberg: p-value ${wrong + 1} is ${pValues[wrong]}. It lies between 0 and 1.`,
    );
  }
  order.sort((a, b) => pValues[b] - pValues[a]);
  const corrected = new Float64Array(count);
  let smallest = 1;
  order.forEach((i, place) => {
    smallest = Math.min(smallest, (count / (count - place)) * pValues[i]);
    corrected[i] = smallest;
  });
  return corrected;
}
