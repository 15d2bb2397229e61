import { InputError } from '../../core/input-error.js';
import { findRoot } from '../find-root.js';
import { checkPlan } from './check-plan.js';
import { type TTestPlan, tTestPower } from './t-test-power.js';

/**
 * Customers of the treated arm that Student's t test needs to find a difference of means; not rounded.
 *
 * @param plan - As for `tTestPower`, with the `power` to reach, default 0.8, in place of `n`.
 * @throws {InputError} For an effect of 0, which no number of customers shows, and numbers out of range.
 *
 * @example
 * tTestSampleSize({ effect: 0.5 }); // 63.76561…
 */
export function tTestSampleSize(plan: Omit<TTestPlan, 'n'> & { readonly power?: number }): number {
  const who = 'tTestSampleSize';
  const { power = 0.8, alpha = 0.05, effect, sides = 'two-sided' } = plan;
  checkPlan(who, { alpha, power });
  if (effect === 0 || (sides === 'greater' && effect < 0)) {
    throw new InputError(`${who}: the effect is ${effect}. No number of customers shows it.`);
  }
  const least = Math.max(2, plan.ratio === undefined || plan.ratio === 0 ? 2 : 1 / plan.ratio);
  const missing = (n: number) => tTestPower({ ...plan, n }) - power;
  if (missing(least) >= 0) return least;
  let high = least * 2;
  while (missing(high) < 0) {
    high *= 2;
    if (high > 1e12) throw new InputError(`${who}: an effect of ${effect} needs more than 1e12 customers.`);
  }
  return findRoot(missing, high / 2, high, 1e-13);
}
