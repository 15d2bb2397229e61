import { InputError } from '../core/input-error.js';
import { midRanks } from './mid-ranks.js';

/**
 * Area under the receiver operating characteristic: the chance that a case scores higher than a non-case, ties counting
 * half.
 *
 * @param scores - One each.
 * @param cases - Which are cases.
 * @returns 0 to 1; 0.5 is chance, 1 tells all cases from all others.
 * @throws {InputError} For lists of different length, and where there are no cases or only cases.
 *
 * O(n · log n). Source: Hanley and McNeil, "The meaning and use of the area under a ROC curve", Radiology 143 (1982).
 *
 * @example
 * areaUnderCurve([0.1, 0.4, 0.35, 0.8], [false, false, true, true]); // 0.75
 */
export function areaUnderCurve(scores: ArrayLike<number>, cases: readonly boolean[]): number {
  if (scores.length !== cases.length) {
    throw new InputError(`areaUnderCurve: ${scores.length} scores for ${cases.length} cases and others.`);
  }
  const count = cases.filter(Boolean).length;
  const others = cases.length - count;
  if (count === 0 || others === 0) {
    throw new InputError(`areaUnderCurve needs cases and others, got ${count} cases and ${others} others.`);
  }
  const ranks = midRanks(scores);
  const sum = cases.reduce((total, isCase, i) => (isCase ? total + ranks[i] : total), 0);
  return (sum - (count * (count + 1)) / 2) / (count * others);
}
