import { fromMicros } from '../../core/money.js';
import { productChange } from '../../stats/product-change.js';
import { sum } from '../../stats/sum.js';
import type { CustomerGroup } from '../orders/segment-groups.js';
import { exactParts, isWholeMinor } from './exact-parts.js';
import type { PeriodTotals } from './period-totals.js';

/** What a change of revenue is made of. */
export type RevenuePartKey =
  | 'customers'
  | 'ordersPerCustomer'
  | 'itemsPerOrder'
  | 'pricePerItem'
  | 'orderValue'
  | 'returns'
  | 'unidentified';

/** What one factor contributed to the change of revenue. */
export interface RevenuePart {
  readonly key: RevenuePartKey;
  readonly name: string;
  /** The factor in both periods; `undefined` where there is none. */
  readonly before: number | undefined;
  readonly after: number | undefined;
  /** Money. */
  readonly change: number;
}

/** Revenue of one period. */
export interface RevenueLevel {
  /** With an order in the period. */
  readonly customers: number;
  readonly orders: number;
  /** `undefined` without pieces. */
  readonly items: number | undefined;
  /** Returns taken off. */
  readonly revenue: number;
  /** At most 0. */
  readonly returns: number;
}

/** The change of revenue of one segment, or of all. */
export interface RevenueTreeRow extends CustomerGroup {
  readonly before: RevenueLevel;
  readonly after: RevenueLevel;
  readonly change: number;
  /** They add up to the change. */
  readonly parts: readonly RevenuePart[];
  /** Fewer customers in both periods than the minimum: not displayed. */
  readonly masked: boolean;
}

interface Sums {
  readonly customers: number;
  readonly orders: number;
  readonly items: number;
  readonly gross: bigint;
  readonly returns: bigint;
}

const NAMES: Readonly<Record<RevenuePartKey, string>> = {
  customers: 'Customers',
  ordersPerCustomer: 'Orders per customer',
  itemsPerOrder: 'Items per order',
  pricePerItem: 'Price per item',
  orderValue: 'Order value',
  returns: 'Returns',
  unidentified: 'Without customer',
};

/** The change of revenue of some customers between two periods, in parts. */
export function treeRow(
  group: CustomerGroup,
  members: readonly number[],
  totals: readonly [PeriodTotals, PeriodTotals],
  hasItems: boolean,
  minimum: number,
  unidentified?: readonly [bigint, bigint],
): RevenueTreeRow {
  const [a, b] = totals.map((period) => sumsOf(members, period));
  const without = unidentified ?? [0n, 0n];
  const money = [a.gross, b.gross, a.returns, b.returns, ...without];
  const priced = hasItems && [a, b].every(({ orders, items }) => orders === 0 || items > 0);
  const keys: RevenuePartKey[] = priced
    ? ['customers', 'ordersPerCustomer', 'itemsPerOrder', 'pricePerItem']
    : ['customers', 'ordersPerCustomer', 'orderValue'];
  const [x, y] = [factors(a, priced), factors(b, priced)];
  // A period without orders has no ratios: those of the other stand in, and the change is one of customers.
  const filled = [x, y].map((own, p) => own.map((value, i) => value ?? [y, x][p][i] ?? 0));
  const parts = exactParts(b.gross - a.gross, productChange(filled[0], filled[1]), isWholeMinor(money));
  const active = new Set(members.filter((c) => totals.some(({ orders }) => orders[c] > 0)));
  const told = (key: RevenuePartKey, i: number): RevenuePart => ({
    key,
    name: NAMES[key],
    before: money1(key, x[i]),
    after: money1(key, y[i]),
    change: fromMicros(parts[i]),
  });
  const apart = (key: RevenuePartKey, from: bigint, to: bigint): RevenuePart[] =>
    from === 0n && to === 0n
      ? []
      : [
          {
            key,
            name: NAMES[key],
            before: fromMicros(from),
            after: fromMicros(to),
            change: fromMicros(to - from),
          },
        ];
  const level = (own: Sums, more: bigint): RevenueLevel => ({
    customers: own.customers,
    orders: own.orders,
    items: hasItems ? own.items : undefined,
    revenue: fromMicros(own.gross + own.returns + more),
    returns: fromMicros(own.returns),
  });
  return {
    ...group,
    before: level(a, without[0]),
    after: level(b, without[1]),
    change: fromMicros(b.gross + b.returns + without[1] - a.gross - a.returns - without[0]),
    parts: [
      ...keys.map(told),
      ...apart('returns', a.returns, b.returns),
      ...apart('unidentified', without[0], without[1]),
    ],
    masked: active.size < minimum,
  };
}

/** Factors in millionths of money; the level of a factor is told in money. */
function money1(key: RevenuePartKey, value: number | undefined): number | undefined {
  if (value === undefined) return undefined;
  return key === 'pricePerItem' || key === 'orderValue' ? value / 1e6 : value;
}

function sumsOf(members: readonly number[], period: PeriodTotals): Sums {
  let [customers, orders, gross, returns] = [0, 0, 0n, 0n];
  for (const c of members) {
    customers += Number(period.orders[c] > 0);
    orders += period.orders[c];
    gross += period.gross[c];
    returns += period.returns[c];
  }
  return { customers, orders, items: sum(members.map((c) => period.pieces[c])), gross, returns };
}

function factors({ customers, orders, items, gross }: Sums, priced: boolean): (number | undefined)[] {
  const money = Number(gross);
  const ratio = (above: number, below: number) => (customers === 0 ? undefined : above / below);
  return priced
    ? [customers, ratio(orders, customers), ratio(items, orders), ratio(money, items)]
    : [customers, ratio(orders, customers), ratio(money, orders)];
}
