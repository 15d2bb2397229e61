import type { Estimate } from '../../core/estimate.js';
import { chiSquaredUpperTail } from '../../stats/chi-squared.js';
import { normalQuantile } from '../../stats/normal-quantile.js';

/**
 * One-sided p-value of "not worse than a number", from an estimate's interval alone: how far the value lies on the wrong side
 * of the number, in widths of the side of the interval that points to it. `undefined` for an interval without ends.
 */
export function worseP(
  { value, low, high, confidence }: Estimate,
  number: number,
  better: 'higher' | 'lower',
): number | undefined {
  const short = better === 'higher' ? number - value : value - number;
  const half = value < number ? high - value : value - low;
  if (!Number.isFinite(half)) return undefined;
  if (half === 0) return short > 0 ? 0 : 1;
  const z = (normalQuantile((1 + confidence) / 2) * short) / half;
  const tail = chiSquaredUpperTail(z * z, 1) / 2;
  return z >= 0 ? tail : 1 - tail;
}
