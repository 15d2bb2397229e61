import { aggregate, column } from '../engine/plan/expression.js';
import { type Feature, feature, formula, summary } from './feature.js';
import type { FeatureName } from './feature-name.js';

/**
 * Days since the first order, to the day of reckoning. Missing for customers without orders.
 *
 * @example
 * tenure().name; // 'tenureDays'
 */
export function tenure<const Name extends string = 'tenureDays'>(
  options: FeatureName<Name> = {},
): Feature<Name, number> {
  const info = { unit: 'days', basis: 'B4', meaning: 'Whole days since the first order.' } as const;
  return feature(
    options.name ?? ('tenureDays' as Name),
    info,
    summary('rows', aggregate('maximum', [column('@age')])),
  );
}

/**
 * Days from the first order to the last; 0 for customers of one day.
 *
 * @example
 * activeSpan().name; // 'activeSpanDays'
 */
export function activeSpan<const Name extends string = 'activeSpanDays'>(
  options: FeatureName<Name> = {},
): Feature<Name, number> {
  const info = {
    unit: 'days',
    basis: 'B4',
    meaning: 'Whole days from the first order to the last.',
  } as const;
  const [last, first] = (['maximum', 'minimum'] as const).map((name) =>
    summary('rows', aggregate(name, [column('@day')])),
  );
  return feature(options.name ?? ('activeSpanDays' as Name), info, formula('subtract', last, first));
}
