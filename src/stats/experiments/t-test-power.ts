import { InputError } from '../../core/input-error.js';
import { studentTQuantile } from '../student-t.js';
import { checkPlan, checkSize, type Sides } from './check-plan.js';
import { noncentralTUpperTail } from './noncentral-t.js';

/** How a comparison of means is planned. */
export interface TTestPlan {
  /** Difference of the means, in standard deviations of single customers (Cohen's d). */
  readonly effect: number;
  /** Customers of the treated arm; need not be whole. */
  readonly n: number;
  /** Customers of the control group over those of the treated, default 1; 0 for one sample against a known mean. */
  readonly ratio?: number;
  /** Chance of a false alarm, default 0.05. */
  readonly alpha?: number;
  /** Default `two-sided`. */
  readonly sides?: Sides;
}

/**
 * Chance that Student's t test finds a difference of means that is there.
 *
 * @throws {InputError} For arms of fewer than two customers, and numbers out of range.
 *
 * Source: Cohen, "Statistical Power Analysis for the Behavioral Sciences", 2nd ed. (1988), 2; as R's pwr.
 *
 * @example
 * tTestPower({ effect: 0.5, n: 50 }); // 0.6968934…
 */
export function tTestPower({ effect, n, ratio = 1, alpha = 0.05, sides = 'two-sided' }: TTestPlan): number {
  const who = 'tTestPower';
  checkPlan(who, { alpha });
  checkSize(who, n, 2);
  if (!Number.isFinite(effect)) throw new InputError(`${who}: the effect is ${effect}. It has to be finite.`);
  if (!(ratio >= 0 && Number.isFinite(ratio))) {
    throw new InputError(`${who}: ratio is ${ratio}. It is 0 for one sample, else above 0.`);
  }
  if (ratio > 0) checkSize(who, n * ratio, 1);
  const degrees = ratio === 0 ? n - 1 : n * (1 + ratio) - 2;
  const noncentrality = effect * Math.sqrt(ratio === 0 ? n : (n * ratio) / (1 + ratio));
  const limit = studentTQuantile(1 - alpha / (sides === 'two-sided' ? 2 : 1), degrees);
  const above = noncentralTUpperTail(limit, degrees, noncentrality);
  if (sides === 'greater') return above;
  return Math.min(1, above + noncentralTUpperTail(limit, degrees, -noncentrality));
}
