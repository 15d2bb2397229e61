import {
  type Retailer,
  simulateAccounts,
  simulateDrift,
  simulateProtectedAttributes,
  simulateReferrals,
  simulateRetailer,
  simulateStock,
} from 'clientele';
import { beforeAll, describe, expect, it } from 'vitest';

let retailer: Retailer;
let groupOf: Map<string, string>;
beforeAll(async () => {
  retailer = await simulateRetailer({ seed: 5, customers: 6000, answers: 10 });
  groupOf = new Map(retailer.groups.objects().map(({ customerId, group }) => [customerId, group]));
});

/** A share found lies within four standard errors of the planted one. */
function expectShare(found: number, all: number, planted: number, what: string): void {
  expect(all, what).toBeGreaterThan(20);
  const error = Math.sqrt((planted * (1 - planted)) / all);
  expect(Math.abs(found / all - planted), what).toBeLessThan(4 * error);
}
/** A sum of Poisson counts lies within four standard deviations of its mean. */
function expectCount(found: number, mean: number, what: string): void {
  expect(Math.abs(found - mean), what).toBeLessThan(4 * Math.sqrt(mean));
}
const total = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0);

describe('simulateReferrals', () => {
  it('shows the planted rate of each group, and referrers who joined earlier', () => {
    const { referrals, truth } = simulateReferrals(retailer, { seed: 3 });
    const joined = new Map(retailer.customers.objects().map((row) => [row.customerId, row.joinedOn]));
    const first = [...joined.values()].sort()[0];
    const rows = referrals.objects();
    for (const [group, rate] of Object.entries(truth.rate)) {
      const could = [...joined].filter(([id, day]) => groupOf.get(id) === group && day > first);
      const found = rows.filter(({ customerId }) => groupOf.get(customerId) === group);
      expectShare(found.length, could.length, rate, group);
    }
    const same = rows.filter((row) => groupOf.get(row.customerId) === groupOf.get(row.referredBy));
    expectShare(same.length, rows.length, truth.sameGroup, 'same group');
    for (const { customerId, referredBy, referredOn } of rows) {
      expect(joined.get(customerId)).toBe(referredOn);
      expect(joined.get(referredBy)! < referredOn).toBe(true);
    }
  });
});

describe('simulateProtectedAttributes', () => {
  it('plants a proxy of the category and a mailing that reaches one category less', () => {
    const { attributes, mailing, truth } = simulateProtectedAttributes(retailer, { seed: 3 });
    const rows = attributes.objects();
    const backgroundOf = new Map(rows.map((row) => [row.customerId, row.background]));
    const own = { A: '1', B: '2', C: '3' };
    for (const background of ['A', 'B', 'C'] as const) {
      const members = rows.filter((row) => row.background === background);
      expectShare(members.length, rows.length, truth.shares[background], background);
      const athome = members.filter((row) => row.postalArea.endsWith(own[background]));
      expectShare(athome.length, members.length, truth.ownArea, `area of ${background}`);
      const could = mailing.objects().filter((row) => backgroundOf.get(row.customerId) === background);
      expectShare(could.filter((row) => row.sent).length, could.length, truth.sent[background], 'sent');
    }
    const consented = retailer.customers.objects().filter((row) => row.emailConsent === 'yes');
    expect(mailing.array('customerId')).toEqual(consented.map((row) => row.customerId));
  });
});

describe('simulateAccounts', () => {
  it('plants groups of firms whose users are customers of one firm each', () => {
    const { accounts, users, groups, truth } = simulateAccounts(retailer, { seed: 3 });
    const rows = accounts.objects();
    expect(rows).toHaveLength(300); // 6,000 / 20
    const kind = groups.array('group');
    for (const [group, planted] of Object.entries(truth.groups)) {
      const members = rows.filter((_, i) => kind[i] === group);
      expectShare(members.length, rows.length, planted.share, group);
      const orders = total(members.map((row) => row.orders));
      expectCount(orders, members.length * planted.ordersPerYear, group);
      expectShare(total(members.map((row) => row.peakOrders)), orders, planted.peakShare, group);
      for (const [industry, weight] of Object.entries(planted.industries)) {
        const found = members.filter((row) => row.industry === industry).length;
        expectShare(found, members.length, weight / total(Object.values(planted.industries)), industry);
      }
    }
    const ids = users.array('customerId') as string[];
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => groupOf.has(id))).toBe(true);
    expect(new Set(users.array('accountId')).size).toBe(300);
  });
});

