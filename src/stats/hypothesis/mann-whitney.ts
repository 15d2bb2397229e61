import { chiSquaredUpperTail } from '../chi-squared.js';
import { groupedNumbers } from '../grouped/grouped-numbers.js';
import { momentsOf } from '../moments.js';
import { checkGroups } from './one-way-anova.js';
import { unequalSpread } from './unequal-spread.js';

/** Whether values of one group tend to be larger. */
export interface MannWhitney {
  /** Pairs in which the first is larger; ties count half. */
  readonly u: number;
  /** With the correction for continuity and ties; 0 where all values are equal. */
  readonly z: number;
  /** Two-sided, by the normal distribution: eight values a group or more are needed. */
  readonly p: number;
  /** Chance that a value of the first group is larger than one of the second; ties count half. */
  readonly probability: number;
  /** Why p may say less about who has more: groups of unlike size that spread unlike. */
  readonly warnings: readonly string[];
}

/**
 * Whether values of one group tend to be larger than those of another, whatever their distribution.
 *
 * @throws {InputError} For an empty group and values that are not finite.
 *
 * O(values log values). Source: Mann and Whitney, "On a test of whether one of two random variables is stochastically larger
 * than the other", Annals of Mathematical Statistics 18 (1947) 50-60.
 *
 * @example
 * mannWhitney([1, 2, 3], [4, 5, 6]).u; // 0
 */
export function mannWhitney(first: ArrayLike<number>, second: ArrayLike<number>): MannWhitney {
  checkGroups('mannWhitney', [first, second]);
  const values = Float64Array.from([...Array.from(first), ...Array.from(second)]);
  const labels = Int32Array.from(values, (_, i) => Number(i >= first.length));
  const { rankSums, rankSquares } = groupedNumbers(values, labels, 2);
  const warnings = unequalSpread([momentsOf(first), momentsOf(second)]);
  return { ...mannWhitneyOfRanks(rankSums[0], first.length, second.length, rankSquares), warnings };
}

/**
 * The same, of ranks.
 *
 * @param rankSum - Of the first group, less what it would be at random.
 * @param rankSquares - Sum of the squared distances of all ranks from their middle.
 */
export function mannWhitneyOfRanks(
  rankSum: number,
  first: number,
  second: number,
  rankSquares: number,
): Omit<MannWhitney, 'warnings'> {
  const n = first + second;
  const variance = n > 1 ? ((first * second) / n) * (rankSquares / (n - 1)) : 0;
  const off = Math.max(0, Math.abs(rankSum) - 0.5);
  const z = variance > 0 ? (Math.sign(rankSum) * off) / Math.sqrt(variance) : 0;
  const u = rankSum + (first * second) / 2;
  return { u, z, p: chiSquaredUpperTail(z * z, 1), probability: u / (first * second) };
}
