import { aggregate, call, column } from '../engine/plan/expression.js';
import { type Feature, feature, formula, summary } from './feature.js';
import type { FeatureName, FeatureWindow } from './feature-name.js';
import { within, withinWords } from './within.js';

/**
 * Mean lines of an order, or with a column of quantities mean pieces. Missing for customers without orders.
 *
 * @example
 * basketSize({ quantity: 'pieces' }).info.unit; // 'pieces'
 */
export function basketSize<const Name extends string = 'basketSize'>(
  options: FeatureWindow<Name> & { readonly quantity?: string } = {},
): Feature<Name, number | null> {
  const { quantity, withinDays, name } = options;
  const where = within(withinDays);
  const unit = quantity === undefined ? 'lines' : 'pieces';
  const things = summary(
    'rows',
    quantity === undefined ? aggregate('count', [], where) : aggregate('sum', [column(quantity)], where),
  );
  const info = { unit, basis: 'B4', meaning: `Mean ${unit} of an order${withinWords(withinDays)}.` } as const;
  const orders = summary('orders', aggregate('count', [], where));
  return feature(name ?? ('basketSize' as Name), info, formula('divide', things, orders));
}

/**
 * How many different values of a column a customer has: categories bought, features used, shops visited.
 *
 * @example
 * breadth('category').name; // 'categoryBreadth'
 */
export function breadth<const Name extends string = string>(
  name: string,
  options: FeatureWindow<Name> = {},
): Feature<Name, number> {
  const { withinDays } = options;
  const info = {
    basis: 'B4',
    meaning: `Number of different values of ${name}${withinWords(withinDays)}.`,
  } as const;
  const count = aggregate('countDistinct', [column(name)], within(withinDays));
  return feature(options.name ?? (`${name}Breadth` as Name), info, summary('rows', count));
}

/**
 * Share of money given back: returns (amounts below 0) over what was bought. 0 to 1 and more. Missing for customers
 * who bought nothing.
 *
 * @example
 * returnShare().name; // 'returnShare'
 */
export function returnShare<const Name extends string = 'returnShare'>(
  options: FeatureName<Name> = {},
): Feature<Name, number | null> {
  const amount = column('@amount');
  const back = summary('rows', aggregate('sum', [call('negate', amount)], call('less', amount, 0)));
  const bought = summary('rows', aggregate('sum', [amount], call('less', 0, amount)));
  const info = { unit: 'share', basis: 'B4', meaning: 'Money given back over money of purchases.' } as const;
  return feature(options.name ?? ('returnShare' as Name), info, formula('divide', back, bought));
}
