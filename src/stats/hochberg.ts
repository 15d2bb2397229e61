import { InputError } from '../core/input-error.js';

/**
 * p-values corrected for their number so that the chance of a single false alarm stays below a level, for tests that do not
 * work against each other. Never larger than Holm's.
 *
 * @param pValues - 0 to 1 each.
 * @returns In the order in which they came.
 * @throws {InputError} For a p-value outside 0 to 1.
 *
 * Source: Hochberg, Biometrika 75 (1988) 800-802.
 *
 * @example
 * hochberg([0.01, 0.02, 0.022]); // Float64Array [0.022, 0.022, 0.022]
 */
export function hochberg(pValues: ArrayLike<number>): Float64Array {
  const order = ascendingOrder('hochberg', pValues);
  const corrected = new Float64Array(order.length);
  let smallest = 1;
  for (let rank = order.length - 1; rank >= 0; rank--) {
    smallest = Math.min(smallest, (order.length - rank) * pValues[order[rank]]);
    corrected[order[rank]] = smallest;
  }
  return corrected;
}

/** Positions of p-values from the smallest on, checked. */
export function ascendingOrder(who: string, pValues: ArrayLike<number>): number[] {
  const order = Array.from({ length: pValues.length }, (_, i) => i);
  const wrong = order.find((i) => !(pValues[i] >= 0 && pValues[i] <= 1));
  if (wrong !== undefined) {
    throw new InputError(`${who}: p-value ${wrong + 1} is ${pValues[wrong]}. It lies between 0 and 1.`);
  }
  return order.sort((a, b) => pValues[a] - pValues[b]);
}
