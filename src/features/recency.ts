import { aggregate, column } from '../engine/plan/expression.js';
import { type Feature, feature, summary } from './feature.js';
import type { FeatureName } from './feature-name.js';

/**
 * Days since the last order: whole days from its day to the day of reckoning, 0 on the same day. Missing for customers
 * without orders.
 *
 * @example
 * const customers = await featureTable(orders, [recency()], { asOf: '2026-01-01' });
 * customers.columnNames(); // ['customerId', 'recencyDays']
 */
export function recency<const Name extends string = 'recencyDays'>(
  options: FeatureName<Name> = {},
): Feature<Name, number> {
  const info = { unit: 'days', basis: 'B4', meaning: 'Whole days since the last order.' } as const;
  return feature(
    options.name ?? ('recencyDays' as Name),
    info,
    summary('rows', aggregate('minimum', [column('@age')])),
  );
}
