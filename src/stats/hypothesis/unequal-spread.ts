import { formatNumber } from '../../core/format.js';
import { type Moments, varianceOf } from '../moments.js';

/** From here on sizes, and variances, are called unlike. */
const UNLIKE_SIZES = 1.5;
const UNLIKE_VARIANCES = 1.5;

/**
 * What to say of tests that take groups to spread alike, where groups of unlike size do not: their p-values come out too small
 * or too large.
 *
 * @returns One sentence, or none.
 *
 * Source: Welch, "On the comparison of several mean values: an alternative approach", Biometrika 38 (1951) 330-336.
 */
export function unequalSpread(groups: readonly Moments[]): string[] {
  const sizes = groups.map(({ n }) => n);
  const variances = groups.filter(({ n }) => n > 1).map(varianceOf);
  const sizeRatio = Math.max(...sizes) / Math.min(...sizes);
  const varianceRatio = Math.max(...variances) / Math.min(...variances);
  if (!(sizeRatio >= UNLIKE_SIZES && varianceRatio >= UNLIKE_VARIANCES)) return [];
  const times = (ratio: number) =>
    ratio === Infinity ? 'without a variance in one' : `up to ${formatNumber(ratio, { digits: 1 })} times`;
  return [
    `Groups differ in size (${times(sizeRatio)}) and in variance (${times(varianceRatio)}), which this test takes to be alike: trust Welch's.`,
  ];
}
