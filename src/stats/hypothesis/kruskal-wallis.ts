import { chiSquaredUpperTail } from '../chi-squared.js';
import { type GroupedNumbers, groupedNumbers } from '../grouped/grouped-numbers.js';
import { momentsOf } from '../moments.js';
import { checkGroups } from './one-way-anova.js';
import { unequalSpread } from './unequal-spread.js';

/** Whether groups differ in rank. */
export interface KruskalWallis {
  /** Corrected for ties. */
  readonly h: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
  /** Share of the variance of ranks between groups, less that of chance: (H − k + 1) / (n − k). */
  readonly epsilonSquared: number;
  readonly n: number;
  /** Why p may say less about who has more: groups of unlike size that spread unlike. */
  readonly warnings: readonly string[];
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
  const labels = Int32Array.from(groups.flatMap((group, g) => new Array<number>(group.length).fill(g)));
  const ordered = groupedNumbers(values, labels, groups.length);
  return { ...kruskalWallisOfRanks(ordered), warnings: unequalSpread(groups.map(momentsOf)) };
}

/** The same, of groups that are in order; empty ones are left out. */
export function kruskalWallisOfRanks(ordered: GroupedNumbers): Omit<KruskalWallis, 'warnings'> {
  const filled = ordered.groups.flatMap((group, g) => (group.length > 0 ? [g] : []));
  const n = ordered.sorted.length;
  const between = filled.reduce((sum, g) => sum + ordered.rankSums[g] ** 2 / ordered.groups[g].length, 0);
  // With ties ranks vary less than 1, 2, … do: dividing by their own variance is the usual correction.
  const spread = ordered.rankSquares / (n - 1);
  const h = spread > 0 ? between / spread : 0;
  const k = filled.length;
  return {
    h,
    degreesOfFreedom: k - 1,
    p: chiSquaredUpperTail(h, k - 1),
    epsilonSquared: n > k ? (h - k + 1) / (n - k) : 0,
    n,
  };
}
