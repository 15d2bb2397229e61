import { InputError } from '../core/input-error.js';
import {
  type AggregateExpression,
  aggregate,
  call,
  column,
  type Expression,
} from '../engine/plan/expression.js';
import { type Feature, type FeatureFamily, feature, formula, ofAll, summary } from './feature.js';
import type { FeatureWindow } from './feature-name.js';
import type { Level } from './level.js';
import { both, within, withinWords } from './within.js';

/** How a share is counted. */
export interface ShareOptions<Name extends string> extends FeatureWindow<Name> {
  /** Of the money (default), of the orders with it among all orders, or of the lines. */
  readonly of?: 'money' | 'orders' | 'lines';
  /**
   * So many orders at the average of all customers are added to those of each customer, so that one order does not
   * make a share of 1; default 0.
   */
  readonly shrinkOrders?: number;
  /** What reports call it, for example `Spending on shoes`. */
  readonly meaning?: string;
}

/**
 * Share of a customer's money (or orders, or lines) with one value in a column: a category, a brand, a channel, a day
 * of the week. 0 to 1. Missing where the whole is 0, unless it is shrunk.
 *
 * @example
 * share('category', 'shoes').name; // 'categoryShoesShare'
 */
export function share<const Name extends string = string>(
  name: string,
  value: string | number | boolean,
  options: ShareOptions<Name> = {},
): Feature<Name, number | null> {
  const isValue = call('equal', column(name), value);
  const words =
    options.meaning ??
    `Share of ${WORDS[options.of ?? 'money']} with ${name} "${value}"${withinWords(options.withinDays)}.`;
  return shareWhere(
    options.name ?? (`${name}${capital(String(value))}Share` as Name),
    isValue,
    words,
    options,
  );
}

/**
 * A share for each value that a column has, the `top` values with the most money (or rows) first; the values are found
 * in the data, or given.
 *
 * @example
 * shares('category', { values: ['shoes', 'bags'] }).expand([]).map(({ name }) => name); // ['categoryShoesShare', 'categoryBagsShare']
 */
export function shares(
  name: string,
  options: Omit<ShareOptions<string>, 'name' | 'meaning'> & {
    readonly top?: number;
    readonly values?: readonly (string | number | boolean)[];
  } = {},
): FeatureFamily {
  const { top = 8, values, ...rest } = options;
  if (!Number.isInteger(top) || top < 1)
    throw new InputError(`shares: top is ${top}; give a whole number from 1 on.`);
  return {
    kind: 'feature family',
    column: name,
    top,
    expand: (found) => (values ?? found).map((value) => share(name, value, rest)),
  };
}

/** Share of what fulfils a condition, in money, orders or lines. */
export function shareWhere<Name extends string>(
  name: Name,
  condition: Expression,
  meaning: string,
  options: Omit<ShareOptions<Name>, 'name'>,
): Feature<Name, number | null> {
  const { of = 'money', withinDays, shrinkOrders = 0 } = options;
  if (!(shrinkOrders >= 0)) throw new InputError(`share: shrinkOrders is ${shrinkOrders}; give 0 or more.`);
  const during = within(withinDays);
  const { level, count } = MEASURES[of];
  const part = summary(level, count(both(condition, during)));
  const whole = summary(level, count(during));
  const info = { unit: 'share', basis: 'B4', meaning } as const;
  const own = formula('divide', part, whole);
  if (shrinkOrders === 0) return feature(name, info, own);
  const orders = summary('orders', aggregate('count', [], during));
  const average = formula('divide', ofAll(part), ofAll(whole));
  const added = formula(
    'add',
    formula('multiply', orders, formula('firstFilled', own, 0)),
    formula('multiply', shrinkOrders, average),
  );
  return feature(name, info, formula('divide', added, formula('add', orders, shrinkOrders)));
}

const WORDS = { money: 'money', orders: 'orders', lines: 'lines' } as const;

const MEASURES: Readonly<
  Record<'money' | 'orders' | 'lines', { level: Level; count: (where?: Expression) => AggregateExpression }>
> = {
  money: { level: 'rows', count: (where) => aggregate('sum', [column('@amount')], where) },
  orders: { level: 'rows', count: (where) => aggregate('countDistinct', [column('@order')], where) },
  lines: { level: 'rows', count: (where) => aggregate('count', [], where) },
};

function capital(text: string): string {
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word[0].toUpperCase() + word.slice(1))
    .join('');
}
