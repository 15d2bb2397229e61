import { InputError } from '../../core/input-error.js';
import { checkFinite } from '../check-finite.js';
import { fUpperTail } from '../f-upper-tail.js';
import { type Moments, meanDifference, momentsOf, pooledMoments } from '../moments.js';
import { unequalSpread } from './unequal-spread.js';

/** Whether means differ between groups, and how much of the variance that is. */
export interface OneWayAnova {
  readonly f: number;
  readonly degreesOfFreedom: { readonly between: number; readonly within: number };
  readonly p: number;
  /** Share of the variance between groups in this sample, 0 to 1. */
  readonly etaSquared: number;
  /** The same in the population, less biased; below 0 where groups differ less than by chance. */
  readonly omegaSquared: number;
  /** Another estimate of it; below 0 where groups differ less than by chance. */
  readonly epsilonSquared: number;
  readonly n: number;
  /** Why p may be wrong: groups of unlike size that spread unlike. */
  readonly warnings: readonly string[];
}

/**
 * Analysis of variance: whether the means of groups differ by more than chance, if values are about normal and spread alike.
 *
 * @param groups - Values of two groups or more, two values or more in one of them.
 * @returns p correct also far out, where it is tiny. Where nothing varies within groups, F is infinite and p 0, or, where
 *   nothing varies at all, F is 0 and p 1.
 * @throws {InputError} For fewer than two groups, an empty one, no two values in any, and values that are not finite.
 *
 * O(values). Source: Fisher, "Statistical Methods for Research Workers" (1925); Hays, "Statistics" (1963), for omega.
 *
 * @example
 * oneWayAnova([[1, 2, 3], [2, 3, 4], [5, 6, 7]]).f; // 13
 */
export function oneWayAnova(groups: readonly ArrayLike<number>[]): OneWayAnova {
  checkGroups('oneWayAnova', groups);
  return anovaOfMoments(groups.map(momentsOf));
}

/**
 * The same, of the moments of groups that are not empty.
 *
 * @throws {InputError} Where no group has two values.
 */
export function anovaOfMoments(groups: readonly Moments[], who = 'oneWayAnova'): OneWayAnova {
  const k = groups.length;
  const all = pooledMoments(groups);
  const { n } = all;
  if (n <= k)
    throw new InputError(`${who} needs two values or more in a group; there are ${n} in ${k} groups.`);
  const between = groups.reduce((sum, group) => sum + group.n * meanDifference(group, all) ** 2, 0);
  const within = groups.reduce((sum, group) => sum + group.squares, 0);
  const [above, below] = [k - 1, n - k];
  const error = within / below;
  const f = error > 0 ? between / above / error : between > 0 ? Infinity : 0;
  const total = between + within;
  return {
    f,
    degreesOfFreedom: { between: above, within: below },
    p: f === Infinity ? 0 : fUpperTail(f, above, below),
    etaSquared: total > 0 ? between / total : 0,
    omegaSquared: total > 0 ? (between - above * error) / (total + error) : 0,
    epsilonSquared: total > 0 ? (between - above * error) / total : 0,
    n,
    warnings: unequalSpread(groups),
  };
}

/** Checks that there are groups to compare. */
export function checkGroups(who: string, groups: readonly ArrayLike<number>[]): void {
  if (groups.length < 2)
    throw new InputError(
      `${who} compares two groups or more; there ${groups.length === 1 ? 'is 1' : 'are none'}.`,
    );
  groups.forEach((group, g) => {
    if (group.length === 0) throw new InputError(`${who}: group ${g + 1} is empty. Leave it out.`);
    checkFinite(`${who}: group ${g + 1}`, group);
  });
}
