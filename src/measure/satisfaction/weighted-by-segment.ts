import type { Estimate } from '../../core/estimate.js';
import { normalQuantile } from '../../stats/normal-quantile.js';

/**
 * A number of all customers from those of their segments, each with the weight of its customers: what all would say if who
 * answers in a segment were like who does not.
 *
 * @param range - Ends of the scale, which the interval does not leave.
 * @returns `undefined` where a segment with customers has no number with an interval.
 *
 * Source: Cochran, "Sampling Techniques", 3rd ed. (1977), 5A.9 (stratification after selection).
 */
export function weightedBySegment(
  parts: readonly {
    readonly customers: number;
    readonly estimate: Estimate | undefined;
    readonly variance: number;
  }[],
  [least, most]: readonly [number, number],
  confidence: number,
): Estimate | undefined {
  const used = parts.filter(({ customers }) => customers > 0);
  const all = used.reduce((sum, { customers }) => sum + customers, 0);
  if (
    all === 0 ||
    used.some(({ estimate, variance }) => estimate === undefined || !Number.isFinite(variance))
  ) {
    return undefined;
  }
  let [value, square, n] = [0, 0, 0];
  for (const { customers, estimate, variance } of used) {
    const weight = customers / all;
    value += weight * estimate!.value;
    square += weight * weight * variance;
    n += estimate!.n;
  }
  const half = normalQuantile((1 + confidence) / 2) * Math.sqrt(square);
  return {
    value,
    low: Math.max(least, value - half),
    high: Math.min(most, value + half),
    n,
    confidence,
    method: 'segments weighted by their customers, normal interval',
  };
}
