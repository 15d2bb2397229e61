import { InputError } from '../../core/input-error.js';
import { findRoot } from '../find-root.js';
import { checkPlan } from './check-plan.js';
import { type ProportionPlan, proportionPower } from './proportion-power.js';

/**
 * Customers of the treated arm that a test of two shares needs to find their difference; not rounded.
 *
 * @param plan - As for `proportionPower`, with the `power` to reach, default 0.8, in place of `n`.
 * @throws {InputError} For equal shares, whose difference no number of customers shows, and numbers out of range.
 *
 * @example
 * proportionSampleSize({ control: 0.05, treated: 0.0625 }); // 5332.1217…
 */
export function proportionSampleSize(plan: Omit<ProportionPlan, 'n'> & { readonly power?: number }): number {
  const who = 'proportionSampleSize';
  const { power = 0.8, alpha = 0.05, control, treated, ratio = 1, sides = 'two-sided' } = plan;
  checkPlan(who, { alpha, power });
  if (control === treated || (sides === 'greater' && treated < control)) {
    throw new InputError(
      `${who}: the treated have ${treated}, the control group ${control}. No number of customers shows it.`,
    );
  }
  const least = Math.max(1, 1 / ratio);
  const missing = (n: number) => proportionPower({ ...plan, n }) - power;
  if (missing(least) >= 0) return least;
  let high = least * 2;
  while (missing(high) < 0) {
    high *= 2;
    if (high > 1e15) {
      throw new InputError(`${who}: ${treated} against ${control} needs more than 1e15 customers.`);
    }
  }
  return findRoot(missing, high / 2, high, 1e-13);
}
