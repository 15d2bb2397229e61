import { median } from '../median.js';
import { checkGroups, type OneWayAnova, oneWayAnova } from './one-way-anova.js';

/**
 * Whether groups spread alike: analysis of variance of the distances from the median of the own group, which outliers and
 * skewness disturb little.
 *
 * @param groups - Values of two groups or more.
 * @throws {InputError} As `oneWayAnova`.
 *
 * O(values log values). Source: Brown and Forsythe, "Robust tests for the equality of variances", Journal of the American
 * Statistical Association 69 (1974) 364-367.
 *
 * @example
 * leveneTest([[1, 2, 3], [10, 20, 30]]).p > 0.05; // true
 */
export function leveneTest(groups: readonly ArrayLike<number>[]): Omit<OneWayAnova, 'warnings'> {
  checkGroups('leveneTest', groups);
  const { warnings: _, ...test } = oneWayAnova(
    groups.map((group) => {
      const middle = median(group);
      return Float64Array.from(group, (value) => Math.abs(value - middle));
    }),
  );
  return test;
}
