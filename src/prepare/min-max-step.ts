import type { StepPlan } from '../core/step.js';
import { type ColumnStepKind, columnStepPlan } from './column-step.js';
import { scaledBy } from './scaled-expression.js';

/**
 * A step that takes the least value of a column to 0 and the greatest to 1. New customers may lie beyond. One outlier
 * squeezes all others together: `robustStep` and `quantileStep` do not. A column in which all are alike becomes 0, and a
 * note says so.
 *
 * @param columns - Columns to scale; default all.
 *
 * @example
 * fitPreparation(matrix([[2], [4]]), [minMaxStep()]).apply(matrix([[3], [6]])).data; // Float64Array [0.5, 2]
 */
export function minMaxStep(columns?: readonly string[]): StepPlan {
  return columnStepPlan(MIN_MAX, columns);
}

/** Its parameters are least value and range; a range of 0 marks a constant column. */
export const MIN_MAX: ColumnStepKind = {
  kind: 'min-max',
  who: 'minMaxStep',
  needs: 'It is too far out for a number.',
  learn(values) {
    const least = values.reduce((a, b) => Math.min(a, b));
    return [least, values.reduce((a, b) => Math.max(a, b)) - least];
  },
  forward: (value, [least, range]) => (range === 0 ? 0 : (value - least) / range),
  express: (x, [least, range]) => scaledBy(x, least, range),
  back: (value, [least, range]) => least + value * range,
  note: (name, [, range]) =>
    range === 0
      ? `All customers are alike in ${name}: it becomes 0 and does not tell them apart.`
      : undefined,
};
