import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import { quantile } from '../../stats/quantile.js';

/**
 * A value with the interval in which the middle of its resampled values lies.
 *
 * @param drawn - One a resample; those that could not be computed are `undefined`.
 * @returns `undefined` where more than a twentieth of them could not be computed.
 */
export function percentileEstimate(
  value: number,
  drawn: readonly (number | undefined)[],
  n: number,
  confidence: number,
): Estimate | undefined {
  const known = Float64Array.from(drawn.filter((each) => each !== undefined)).sort();
  if (known.length < 0.95 * drawn.length) return undefined;
  const at = (p: number) => quantile(known, drawnShare(p, known.length));
  return {
    value,
    low: Math.min(value, at((1 - confidence) / 2)),
    high: Math.max(value, at((1 + confidence) / 2)),
    n,
    confidence,
    method: `bootstrap of customers within arms, ${formatNumber(drawn.length)} resamples, percentile interval`,
  };
}

/** Where type 7 finds what lies at p of one value more than drawn: with few resamples it would come out too far inside. */
function drawnShare(p: number, count: number): number {
  return Math.min(1, Math.max(0, ((count + 1) * p - 1) / (count - 1)));
}
