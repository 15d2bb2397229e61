import { aggregate, column } from '../engine/plan/expression.js';
import { type Feature, feature, formula, summary } from './feature.js';
import type { FeatureWindow } from './feature-name.js';
import { within, withinWords } from './within.js';

/**
 * Money of all orders, summed exactly to 6 digits after the point.
 *
 * @example
 * monetary().info.basis; // 'B8'
 */
export function monetary<const Name extends string = 'monetary'>(
  options: FeatureWindow<Name> = {},
): Feature<Name, number> {
  const meaning = `Money of all orders${withinWords(options.withinDays)}.`;
  const sum = aggregate('sum', [column('@amount')], within(options.withinDays));
  const info = { unit: 'currency', basis: 'B8', digits: 2, meaning } as const;
  return feature(options.name ?? ('monetary' as Name), info, summary('rows', sum));
}

/**
 * Money by order. Missing for customers without orders.
 *
 * @example
 * averageOrderValue().info.unit; // 'currency'
 */
export function averageOrderValue<const Name extends string = 'averageOrderValue'>(
  options: FeatureWindow<Name> = {},
): Feature<Name, number | null> {
  const where = within(options.withinDays);
  const meaning = `Mean money of an order${withinWords(options.withinDays)}.`;
  const value = formula(
    'divide',
    summary('rows', aggregate('sum', [column('@amount')], where)),
    summary('orders', aggregate('count', [], where)),
  );
  const info = { unit: 'currency', basis: 'B8', digits: 2, meaning } as const;
  return feature(options.name ?? ('averageOrderValue' as Name), info, value);
}
