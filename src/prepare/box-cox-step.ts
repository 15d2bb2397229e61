import type { StepPlan } from '../core/step.js';
import { call } from '../engine/plan/expression.js';
import { sum } from '../stats/sum.js';
import { type ColumnStepKind, columnStepPlan, Unfit } from './column-step.js';
import { powerOf } from './power-expression.js';
import { isExtremePower, likeliestPower } from './power-likelihood.js';

/**
 * A step that takes skewed columns of values above 0 to the power under which they are most likely normal (Box-Cox):
 * power 1 changes nothing but the origin, 0 is the logarithm. `yeoJohnsonStep` takes values of 0 and less, too.
 *
 * @param columns - Columns to transform; default all.
 * @throws {InputError} Fitting: for a value of 0 or less, and for a column in which all are alike. Applying: for a value
 *   of 0 or less, with row and column.
 *
 * Powers from -5 to 5 are looked at; one at an end is noted. O(customers) for each of about 30 powers.
 * Source: Box and Cox, "An Analysis of Transformations", J. R. Stat. Soc. B 26 (1964) 211-252.
 *
 * @example
 * const spend = matrix([[1], [10], [100]], ['spend']);
 * fitPreparation(spend, [boxCoxStep()]).apply(spend).data[0]; // 0
 */
export function boxCoxStep(columns?: readonly string[]): StepPlan {
  return columnStepPlan(BOX_COX, columns);
}

/** Its parameter is the power. */
export const BOX_COX: ColumnStepKind = {
  kind: 'box-cox',
  who: 'boxCoxStep',
  needs: 'The power needs values above 0: use yeoJohnsonStep, or treat the row apart.',
  learn(values) {
    const least = values.reduce((a, b) => Math.min(a, b));
    if (least <= 0) throw new Unfit(`has ${least}; the power needs values above 0. Use yeoJohnsonStep.`);
    if (values.every((value) => value === values[0]))
      throw new Unfit('is the same for all customers. Leave it out.');
    // Scaled to a geometric mean of 1, which does not change the power, so that high powers stay in range.
    const meanLog = sum(values.map(Math.log)) / values.length;
    const scaled = values.map((value) => Math.exp(Math.log(value) - meanLog));
    return [likeliestPower(scaled, boxCox, 0)];
  },
  forward: (value, [power]) => (value > 0 ? boxCox(value, power) : undefined),
  express: (x, [power]) => powerOf(call('logarithm', x), power),
  back(value, [power]) {
    if (power === 0) return Math.exp(value);
    const base = power * value + 1;
    return base > 0 ? Math.exp(Math.log1p(power * value) / power) : undefined;
  },
  note: (name, [power]) =>
    isExtremePower(power)
      ? `The power of ${name} is ${power.toFixed(2)}, at the end of what is looked at.`
      : undefined,
};

function boxCox(value: number, power: number): number {
  return power === 0 ? Math.log(value) : Math.expm1(power * Math.log(value)) / power;
}
