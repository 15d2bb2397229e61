import { aggregate, call, column } from '../engine/plan/expression.js';
import { type Feature, feature, formula, summary } from './feature.js';
import type { FeatureName, FeatureWindow } from './feature-name.js';
import { within, withinWords } from './within.js';

/**
 * Share of the full price that was given as discount: discounts over amounts and discounts together. 0 to 1; missing
 * where both are 0.
 *
 * @param discount - Column of discounts, as amounts not below 0, beside amounts after discount.
 *
 * @example
 * discountShare('discount').info.basis; // 'B6'
 */
export function discountShare<const Name extends string = 'discountShare'>(
  discount: string,
  options: FeatureWindow<Name> = {},
): Feature<Name, number | null> {
  const where = within(options.withinDays);
  const given = summary('rows', aggregate('sum', [column(discount)], where));
  const paid = summary('rows', aggregate('sum', [column('@amount')], where));
  const meaning = `Discounts over the full price${withinWords(options.withinDays)}.`;
  const info = { unit: 'share', basis: 'B6', meaning } as const;
  return feature(
    options.name ?? ('discountShare' as Name),
    info,
    formula('divide', given, formula('add', paid, given)),
  );
}

/**
 * Share of orders with a discount on at least one line. 0 to 1.
 *
 * @example
 * dealShare('discount').name; // 'dealShare'
 */
export function dealShare<const Name extends string = 'dealShare'>(
  discount: string,
  options: FeatureWindow<Name> = {},
): Feature<Name, number | null> {
  const where = within(options.withinDays);
  const reduced = call('less', 0, column(discount));
  const deals = aggregate(
    'countDistinct',
    [column('@order')],
    where === undefined ? reduced : call('and', reduced, where),
  );
  const info = {
    unit: 'share',
    basis: 'B6',
    meaning: `Share of orders with a discount${withinWords(options.withinDays)}.`,
  } as const;
  const orders = summary('orders', aggregate('count', [], where));
  return feature(
    options.name ?? ('dealShare' as Name),
    info,
    formula('divide', summary('rows', deals), orders),
  );
}

/**
 * Paid price index: what a customer paid over what the same pieces cost at the mean price of each product over all
 * customers. Below 1 buys cheaper than others. Lines without product or with a quantity or amount not above 0 do not
 * count; missing for customers without others.
 *
 * @example
 * paidPriceIndex({ product: 'productId', quantity: 'quantity' }).name; // 'paidPriceIndex'
 */
export function paidPriceIndex<const Name extends string = 'paidPriceIndex'>(
  options: { readonly product: string; readonly quantity: string } & FeatureName<Name>,
): Feature<Name, number | null> {
  const { product, quantity, name } = options;
  const level = { kind: 'prices', product, quantity } as const;
  const paid = summary(level, aggregate('sum', [column('@amount')]));
  const usual = summary(level, aggregate('sum', [column('@usual')]));
  const info = {
    basis: 'B6',
    meaning: 'Money paid over what the same costs at mean prices; below 1 is cheaper.',
  } as const;
  return feature(name ?? ('paidPriceIndex' as Name), info, formula('divide', paid, usual));
}
