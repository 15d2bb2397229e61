import { InputError } from '../core/input-error.js';

/**
 * Quantile of sorted values, linear between neighbours (type 7, the default of R and NumPy).
 *
 * @param sorted - Values in ascending order.
 * @param p - Share of values below, 0 (smallest value) to 1 (largest).
 * @throws {InputError} For no values, `p` outside 0 to 1, and where a value that is looked at is not finite or not in order,
 *   with its position. Looked at are the first, the last and the two around the quantile.
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
  checkOrder(sorted, [0, below, above, sorted.length - 1]);
  const share = position - below;
  const step = sorted[above] - sorted[below];
  if (step === Infinity) return (1 - share) * sorted[below] + share * sorted[above];
  return sorted[below] + share * step;
}

function checkOrder(sorted: ArrayLike<number>, positions: readonly number[]): void {
  positions.forEach((position, i) => {
    const value = sorted[position];
    if (!Number.isFinite(value)) {
      throw new InputError(`quantile: value ${position + 1} is ${value}, not a finite number.`);
    }
    const before = positions[i - 1] ?? position;
    if (sorted[before] > value) {
      throw new InputError(
        `quantile: value ${position + 1}, ${value}, comes after value ${before + 1}, ${sorted[before]}. Sort the values first.`,
      );
    }
  });
}
