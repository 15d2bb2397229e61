import { seeded } from '../../core/random.js';
import type { Table } from '../../core/table.js';
import type { GroupKey } from './groups.js';
import type { Retailer } from './retailer.js';
import { columnsOf } from './tables.js';

/** A customer who was brought by another one. */
export interface RetailerReferral {
  readonly customerId: string;
  /** Who brought them; joined on an earlier day. */
  readonly referredBy: string;
  /** `YYYY-MM-DD`, the day of joining. */
  readonly referredOn: string;
}

/** Referrals, and what they were drawn with. */
export interface Referrals {
  readonly referrals: Table<RetailerReferral>;
  readonly truth: {
    readonly seed: number;
    /** Share of newcomers of each group who were brought by a customer. */
    readonly rate: Readonly<Record<GroupKey, number>>;
    /** Share of them whose referrer is of their own group, where both kinds had joined before. */
    readonly sameGroup: number;
  };
}

const RATE: Readonly<Record<GroupKey, number>> = {
  'young-professionals': 0.25,
  families: 0.3,
  retirees: 0.1,
  'eco-friendly': 0.35,
  others: 0.12,
};
const SAME_GROUP = 0.7;
const STREAM = 100;

/**
 * Simulates who brought whom: newcomers are referred at a rate of their planted group, mostly by somebody of the same
 * group who joined on an earlier day. Nobody of the first day was brought.
 *
 * @param options - `seed`: any whole number.
 *
 * O(customers).
 *
 * @example
 * const retailer = await simulateRetailer({ seed: 1, customers: 200, answers: 20 });
 * simulateReferrals(retailer, { seed: 1 }).truth.rate.families; // 0.3
 */
export function simulateReferrals(retailer: Retailer, options: { readonly seed: number }): Referrals {
  const random = seeded(options.seed).stream(STREAM);
  const groups = new Map(retailer.groups.objects().map((row) => [row.customerId, row.group]));
  const people = retailer.customers.objects().map(({ customerId, joinedOn }) => ({
    customerId,
    joinedOn,
    group: groups.get(customerId)!,
  }));
  const earlier = new Map((Object.keys(RATE) as GroupKey[]).map((key) => [key, [] as string[]]));
  const rows: RetailerReferral[] = [];
  let known = 0;
  for (const { customerId, joinedOn, group } of people) {
    for (; people[known].joinedOn < joinedOn; known++) {
      earlier.get(people[known].group)!.push(people[known].customerId);
    }
    if (known === 0 || random.next() >= RATE[group]) continue;
    const own = earlier.get(group)!;
    const others = [...earlier].filter(([key]) => key !== group).map(([, list]) => list);
    const count = known - own.length;
    const fromOwn = count === 0 || (own.length > 0 && random.next() < SAME_GROUP);
    const referredBy = fromOwn ? own[random.integer(own.length)] : nth(others, random.integer(count));
    rows.push({ customerId, referredBy, referredOn: joinedOn });
  }
  return {
    referrals: columnsOf(rows, ['customerId', 'referredBy', 'referredOn']),
    truth: { seed: options.seed, rate: RATE, sameGroup: SAME_GROUP },
  };
}

/** The entry at a place of several lists, one after the other. */
function nth(lists: readonly (readonly string[])[], place: number): string {
  let rest = place;
  for (const list of lists) {
    if (rest < list.length) return list[rest];
    rest -= list.length;
  }
  throw new RangeError(`There is no entry ${place}.`);
}
