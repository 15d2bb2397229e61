import { InputError } from '../../core/input-error.js';
import { normalQuantile } from '../normal-quantile.js';
import { normalUpperTail } from '../normal-upper-tail.js';

/** How false alarms are spent: late (`obrien-fleming`), evenly (`pocock`), or as a power of the part of the data. */
export type Spending = 'obrien-fleming' | 'pocock' | { readonly power: number };

/**
 * Part of the false alarms that may be spent by a part of the data (Lan and DeMets).
 *
 * @param spending - `obrien-fleming`: 2 − 2 Φ(z / √t), z for half of `alpha`; `pocock`: alpha · ln(1 + (e − 1) t); a power:
 *   alpha · t^power.
 * @param time - Part of the data, 0 to 1.
 * @param alpha - What may be spent when all data are in.
 * @throws {InputError} For a time outside 0 to 1, alpha outside (0, 1), a power that is not above 0.
 *
 * Source: Lan and DeMets, Biometrika 70 (1983) 659-663; Kim and DeMets, Biometrika 74 (1987) 149-154.
 *
 * @example
 * spentAlpha({ power: 2 }, 0.5, 0.05); // 0.0125
 */
export function spentAlpha(spending: Spending, time: number, alpha: number): number {
  if (!(time >= 0 && time <= 1))
    throw new InputError(`spentAlpha: time is ${time}. It lies between 0 and 1.`);
  if (!(alpha > 0 && alpha < 1))
    throw new InputError(`spentAlpha: alpha is ${alpha}. It lies between 0 and 1.`);
  if (time === 0) return 0;
  if (spending === 'obrien-fleming') {
    return Math.min(alpha, 2 * normalUpperTail(normalQuantile(1 - alpha / 2) / Math.sqrt(time)));
  }
  if (spending === 'pocock') return alpha * Math.log1p((Math.E - 1) * time);
  if (!(spending.power > 0 && Number.isFinite(spending.power))) {
    throw new InputError(`spentAlpha: the power is ${spending.power}. It has to be above 0.`);
  }
  return alpha * time ** spending.power;
}
