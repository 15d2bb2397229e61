import { exactSum } from './sum.js';

/** How many values, their mean, and how they spread. */
export interface Moments {
  readonly n: number;
  /** NaN without values. */
  readonly mean: number;
  /** What the mean lost when it was rounded: where values differ in their last digits alone, it counts. */
  readonly meanRest: number;
  /** Sum of the squared distances from the mean. */
  readonly squares: number;
}

/**
 * Number, mean and spread of values, the same in any order of them.
 *
 * @throws {InputError} For a value that is not finite or too large to be squared.
 *
 * O(values), about ten times a plain loop.
 *
 * @example
 * momentsOf([1, 2, 6]); // { n: 3, mean: 3, meanRest: 0, squares: 14 }
 */
export function momentsOf(values: ArrayLike<number>): Moments {
  const n = values.length;
  if (n === 0) return { n, mean: Number.NaN, meanRest: 0, squares: 0 };
  const mean = exactSum('moments', values) / n;
  const off = Float64Array.from(values, (value) => value - mean);
  const rest = exactSum('moments', off);
  const squares = exactSum(
    'moments',
    off.map((distance) => distance * distance),
  );
  return { n, mean, meanRest: rest / n, squares: Math.max(0, squares - (rest * rest) / n) };
}

/**
 * The same of values that come sorted, in two passes with the rounding carried along: to about the last digit.
 *
 * O(values). Source: Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54 (1974) 39-51.
 */
export function momentsOfSorted(values: ArrayLike<number>): Moments {
  const n = values.length;
  let total = 0;
  let lost = 0;
  for (let i = 0; i < n; i++) {
    const value = values[i];
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  const mean = (total + lost) / n;
  let rest = 0;
  let squares = 0;
  let squaresLost = 0;
  for (let i = 0; i < n; i++) {
    const off = values[i] - mean;
    rest += off;
    const square = off * off;
    const next = squares + square;
    squaresLost += squares >= square ? squares - next + square : square - next + squares;
    squares = next;
  }
  const meanRest = rest / n;
  return { n, mean, meanRest, squares: Math.max(0, squares + squaresLost - rest * meanRest) };
}

/** Moments of the distances from a center, without writing them down. */
export function momentsOfDistances(values: ArrayLike<number>, center: number): Moments {
  const n = values.length;
  let total = 0;
  let lost = 0;
  for (let i = 0; i < n; i++) {
    const distance = Math.abs(values[i] - center);
    const next = total + distance;
    lost += total >= distance ? total - next + distance : distance - next + total;
    total = next;
  }
  const mean = (total + lost) / n;
  let squares = 0;
  let rest = 0;
  for (let i = 0; i < n; i++) {
    const square = (Math.abs(values[i] - center) - mean) ** 2;
    const next = squares + square;
    rest += squares >= square ? squares - next + square : square - next + squares;
    squares = next;
  }
  return { n, mean, meanRest: 0, squares: squares + rest };
}

/** How far one mean is from another, with what both lost in rounding. */
export function meanDifference(a: Moments, b: Moments): number {
  return a.mean - b.mean + (a.meanRest - b.meanRest);
}

/** Moments of several groups taken together. */
export function pooledMoments(groups: readonly Moments[]): Moments {
  const filled = groups.filter(({ n }) => n > 0);
  if (filled.length === 0) return { n: 0, mean: Number.NaN, meanRest: 0, squares: 0 };
  const n = filled.reduce((sum, group) => sum + group.n, 0);
  // About the first mean, so that a large part common to all does not eat the digits.
  const [first] = filled;
  const away = filled.reduce((sum, group) => sum + (group.n / n) * meanDifference(group, first), 0);
  const mean = first.mean + (first.meanRest + away);
  const all = { mean, meanRest: away - (mean - first.mean) + first.meanRest, n, squares: 0 };
  const squares = filled.reduce(
    (sum, group) => sum + group.squares + group.n * meanDifference(group, all) ** 2,
    0,
  );
  return { ...all, squares };
}

/** Variance by n − 1; 0 for a single value. */
export function varianceOf({ n, squares }: Moments): number {
  return n > 1 ? squares / (n - 1) : 0;
}
