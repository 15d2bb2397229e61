import { chiSquaredUpperTail } from '../chi-squared.js';
import { midRanks } from '../mid-ranks.js';
import { checkGroups } from './one-way-anova.js';

/** Whether groups differ in rank. */
export interface KruskalWallis {
  /** Corrected for ties. */
  readonly h: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
  /** Share of the variance of ranks between groups, less that of chance: (H − k + 1) / (n − k). */
  readonly epsilonSquared: number;
  readonly n: number;
}

/**
 * Whether values of some groups tend to be larger than those of others, whatever their distribution: analysis of variance of
 * ranks.
 *
 * @param groups - Values of two groups or more.
 * @returns p by the chi-squared distribution: about five values a group are needed. Where all values are equal, H is 0.
 * @throws {InputError} For fewer than two groups, an empty one, and values that are not finite.
 *
 * O(values log values). Source: Kruskal and Wallis, "Use of ranks in one-criterion variance analysis", Journal of the American
 * Statistical Association 47 (1952) 583-621.
 *
 * @example
 * kruskalWallis([[1, 2, 3], [4, 5, 6]]).h; // 3.857142857142854
 */
export function kruskalWallis(groups: readonly ArrayLike<number>[]): KruskalWallis {
  checkGroups('kruskalWallis', groups);
  const values = Float64Array.from(groups.flatMap((group) => Array.from(group)));
  const n = values.length;
  const ranks = midRanks(values);
  const middle = (n + 1) / 2;
  let between = 0;
  let at = 0;
  for (const group of groups) {
    let own = 0;
    for (let i = 0; i < group.length; i++) own += ranks[at++] - middle;
    between += (own * own) / group.length;
  }
  // With ties ranks vary less than 1, 2, … do: dividing by their own variance is the usual correction.
  const spread = ranks.reduce((sum, rank) => sum + (rank - middle) ** 2, 0) / (n - 1);
  const h = spread > 0 ? between / spread : 0;
  const k = groups.length;
  return {
    h,
    degreesOfFreedom: k - 1,
    p: chiSquaredUpperTail(h, k - 1),
    epsilonSquared: n > k ? (h - k + 1) / (n - k) : 0,
    n,
  };
}
