import { normalQuantile } from '../normal-quantile.js';
import { normalUpperTail } from '../normal-upper-tail.js';
import { cohensH } from '../proportions/cohens-h.js';
import { checkInnerShare, checkPlan, checkSize, type Sides } from './check-plan.js';

/** How a comparison of shares is planned. */
export interface ProportionPlan {
  /** Expected share of the control group, above 0 and below 1. */
  readonly control: number;
  /** Expected share of the treated, above 0 and below 1. */
  readonly treated: number;
  /** Customers of the treated arm; need not be whole. */
  readonly n: number;
  /** Customers of the control group over those of the treated, default 1. */
  readonly ratio?: number;
  /** Chance of a false alarm, default 0.05. */
  readonly alpha?: number;
  /** Default `two-sided`. */
  readonly sides?: Sides;
  /**
   * `variances` (default): the z test with the pooled share, whose error differs under both suppositions. `arcsine`:
   * Cohen's h.
   */
  readonly method?: 'variances' | 'arcsine';
}

/**
 * Chance that a test of two shares finds a difference that is there.
 *
 * @throws {InputError} For shares that are not between 0 and 1, and numbers out of range.
 *
 * Source: Fleiss, Levin, Paik, "Statistical Methods for Rates and Proportions", 3rd ed. (2003), 4; Cohen (1988), 6.
 *
 * @example
 * proportionPower({ control: 0.75, treated: 0.5, n: 76.7 }); // 0.8999…
 */
export function proportionPower(plan: ProportionPlan): number {
  const who = 'proportionPower';
  const { control, treated, n, ratio = 1, alpha = 0.05, sides = 'two-sided', method = 'variances' } = plan;
  checkPlan(who, { alpha });
  checkSize(who, n, 1);
  checkSize(who, n * ratio, 1);
  checkInnerShare(who, 'the share of the control group', control);
  checkInnerShare(who, 'the share of the treated', treated);
  const limit = normalQuantile(1 - alpha / (sides === 'two-sided' ? 2 : 1));
  const { none, some, distance } = errorsOf(control, treated, ratio, method);
  const root = Math.sqrt(n);
  const above = normalUpperTail((limit * none - distance * root) / some);
  if (sides === 'greater') return above;
  return Math.min(1, above + normalUpperTail((limit * none + distance * root) / some));
}

/** Distance of the shares and its standard errors for one treated customer, without and with the effect. */
function errorsOf(control: number, treated: number, ratio: number, method: 'variances' | 'arcsine') {
  if (method === 'arcsine') {
    const error = Math.sqrt(1 + 1 / ratio);
    return { none: error, some: error, distance: cohensH(treated, control) };
  }
  const pooled = (treated + ratio * control) / (1 + ratio);
  return {
    none: Math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio)),
    some: Math.sqrt(treated * (1 - treated) + (control * (1 - control)) / ratio),
    distance: treated - control,
  };
}
