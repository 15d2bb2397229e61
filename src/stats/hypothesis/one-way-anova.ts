import { InputError } from '../../core/input-error.js';
import { checkFinite } from '../check-finite.js';
import { fUpperTail } from '../f-upper-tail.js';
import { mean } from '../mean.js';
import { sum } from '../sum.js';

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
  const who = 'oneWayAnova';
  checkGroups(who, groups);
  const n = groups.reduce((count, group) => count + group.length, 0);
  const k = groups.length;
  if (n <= k)
    throw new InputError(`${who} needs two values or more in a group; there are ${n} in ${k} groups.`);
  const means = groups.map((group) => mean(group));
  const all = mean(Float64Array.from(groups.flatMap((group) => Array.from(group))));
  const between = sum(Float64Array.from(means, (own, g) => groups[g].length * (own - all) ** 2));
  const within = sum(
    Float64Array.from(groups.flatMap((group, g) => Array.from(group, (value) => (value - means[g]) ** 2))),
  );
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
