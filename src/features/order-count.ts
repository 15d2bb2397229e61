import { aggregate } from '../engine/plan/expression.js';
import { type Feature, feature, summary } from './feature.js';
import type { FeatureWindow } from './feature-name.js';
import { within, withinWords } from './within.js';

/**
 * Number of orders, not of lines.
 *
 * @example
 * orderCount({ withinDays: 365, name: 'ordersLastYear' }).info.meaning; // 'Number of orders in the last 365 days.'
 */
export function orderCount<const Name extends string = 'orders'>(
  options: FeatureWindow<Name> = {},
): Feature<Name, number> {
  const meaning = `Number of orders${withinWords(options.withinDays)}.`;
  const count = aggregate('count', [], within(options.withinDays));
  return feature(
    options.name ?? ('orders' as Name),
    { unit: 'orders', basis: 'B4', meaning },
    summary('orders', count),
  );
}
