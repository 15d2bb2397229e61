import { aggregate, column, quantileOf } from '../engine/plan/expression.js';
import { type Feature, feature, formula, summary } from './feature.js';
import type { FeatureName } from './feature-name.js';

/**
 * Mean days between an order and the next: the days from first to last order over the orders but one. Two orders of a
 * day are 0 days apart. Missing for customers with one order.
 *
 * @example
 * meanGap().name; // 'meanGapDays'
 */
export function meanGap<const Name extends string = 'meanGapDays'>(
  options: FeatureName<Name> = {},
): Feature<Name, number | null> {
  const [last, first] = (['maximum', 'minimum'] as const).map((name) =>
    summary('rows', aggregate(name, [column('@day')])),
  );
  const orders = summary('orders', aggregate('count'));
  const info = {
    unit: 'days',
    basis: 'B4',
    meaning: 'Mean days between an order and the next; missing with one order.',
  } as const;
  const value = formula('divide', formula('subtract', last, first), formula('subtract', orders, 1));
  return feature(options.name ?? ('meanGapDays' as Name), info, value);
}

/**
 * Median days between a day with orders and the next. Missing for customers of one day.
 *
 * @example
 * medianGap().info.unit; // 'days'
 */
export function medianGap<const Name extends string = 'medianGapDays'>(
  options: FeatureName<Name> = {},
): Feature<Name, number | null> {
  const info = {
    unit: 'days',
    basis: 'B4',
    meaning: 'Median days between a day with orders and the next; missing with one such day.',
  } as const;
  const median = summary('days', quantileOf(column('@gap'), 0.5));
  return feature(options.name ?? ('medianGapDays' as Name), info, median);
}

/**
 * How irregular orders come: standard deviation of the gaps between days with orders over their mean. 0 is a
 * clock, 1 is chance (a Poisson process). Missing with fewer than three such days.
 *
 * @example
 * gapVariation().name; // 'gapVariation'
 */
export function gapVariation<const Name extends string = 'gapVariation'>(
  options: FeatureName<Name> = {},
): Feature<Name, number | null> {
  const gap = column('@gap');
  const mean = formula(
    'divide',
    summary('days', aggregate('sum', [gap])),
    summary('days', aggregate('count', [gap])),
  );
  const info = {
    basis: 'B4',
    meaning: 'Deviation of the gaps between days with orders over their mean: 0 is regular, 1 is chance.',
  } as const;
  const value = formula('divide', summary('days', aggregate('deviation', [gap])), mean);
  return feature(options.name ?? ('gapVariation' as Name), info, value);
}
