import { InputError } from '../core/input-error.js';
import { contingency } from './contingency.js';

/**
 * Adjusted Rand index: how far two labellings put the same things together, beyond chance.
 *
 * @param a - Labels: whole numbers from 0, gaps allowed.
 * @param b - Labels of the same things in the same order; how they are numbered does not matter.
 * @returns At most 1 (the same groups); 0 is what chance gives on average, below 0 is worse than chance. Two
 *   labellings that both put all things together, or both all apart, agree: 1.
 * @throws {InputError} For no labels, or labellings of different length.
 *
 * Source: Hubert and Arabie, "Comparing partitions", J. Classif. 2 (1985) 193-218.
 *
 * @example
 * adjustedRand([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2]); // 0.2424…
 */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const { counts, rowTotals, columnTotals, total } = contingency(a, b);
  if (total === 0) throw new InputError('adjustedRand: there are no labels.');
  const together = pairs(counts);
  const inA = pairs(rowTotals);
  const inB = pairs(columnTotals);
  const all = (total * (total - 1)) / 2;
  if (inA === together && inB === together) return 1;
  const expected = (inA / all) * inB;
  return (together - expected) / ((inA + inB) / 2 - expected);
}

function pairs(counts: Float64Array): number {
  let sum = 0;
  for (const count of counts) sum += (count * (count - 1)) / 2;
  return sum;
}
