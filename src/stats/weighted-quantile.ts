import { InputError } from '../core/input-error.js';

/**
 * Quantile of sorted values that count by their weights, linear between neighbours. Equal weights give `quantile`; weights of
 * any scale give the same.
 *
 * @param sorted - Values in ascending order.
 * @param weights - Above 0, one a value.
 * @param p - Share of the weight below, 0 (smallest value) to 1 (largest).
 * @throws {InputError} For no values, another number of weights, and `p` outside 0 to 1.
 *
 * O(values). A value stands at the weight before it over all the weight but its own, which is 0 for the first and 1 for the last.
 *
 * @example
 * weightedQuantile([1, 2, 3, 4], [1, 1, 1, 1], 0.25); // 1.75
 */
export function weightedQuantile(sorted: ArrayLike<number>, weights: ArrayLike<number>, p: number): number {
  const n = sorted.length;
  if (n === 0) throw new InputError('weightedQuantile: there are no values.');
  if (weights.length !== n)
    throw new InputError(`weightedQuantile: ${weights.length} weights for ${n} values. Give one a value.`);
  if (!(p >= 0 && p <= 1)) throw new InputError(`weightedQuantile: p is ${p}. It runs from 0 to 1.`);
  let total = 0;
  for (let i = 0; i < n; i++) total += weights[i];
  let before = 0;
  let place = 0;
  for (let i = 0; i < n; i++) {
    const next = i === n - 1 ? 1 : before / (total - weights[i]);
    if (next >= p || i === n - 1) {
      if (i === 0 || next <= p) return sorted[i];
      return sorted[i - 1] + ((p - place) / (next - place)) * (sorted[i] - sorted[i - 1]);
    }
    place = next;
    before += weights[i];
  }
  return sorted[n - 1];
}
