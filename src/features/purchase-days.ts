import { aggregate } from '../engine/plan/expression.js';
import { type Feature, feature, summary } from './feature.js';
import type { FeatureWindow } from './feature-name.js';
import { within, withinWords } from './within.js';

/**
 * Days with at least one order.
 *
 * @example
 * purchaseDays().info.unit; // 'days'
 */
export function purchaseDays<const Name extends string = 'purchaseDays'>(
  options: FeatureWindow<Name> = {},
): Feature<Name, number> {
  const meaning = `Days with orders${withinWords(options.withinDays)}.`;
  const count = aggregate('count', [], within(options.withinDays));
  return feature(
    options.name ?? ('purchaseDays' as Name),
    { unit: 'days', basis: 'B4', meaning },
    summary('days', count),
  );
}
