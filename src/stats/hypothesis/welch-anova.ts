import { InputError } from '../../core/input-error.js';
import { fUpperTail } from '../f-upper-tail.js';
import { type Moments, meanDifference, momentsOf, varianceOf } from '../moments.js';
import { checkGroups } from './one-way-anova.js';

/** Whether means differ between groups that may spread unlike. */
export interface WelchAnova {
  readonly f: number;
  readonly degreesOfFreedom: { readonly between: number; readonly within: number };
  readonly p: number;
  readonly n: number;
}

/**
 * Analysis of variance for groups that spread unlike: whether their means differ by more than chance. For two groups the same
 * as Welch's t.
 *
 * @param groups - Values of two groups or more, two values or more in each.
 * @returns p correct also far out. Where nothing varies in a group, F is infinite and p 0 if the means differ; 0 and 1 if not.
 * @throws {InputError} For fewer than two groups, fewer than two values in one, and values that are not finite.
 *
 * O(values). Source: Welch, "On the comparison of several mean values: an alternative approach", Biometrika 38 (1951) 330-336.
 *
 * @example
 * welchAnova([[1, 2, 3], [2, 3, 4], [5, 6, 7]]).degreesOfFreedom.between; // 2
 */
export function welchAnova(groups: readonly ArrayLike<number>[]): WelchAnova {
  checkGroups('welchAnova', groups);
  const small = groups.findIndex((group) => group.length < 2);
  if (small >= 0) {
    throw new InputError(
      `welchAnova needs two values or more in each group; group ${small + 1} has ${groups[small].length}.`,
    );
  }
  return welchAnovaOfMoments(groups.map(momentsOf));
}

/** The same, of the moments of groups with two or more values. */
export function welchAnovaOfMoments(groups: readonly Moments[]): WelchAnova {
  const k = groups.length;
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const between = k - 1;
  if (groups.some(({ squares }) => squares === 0)) {
    const isFlat = groups.every((group) => meanDifference(group, groups[0]) === 0);
    const degreesOfFreedom = { between, within: n - k };
    return { f: isFlat ? 0 : Infinity, degreesOfFreedom, p: Number(isFlat), n };
  }
  const weights = groups.map((group) => group.n / varianceOf(group));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const [first] = groups; // about its mean, so that what is common to all does not eat their digits
  const center = weights.reduce(
    (sum, weight, g) => sum + (weight / total) * meanDifference(groups[g], first),
    0,
  );
  const spread = weights.reduce(
    (sum, weight, g) => sum + weight * (meanDifference(groups[g], first) - center) ** 2,
    0,
  );
  const lost = weights.reduce((sum, weight, g) => sum + (1 - weight / total) ** 2 / (groups[g].n - 1), 0);
  const within = (k * k - 1) / (3 * lost);
  const f = spread / between / (1 + ((2 * (k - 2)) / (k * k - 1)) * lost);
  return { f, degreesOfFreedom: { between, within }, p: fUpperTail(f, between, within), n };
}
