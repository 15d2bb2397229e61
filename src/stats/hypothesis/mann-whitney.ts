import { chiSquaredUpperTail } from '../chi-squared.js';
import { midRanks } from '../mid-ranks.js';
import { checkGroups } from './one-way-anova.js';

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
  const [a, b] = [first.length, second.length];
  const ranks = midRanks(Float64Array.from([...Array.from(first), ...Array.from(second)]));
  const n = a + b;
  const middle = (n + 1) / 2;
  let own = 0;
  for (let i = 0; i < a; i++) own += ranks[i];
  const u = own - (a * (a + 1)) / 2;
  const squares = ranks.reduce((sum, rank) => sum + (rank - middle) ** 2, 0);
  const variance = n > 1 ? (a * b * squares) / (n * (n - 1)) : 0;
  const off = Math.max(0, Math.abs(u - (a * b) / 2) - 0.5);
  const z = variance > 0 ? (Math.sign(u - (a * b) / 2) * off) / Math.sqrt(variance) : 0;
  return { u, z, p: chiSquaredUpperTail(z * z, 1), probability: u / (a * b) };
}
