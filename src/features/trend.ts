import { InputError } from '../core/input-error.js';
import { aggregate, call, column } from '../engine/plan/expression.js';
import { type Feature, feature, formula, summary } from './feature.js';
import type { FeatureName } from './feature-name.js';

/**
 * Trend of money or orders: the slope of the least-squares line through the sums of the last periods of 30 days, periods
 * without orders as 0. Above 0 grows. 0 for customers without orders in these periods.
 *
 * @param of - `money` (in the currency by period) or `orders`.
 * @param options - `periods`: number of periods of 30 days up to the day of reckoning, 2 to 120, default 12.
 * @throws {InputError} For another number of periods.
 *
 * The line through (t, y) has slope Σ (t - mean t) y / Σ (t - mean t)², so that periods of 0 need not be filled in.
 *
 * @example
 * trend('orders', { periods: 6 }).name; // 'ordersTrend'
 */
export function trend<const Name extends string = string>(
  of: 'money' | 'orders',
  options: FeatureName<Name> & { readonly periods?: number } = {},
): Feature<Name, number> {
  const { periods = 12 } = options;
  if (!Number.isInteger(periods) || periods < 2 || periods > 120) {
    throw new InputError(`trend: periods is ${periods}; give a whole number from 2 to 120.`);
  }
  // Twice the distance of the period from the middle, a whole number: sums of it are exact.
  const age = column('@age');
  const period = call('floor', call('divide', age, 30));
  const weight = call('subtract', periods - 1, call('multiply', 2, period));
  const during = call('less', age, 30 * periods);
  const value = of === 'money' ? call('multiply', column('@amount'), weight) : weight;
  const squares = (periods * (periods * periods - 1)) / 12; // Σ (t - mean t)² for t = 1 … periods
  const sum = summary('orders', aggregate('sum', [value], during));
  const unit = of === 'money' ? {} : { unit: 'orders' };
  const info = {
    ...unit,
    basis: 'B4',
    meaning: `Slope of ${of} by period of 30 days over the last ${periods} periods; above 0 grows.`,
  } as const;
  return feature(options.name ?? (`${of}Trend` as Name), info, formula('divide', sum, 2 * squares));
}
