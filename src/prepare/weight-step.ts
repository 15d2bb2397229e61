import { InputError } from '../core/input-error.js';
import type { StepPlan } from '../core/step.js';
import { call } from '../engine/plan/expression.js';
import { type ColumnStepKind, columnStepPlan } from './column-step.js';

/**
 * A step that multiplies columns by weights, after scaling: a column of weight 2 counts in squared distances as four
 * of weight 1.
 *
 * @param weights - Weight of each column, above 0; columns that are not named stay.
 * @throws {InputError} For a weight that is not above 0, and none at all.
 *
 * @example
 * fitPreparation(matrix([[1, 1]], ['a', 'b']), [weightStep({ b: 2 })]).apply(matrix([[1, 1]], ['a', 'b'])).data; // Float64Array [1, 2]
 */
export function weightStep(weights: Readonly<Record<string, number>>): StepPlan {
  const names = Object.keys(weights);
  if (names.length === 0) throw new InputError('weightStep: there are no weights.');
  for (const name of names) {
    if (!(weights[name] > 0 && weights[name] < Infinity)) {
      throw new InputError(
        `weightStep: the weight of "${name}" is ${weights[name]}; give a number above 0.`,
        {
          column: name,
        },
      );
    }
  }
  return columnStepPlan({ ...WEIGHT, learn: (_, name) => [weights[name]] }, names);
}

/** Its parameter is the weight. */
export const WEIGHT: ColumnStepKind = {
  kind: 'weight',
  who: 'weightStep',
  needs: 'Times its weight it is too large for a number.',
  learn: () => [],
  forward: (value, [weight]) => value * weight,
  express: (x, [weight]) => call('multiply', x, call('toNumber', weight)),
  back: (value, [weight]) => value / weight,
};
