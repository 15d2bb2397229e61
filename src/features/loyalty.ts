import { aggregate, call, column } from '../engine/plan/expression.js';
import { type Feature, feature, formula, summary } from './feature.js';
import type { FeatureName } from './feature-name.js';

/**
 * The value of a column that most of a customer's money goes to; of equal ones the first in the order of code points.
 * Without amounts it is the value of most rows. Missing for customers with none.
 *
 * @example
 * favourite('brand').name; // 'brandFavourite'
 */
export function favourite<const Name extends string = string>(
  name: string,
  options: FeatureName<Name> = {},
): Feature<Name, string | null> {
  const first = call('equal', column('@place'), 1);
  const top = summary({ kind: 'values', column: name }, aggregate('maximum', [column(name)], first));
  const info = { basis: 'B4', meaning: `The ${name} that most is spent on.` } as const;
  return feature(options.name ?? (`${name}Favourite` as Name), info, top);
}

/**
 * Loyalty to one value of a column, a brand or a shop: the share of a customer's orders with the favourite one. 0 to
 * 1; 1 where there is one value only. Missing for customers with none.
 *
 * @example
 * loyalty('brand').info.unit; // 'share'
 */
export function loyalty<const Name extends string = string>(
  name: string,
  options: FeatureName<Name> = {},
): Feature<Name, number | null> {
  const level = { kind: 'choices', column: name } as const;
  const all = summary(level, aggregate('count'));
  const most = summary(
    { kind: 'values of choices', column: name },
    aggregate('maximum', [column('@choices')]),
  );
  const info = {
    unit: 'share',
    basis: 'B4',
    meaning: `Share of orders whose main ${name} is the most frequent one of the customer.`,
  } as const;
  return feature(options.name ?? (`${name}Loyalty` as Name), info, formula('divide', most, all));
}

/**
 * Switching: the share of orders whose main value of a column is another than in the order before. 0 to 1. Missing for
 * customers with fewer than two orders that have one.
 *
 * @example
 * switching('brand').name; // 'brandSwitching'
 */
export function switching<const Name extends string = string>(
  name: string,
  options: FeatureName<Name> = {},
): Feature<Name, number | null> {
  const level = { kind: 'choices', column: name } as const;
  const changed = call('not', call('equal', column(name), column('@before')));
  const switches = summary(level, aggregate('count', [], changed));
  const followers = summary(level, aggregate('count', [column('@before')]));
  const info = {
    unit: 'share',
    basis: 'B4',
    meaning: `Share of orders whose main ${name} is not that of the order before.`,
  } as const;
  return feature(options.name ?? (`${name}Switching` as Name), info, formula('divide', switches, followers));
}