describe('simulateStock', () => {
  it('loses the planted share of what was asked for where stock ran out, and nothing elsewhere', () => {
    const { stock, stockOuts, truth } = simulateStock(retailer, { seed: 3 });
    const rows = stock.objects();
    const key = (row: { product: string; week: string }) => `${row.product} ${row.week}`;
    const out = new Set(stockOuts.objects().map(key));
    expectShare(out.size, rows.length, truth.share, 'stock-outs');
    expect(rows.every((row) => (row.left === 0) === out.has(key(row)))).toBe(true);
    const day = new Map(retailer.orders.objects().map((row) => [row.orderId, row.orderedAt.slice(0, 10)]));
    const asked = new Map<string, number>();
    for (const { orderId, product, quantity } of retailer.lines.objects()) {
      if (quantity < 0) continue;
      const date = new Date(`${day.get(orderId)}T00:00Z`);
      date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7)); // back to Monday
      const week = `${product} ${date.toISOString().slice(0, 10)}`;
      asked.set(week, (asked.get(week) ?? 0) + quantity);
    }
    const short = rows.filter((row) => out.has(key(row)));
    const wanted = total(short.map((row) => asked.get(key(row)) ?? 0));
    expectShare(wanted - total(short.map((row) => row.sold)), wanted, truth.lost, 'lost');
    for (const row of rows) if (!out.has(key(row))) expect(row.sold).toBe(asked.get(key(row)) ?? 0);
  });
});

describe('simulateDrift', () => {
  it('plants a move, a change of habit and a new group of the amounts it states', () => {
    const { periods, groups, truth } = simulateDrift(retailer, { seed: 3 });
    const kind = groups.objects();
    const second = new Map(kind.filter((row) => row.period === 2).map((row) => [row.customerId, row.group]));
    const movers = [...groupOf].filter(([, group]) => group === truth.moved.from);
    const moved = movers.filter(([id]) => second.get(id) === truth.moved.to).length;
    expectShare(moved, movers.length, truth.moved.share, 'moved');
    const ordersOf = (period: number, group: string) =>
      periods.objects().filter((row, i) => row.period === period && kind[i].group === group);
    const [before, after] = [1, 2].map((period) =>
      total(ordersOf(period, truth.changed.group).map((row) => row.orders)),
    );
    // The logarithm of a ratio of Poisson counts has about the variance 1/a + 1/b.
    const error = Math.sqrt(1 / before + 1 / after);
    expect(Math.abs(Math.log(after / before / truth.changed.ordersTimes))).toBeLessThan(4 * error);
    const fresh = ordersOf(2, truth.appeared.group);
    expect(fresh).toHaveLength(480); // 8% of 6,000
    const orders = total(fresh.map((row) => row.orders));
    expectCount(orders, 480 * truth.appeared.ordersPerYear, 'new group');
    expectShare(total(fresh.map((row) => row.appOrders)), orders, truth.appeared.appShare, 'app');
    expect(ordersOf(1, truth.appeared.group)).toHaveLength(0);
  });
});

it('gives the same planted tables for the same seed, others for another one', () => {
  const all = (seed: number) =>
    [
      simulateReferrals(retailer, { seed }).referrals.toCSV(),
      simulateProtectedAttributes(retailer, { seed }).attributes.toCSV(),
      simulateAccounts(retailer, { seed }).accounts.toCSV(),
      simulateStock(retailer, { seed }).stock.toCSV(),
      simulateDrift(retailer, { seed }).periods.toCSV(),
    ] as const;
  const one = all(3);
  expect(all(3)).toEqual(one);
  all(4).forEach((text, i) => {
    expect(text).not.toBe(one[i]);
  });
});
