import { InputError } from '../../core/input-error.js';
import { findRoot } from '../find-root.js';
import { checkInnerShare, checkPlan, checkSize } from './check-plan.js';
import { type ProportionPlan, proportionPower } from './proportion-power.js';
import { type TTestPlan, tTestPower } from './t-test-power.js';

/**
 * The smallest difference of means that a t test finds with a power, in standard deviations of single customers.
 *
 * @param plan - As for `tTestPower`, with the `power` to reach, default 0.8, in place of `effect`.
 * @throws {InputError} For arms of fewer than two customers, and numbers out of range.
 *
 * @example
 * detectableEffect({ n: 63.765610587854056 }); // 0.49999…
 */
export function detectableEffect(plan: Omit<TTestPlan, 'effect'> & { readonly power?: number }): number {
  const who = 'detectableEffect';
  const { power = 0.8, alpha = 0.05 } = plan;
  checkPlan(who, { alpha, power });
  checkSize(who, plan.n, 2);
  const missing = (effect: number) => tTestPower({ ...plan, effect }) - power;
  let high = 1 / Math.sqrt(plan.n);
  while (missing(high) < 0) {
    high *= 2;
    if (high > 1e6)
      throw new InputError(`${who}: with ${plan.n} customers no effect is found with power ${power}.`);
  }
  return findRoot(missing, 0, high, 1e-12);
}

/**
 * The smallest share above that of the control group which a test of two shares finds with a power.
 *
 * @param plan - As for `proportionPower`, with the `power` to reach, default 0.8, in place of `treated`.
 * @returns The share of the treated; `undefined` where even a share of all but one would not be found.
 * @throws {InputError} For numbers out of range.
 *
 * @example
 * detectableShare({ control: 0.05, n: 5332.1217268 }); // 0.0625…
 */
export function detectableShare(
  plan: Omit<ProportionPlan, 'treated'> & { readonly power?: number },
): number | undefined {
  const who = 'detectableShare';
  const { power = 0.8, alpha = 0.05, control, n } = plan;
  checkPlan(who, { alpha, power });
  checkSize(who, n, 1);
  checkInnerShare(who, 'the share of the control group', control);
  const missing = (treated: number) => proportionPower({ ...plan, treated }) - power;
  const most = 1 - (1 - control) * 1e-9;
  const least = control + (1 - control) * 1e-12;
  return missing(most) < 0 ? undefined : findRoot(missing, least, most, 1e-12);
}
