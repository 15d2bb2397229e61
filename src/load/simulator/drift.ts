import { seeded } from '../../core/random.js';
import type { Table } from '../../core/table.js';
import { drawCount } from './draws.js';
import { GROUPS, type GroupKey } from './groups.js';
import type { Retailer } from './retailer.js';
import { columnsOf } from './tables.js';

/** Groups of the second period: the known ones and one that is new. */
export type DriftGroup = GroupKey | 'newcomers';

/** What a customer did in one of two periods of a year each. */
export interface RetailerPeriod {
  readonly customerId: string;
  readonly period: 1 | 2;
  readonly orders: number;
  /** Of these, in the app. */
  readonly appOrders: number;
}

/** Two periods, the group of each customer in each, and the amounts of the planted drift. */
export interface Drift {
  readonly periods: Table<RetailerPeriod>;
  readonly groups: Table<{
    readonly customerId: string;
    readonly period: 1 | 2;
    readonly group: DriftGroup;
  }>;
  readonly truth: {
    readonly seed: number;
    /** Share of one group that is in another one in the second period. */
    readonly moved: { readonly from: GroupKey; readonly to: GroupKey; readonly share: number };
    /** A group whose orders are this many times those of the first period. */
    readonly changed: { readonly group: GroupKey; readonly ordersTimes: number };
    /** A group of customers who are new in the second period, against all customers of the first. */
    readonly appeared: {
      readonly group: DriftGroup;
      readonly share: number;
      readonly ordersPerYear: number;
      readonly appShare: number;
    };
  };
}

const MOVED = { from: 'young-professionals', to: 'families', share: 0.2 } as const;
const CHANGED = { group: 'retirees', ordersTimes: 1.6 } as const;
const APPEARED = { group: 'newcomers', share: 0.08, ordersPerYear: 9, appShare: 0.9 } as const;
const STREAM = 140;

/**
 * Simulates two periods between which customers drift: some of one group move to another, so that both change in size;
 * one group orders more often; and a new group of customers appears, who order often and in the app.
 *
 * @param options - `seed`: any whole number.
 *
 * O(customers).
 *
 * @example
 * const retailer = await simulateRetailer({ seed: 1, customers: 200, answers: 20 });
 * simulateDrift(retailer, { seed: 1 }).periods.numRows(); // 416
 */
export function simulateDrift(retailer: Retailer, options: { readonly seed: number }): Drift {
  const random = seeded(options.seed).stream(STREAM);
  const periods: RetailerPeriod[] = [];
  const groups: { customerId: string; period: 1 | 2; group: DriftGroup }[] = [];
  const add = (customerId: string, period: 1 | 2, group: DriftGroup) => {
    const { ordersPerYear, appShare } = habitsOf(group);
    const times = period === 2 && group === CHANGED.group ? CHANGED.ordersTimes : 1;
    const appOrders = drawCount(random, ordersPerYear * times * appShare);
    const orders = appOrders + drawCount(random, ordersPerYear * times * (1 - appShare));
    periods.push({ customerId, period, orders, appOrders });
    groups.push({ customerId, period, group });
  };
  const first = retailer.groups.objects();
  for (const { customerId, group } of first) add(customerId, 1, group);
  for (const { customerId, group } of first) {
    add(customerId, 2, group === MOVED.from && random.next() < MOVED.share ? MOVED.to : group);
  }
  const count = Math.round(APPEARED.share * first.length);
  for (let i = 0; i < count; i++) add(`N${String(i + 1).padStart(5, '0')}`, 2, APPEARED.group);
  return {
    periods: columnsOf(periods, ['customerId', 'period', 'orders', 'appOrders']),
    groups: columnsOf(groups, ['customerId', 'period', 'group']),
    truth: { seed: options.seed, moved: MOVED, changed: CHANGED, appeared: APPEARED },
  };
}

function habitsOf(group: DriftGroup): { ordersPerYear: number; appShare: number } {
  if (group === 'newcomers') return APPEARED;
  const { ordersPerYear, channels } = GROUPS[group];
  return { ordersPerYear, appShare: channels.app / (channels.web + channels.app + channels.store) };
}
