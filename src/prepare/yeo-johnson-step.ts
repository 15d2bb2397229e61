import type { StepPlan } from '../core/step.js';
import { call } from '../engine/plan/expression.js';
import { sum } from '../stats/sum.js';
import { type ColumnStepKind, columnStepPlan, Unfit } from './column-step.js';
import { powerOf } from './power-expression.js';
import { isExtremePower, likeliestPower } from './power-likelihood.js';

/**
 * A step that takes skewed columns to the power under which they are most likely normal, values of 0 and below among
 * them (Yeo-Johnson): of values from 0 on it is Box-Cox of one plus the value. Power 1 changes nothing.
 *
 * @param columns - Columns to transform; default all.
 * @throws {InputError} Fitting: for a column in which all are alike.
 *
 * Powers from -5 to 5 are looked at; one at an end is noted. O(customers) for each of about 30 powers.
 * Source: Yeo and Johnson, "A New Family of Power Transformations to Improve Normality or Symmetry", Biometrika 87
 * (2000) 954-959.
 *
 * @example
 * const spend = matrix([[-1], [0], [1], [50]], ['spend']);
 * fitPreparation(spend, [yeoJohnsonStep()]).apply(spend).data[1]; // 0
 */
export function yeoJohnsonStep(columns?: readonly string[]): StepPlan {
  return columnStepPlan(YEO_JOHNSON, columns);
}

/** Its parameter is the power. */
export const YEO_JOHNSON: ColumnStepKind = {
  kind: 'yeo-johnson',
  who: 'yeoJohnsonStep',
  needs: 'The power of it is too large for a number: treat the row apart.',
  learn(values) {
    if (values.every((value) => value === values[0]))
      throw new Unfit('is the same for all customers. Leave it out.');
    const logJacobian = sum(values.map((value) => Math.sign(value) * Math.log1p(Math.abs(value))));
    return [likeliestPower(values, yeoJohnson, logJacobian)];
  },
  forward: (value, [power]) => yeoJohnson(value, power),
  express(x, [power]) {
    const above = powerOf(call('logarithm', call('add', x, 1)), power);
    const below = call('negate', powerOf(call('logarithm', call('subtract', 1, x)), 2 - power));
    return call('choose', call('atMost', 0, x), above, below);
  },
  back(value, [power]) {
    if (value >= 0) return unpower(value, power);
    const size = unpower(-value, 2 - power);
    return size === undefined ? undefined : -size;
  },
  note: (name, [power]) =>
    isExtremePower(power)
      ? `The power of ${name} is ${power.toFixed(2)}, at the end of what is looked at.`
      : undefined,
};

function yeoJohnson(value: number, power: number): number {
  return value >= 0 ? powered(value, power) : -powered(-value, 2 - power);
}

/** Box-Cox of one plus a size. */
function powered(size: number, power: number): number {
  return power === 0 ? Math.log1p(size) : Math.expm1(power * Math.log1p(size)) / power;
}

function unpower(value: number, power: number): number | undefined {
  if (power === 0) return Math.expm1(value);
  return power * value > -1 ? Math.expm1(Math.log1p(power * value) / power) : undefined;
}
