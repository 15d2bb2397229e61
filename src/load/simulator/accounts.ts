import { seeded } from '../../core/random.js';
import { shuffled } from '../../core/shuffled.js';
import type { Table } from '../../core/table.js';
import { drawCount, drawKey } from './draws.js';
import type { Retailer } from './retailer.js';
import { columnsOf } from './tables.js';

/** AccountGroup of a firm. */
export type AccountGroup = 'steady' | 'seasonal' | 'occasional';
/** Industry of a firm. */
export type Industry = 'hospitality' | 'health' | 'crafts' | 'offices';
/** SizeBand of a firm. */
export type SizeBand = '1-9' | '10-49' | '50-249';

/** A firm that buys clothing for its staff. */
export interface RetailerAccount {
  readonly accountId: string;
  readonly industry: Industry;
  /** Employees. */
  readonly sizeBand: SizeBand;
  /** Orders of the firm in the last year of the simulation. */
  readonly orders: number;
  /** Of these, in the four busiest months of its trade. */
  readonly peakOrders: number;
}

/** A customer who orders for a firm; nobody does for two. */
export interface RetailerAccountUser {
  readonly accountId: string;
  readonly customerId: string;
}

/** What the firms of a group have in common. */
export interface PlantedAccountGroup {
  readonly share: number;
  readonly industries: Readonly<Record<Industry, number>>;
  readonly sizeBands: Readonly<Record<SizeBand, number>>;
  readonly ordersPerYear: number;
  /** Share of orders in the four busiest months; a third would be even. */
  readonly peakShare: number;
}

/** The small business side, and what was planted. */
export interface BusinessAccounts {
  readonly accounts: Table<RetailerAccount>;
  readonly users: Table<RetailerAccountUser>;
  readonly groups: Table<{ readonly accountId: string; readonly group: AccountGroup }>;
  readonly truth: {
    readonly seed: number;
    readonly groups: Readonly<Record<AccountGroup, PlantedAccountGroup>>;
  };
}

const planted = (
  share: number,
  ordersPerYear: number,
  peakShare: number,
  [hospitality, health, crafts, offices]: readonly [number, number, number, number],
  [small, middle, large]: readonly [number, number, number],
): PlantedAccountGroup => ({
  share,
  ordersPerYear,
  peakShare,
  industries: { hospitality, health, crafts, offices },
  sizeBands: { '1-9': small, '10-49': middle, '50-249': large },
});

const ACCOUNT_GROUPS: Readonly<Record<AccountGroup, PlantedAccountGroup>> = {
  steady: planted(0.3, 24, 0.33, [1, 6, 1, 2], [0.2, 0.5, 0.3]),
  seasonal: planted(0.25, 10, 0.8, [7, 0.5, 2, 0.5], [0.5, 0.4, 0.1]),
  occasional: planted(0.45, 3, 0.33, [1, 1, 5, 3], [0.8, 0.18, 0.02]),
};
const SHARES = Object.fromEntries(
  Object.entries(ACCOUNT_GROUPS).map(([key, { share }]) => [key, share]),
) as Record<AccountGroup, number>;
const USERS: Readonly<Record<SizeBand, number>> = { '1-9': 1, '10-49': 2, '50-249': 4 };
const CUSTOMERS_PER_ACCOUNT = 20;
const STREAM = 120;

/**
 * Simulates the small business side: one firm for every 20 customers, with industry, size band and orders of a planted
 * group of firms. One, two or four customers, by size band, order for each.
 *
 * @param options - `seed`: any whole number.
 *
 * O(customers).
 *
 * @example
 * const retailer = await simulateRetailer({ seed: 1, customers: 200, answers: 20 });
 * simulateAccounts(retailer, { seed: 1 }).accounts.numRows(); // 10
 */
export function simulateAccounts(retailer: Retailer, options: { readonly seed: number }): BusinessAccounts {
  const random = seeded(options.seed).stream(STREAM);
  const free = shuffled(random, retailer.customers.array('customerId') as string[]);
  const count = Math.floor(free.length / CUSTOMERS_PER_ACCOUNT);
  const users: RetailerAccountUser[] = [];
  const groups: { accountId: string; group: AccountGroup }[] = [];
  const accounts = Array.from({ length: count }, (_, i): RetailerAccount => {
    const accountId = `B${String(i + 1).padStart(5, '0')}`;
    const group = drawKey(random, SHARES);
    const { industries, sizeBands, ordersPerYear, peakShare } = ACCOUNT_GROUPS[group];
    const sizeBand = drawKey(random, sizeBands);
    const industry = drawKey(random, industries);
    const peakOrders = drawCount(random, ordersPerYear * peakShare);
    const orders = peakOrders + drawCount(random, ordersPerYear * (1 - peakShare));
    groups.push({ accountId, group });
    for (let user = 0; user < USERS[sizeBand]; user++) users.push({ accountId, customerId: free.pop()! });
    return { accountId, industry, sizeBand, orders, peakOrders };
  });
  return {
    accounts: columnsOf(accounts, ['accountId', 'industry', 'sizeBand', 'orders', 'peakOrders']),
    users: columnsOf(users, ['accountId', 'customerId']),
    groups: columnsOf(groups, ['accountId', 'group']),
    truth: { seed: options.seed, groups: ACCOUNT_GROUPS },
  };
}
