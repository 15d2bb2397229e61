import { ascendingOrder } from './hochberg.js';

/**
 * p-values corrected for their number so that the chance of a single false alarm stays below a level, for tests that do not
 * work against each other. Never larger than Hochberg's.
 *
 * @param pValues - 0 to 1 each.
 * @returns In the order in which they came.
 * @throws {InputError} For a p-value outside 0 to 1.
 *
 * O(count²). Source: Hommel, Biometrika 75 (1988) 383-386; the steps as in Wright, Biometrics 48 (1992) 1005-1013.
 *
 * @example
 * hommel([0.01, 0.02, 0.03])[2]; // 0.03
 */
export function hommel(pValues: ArrayLike<number>): Float64Array {
  const order = ascendingOrder('hommel', pValues);
  const count = order.length;
  const sorted = Float64Array.from(order, (i) => pValues[i]);
  const adjusted = sorted.slice();
  for (let size = count; size > 1; size--) {
    let least = Infinity; // of the largest `size` - 1
    for (let j = 1; j < size; j++) least = Math.min(least, (size * sorted[count - size + j]) / (j + 1));
    for (let i = 0; i < count; i++) {
      const bound = i > count - size ? least : Math.min(least, size * sorted[i]);
      adjusted[i] = Math.max(adjusted[i], bound);
    }
  }
  const corrected = new Float64Array(count);
  order.forEach((i, rank) => {
    corrected[i] = Math.min(1, adjusted[rank]);
  });
  return corrected;
}
