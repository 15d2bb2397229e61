import type { StepPlan } from '../core/step.js';
import { quantile } from '../stats/quantile.js';
import { type ColumnStepKind, columnStepPlan, Unfit } from './column-step.js';
import { scaledBy } from './scaled-expression.js';

/**
 * A step that scales columns by what outliers do not move: minus the median, over the range between the quartiles
 * (type 7). A column in which all are alike becomes 0, and a note says so.
 *
 * @param columns - Columns to scale; default all.
 * @throws {InputError} Fitting: for a column whose quartiles are equal though not all are alike, as half of the customers
 *   share a value: its outliers would count without bound.
 *
 * @example
 * const toScale = fitPreparation(matrix([[1], [2], [3], [4], [100]]), [robustStep()]);
 * toScale.apply(matrix([[3], [5]])).data; // Float64Array [0, 1]
 */
export function robustStep(columns?: readonly string[]): StepPlan {
  return columnStepPlan(ROBUST, columns);
}

/** Its parameters are median and range; a range of 0 marks a constant column. */
export const ROBUST: ColumnStepKind = {
  kind: 'robust',
  who: 'robustStep',
  needs: 'It is too far out for a number.',
  learn(values) {
    const sorted = values.slice().sort();
    const [low, median, high] = [0.25, 0.5, 0.75].map((p) => quantile(sorted, p));
    const alike = sorted[0] === sorted[sorted.length - 1];
    if (high === low && !alike) {
      throw new Unfit(
        `is ${median} for at least half of the customers, so its quartiles have no range. Use zStep, or quantileStep.`,
      );
    }
    return [median, high - low];
  },
  forward: (value, [median, range]) => (range === 0 ? 0 : (value - median) / range),
  express: (x, [median, range]) => scaledBy(x, median, range),
  back: (value, [median, range]) => median + value * range,
  note: (name, [, range]) =>
    range === 0
      ? `All customers are alike in ${name}: it becomes 0 and does not tell them apart.`
      : undefined,
};
