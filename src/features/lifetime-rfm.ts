import { InputError } from '../core/input-error.js';
import { aggregate, call, column } from '../engine/plan/expression.js';
import { type Feature, feature, formula, summary } from './feature.js';

/**
 * Recency, frequency and monetary value as models of lifetime value mean them, which is not what segmentation means:
 * `repeatPurchases` counts the days with purchases after the first; `lastPurchaseAge` is the age of the customer (time
 * since the first purchase) on the last of them, 0 without repeat; `customerAge` is the age on the day of reckoning;
 * `repeatMonetaryMean` is the mean money of the days after the first, 0 without repeat.
 *
 * @param options - `unitDays`: days of the unit of time, default 7 (weeks). `money`: whether there are amounts, default `true`.
 * @throws {InputError} For a unit that is not above 0.
 *
 * Source: Fader, Hardie and Lee, "Counting Your Customers the Easy Way", Marketing Science 24 (2005) 275-284.
 *
 * @example
 * const table = await featureTable(orders, lifetimeRfm(), { asOf: '2026-01-01' });
 * table.columnNames(); // ['customerId', 'repeatPurchases', 'lastPurchaseAge', 'customerAge', 'repeatMonetaryMean']
 */
export function lifetimeRfm(
  options: { readonly unitDays?: number; readonly money?: boolean } = {},
): readonly Feature<'repeatPurchases' | 'lastPurchaseAge' | 'customerAge' | 'repeatMonetaryMean', number>[] {
  const { unitDays = 7, money = true } = options;
  if (!(unitDays > 0 && unitDays < Infinity)) {
    throw new InputError(`lifetimeRfm: unitDays is ${unitDays}; give a number above 0.`);
  }
  const unit = unitDays === 7 ? 'weeks' : unitDays === 1 ? 'days' : `units of ${unitDays} days`;
  const age = column('@age');
  const first = summary('rows', aggregate('maximum', [age]));
  const last = summary('rows', aggregate('minimum', [age]));
  const repeats = formula('subtract', summary('days', aggregate('count')), 1);
  const time = (days: ReturnType<typeof formula> | typeof first) => formula('divide', days, unitDays);
  const later = call('less', 1, column('@place'));
  const spent = summary('days', aggregate('sum', [column('@amount')], later));
  return [
    feature(
      'repeatPurchases',
      { unit: 'days', basis: 'B8', meaning: 'Days with purchases after the first day.' },
      repeats,
    ),
    feature(
      'lastPurchaseAge',
      { unit, basis: 'B8', meaning: 'Time from the first purchase to the last; 0 without repeat.' },
      time(formula('subtract', first, last)),
    ),
    feature(
      'customerAge',
      { unit, basis: 'B8', meaning: 'Time from the first purchase to the day of reckoning.' },
      time(first),
    ),
    ...(money
      ? [
          feature(
            'repeatMonetaryMean',
            {
              unit: 'currency',
              basis: 'B8',
              digits: 2,
              meaning: 'Mean money of a day after the first; 0 without repeat.',
            },
            formula('firstFilled', formula('divide', spent, repeats), 0),
          ),
        ]
      : []),
  ];
}
