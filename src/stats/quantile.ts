import { InputError } from '../core/input-error.js';

/**
 * Quantile of sorted values, linear between neighbours (type 7, the default of R and NumPy).
 *
 * @param sorted - Values in ascending order.
 * @param p - Share of values below, 0 (smallest value) to 1 (largest).
 * @throws {InputError} For no values, or `p` outside 0 to 1.
 *
 * Source: Hyndman and Fan, "Sample quantiles in statistical packages", Am. Stat. 50 (1996) 361-365.
 *
 * @example
 * quantile([1, 2, 3, 4], 0.25); // 1.75
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) throw new InputError('quantile: there are no values.');
  if (!(p >= 0 && p <= 1)) throw new InputError(`quantile: p is ${p}. It runs from 0 to 1.`);
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}
