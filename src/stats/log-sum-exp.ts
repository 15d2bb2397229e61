/**
 * Logarithm of the sum of exponentials, without overflow: log(e^a + e^b + …). Of no values, and of minus infinities
 * only, minus infinity. O(values).
 *
 * @param values - Logarithms, for example of densities.
 *
 * @example
 * logSumExp([1000, 1000]); // 1000.6931471805599
 */
export function logSumExp(values: ArrayLike<number>): number {
  let largest = -Infinity;
  for (let i = 0; i < values.length; i++) if (!(values[i] <= largest)) largest = values[i];
  if (!Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.exp(values[i] - largest);
  return largest + Math.log(sum);
}
