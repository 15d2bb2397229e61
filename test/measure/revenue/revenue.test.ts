import {
  acquisitionPayback,
  DISPLAY_KEY,
  gainLoss,
  gini,
  orderValues,
  type RevenueTreeRow,
  ratioInterval,
  readTable,
  revenueConcentration,
  revenueTree,
  type Table,
  tableFromRows,
} from 'clientele';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { toMicros } from '#clientele/core/money';
import { hasShared, shared, sharedLines } from '../../fixtures/shared-data.js';
import { byNumber, type OrderRow, ordersOf, randomOrders, shuffledRows } from '../retention/order-rows.js';

const before = ['2025-01-01', '2025-06-30'] as const;
const after = ['2025-07-01', '2025-12-31'] as const;
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + toMicros(value), 0n);
const moneyIn = (orders: Table<OrderRow>, [first, last]: readonly [string, string]) =>
  sumOf(
    orders
      .objects()
      .filter(({ orderedAt }) => {
        const day = orderedAt.toISOString().slice(0, 10);
        return day >= first && day <= last;
      })
      .map(({ amount }) => amount),
  );

describe('revenueTree', () => {
  it('by hand', async () => {
    // Before: 2 customers, 2 orders, 4 pieces, 40.00. After: 3 customers, 6 orders, 12 pieces, 240.00
    const orders = ordersOf([
      ['a', '2025-01-05', 20, 2],
      ['b', '2025-02-05', 20, 2],
      ...['a', 'b', 'c', 'a', 'b', 'c'].map((id, i): [string, string, number, number] => [
        id,
        `2025-0${7 + Math.floor(i / 3)}-01`,
        40,
        2,
      ]),
    ]);
    const { all } = await revenueTree({ orders, before, after, minimum: 1 });
    // Factors 2, 1, 2, 10 and 3, 2, 2, 20; items per order stay. With three that move, customers' part is
    // Δx · 2 · (y0z0/3 + y1z0/6 + y0z1/6 + y1z1/3) = 1 · 2 · (10/3 + 20/6 + 20/6 + 40/3) = 46.67
    expect(all.parts.map(({ key, before, after }) => [key, before, after])).toEqual([
      ['customers', 2, 3],
      ['ordersPerCustomer', 1, 2],
      ['itemsPerOrder', 2, 2],
      ['pricePerItem', 10, 20],
    ]);
    expect(all.parts[0].change).toBeCloseTo(46.67, 10);
    // Orders: Δ 1 · 2 · (2·10/3 + 3·10/6 + 2·20/6 + 3·20/3) = 2 · (6.667 + 5 + 6.667 + 20) = 76.67; price the same
    expect(all.parts.map(({ change }) => change).slice(1)).toEqual([76.67, 0, 76.66]);
    expect(all.change).toBe(200);
  });

  it('parts add up to the change to the last cent, segments to all, and rows without customer are apart', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 250 }), async (seed, count) => {
        const orders = randomOrders(seed, count);
        const tree = await revenueTree({ orders, before, after, segmentation: byNumber(25, 3), minimum: 1 });
        const check = (row: RevenueTreeRow) => {
          expect(sumOf(row.parts.map(({ change }) => change))).toBe(toMicros(row.change));
          expect(toMicros(row.after.revenue) - toMicros(row.before.revenue)).toBe(toMicros(row.change));
          for (const { change } of row.parts) expect(toMicros(change) % 10_000n).toBe(0n);
        };
        const rows = [...tree.segments, ...(tree.outside === undefined ? [] : [tree.outside])];
        for (const row of [...rows, tree.all]) check(row);
        expect(toMicros(tree.all.before.revenue)).toBe(moneyIn(orders, before));
        expect(toMicros(tree.all.after.revenue)).toBe(moneyIn(orders, after));
        const without = tree.all.parts.find(({ key }) => key === 'unidentified')?.change ?? 0;
        expect(sumOf([...rows.map(({ change }) => change), without])).toBe(toMicros(tree.all.change));
        expect(JSON.stringify(tree)).not.toMatch(/null|NaN/);
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of rows or on names, and is the same in an engine', async () => {
    const orders = randomOrders(7, 300);
    const there = await revenueTree({ orders, before, after });
    expect(
      (await revenueTree({ orders: shuffledRows(orders, (id) => `z${id}`), before, after })).all,
    ).toEqual(there.all);
    expect((await revenueTree({ orders, before, after, where: 'engine' })).all).toEqual(there.all);
  });

  it('amounts with more digits add up to the last millionth', async () => {
    const orders = tableFromRows(
      randomOrders(3, 100)
        .objects()
        .map((row, i) => ({ ...row, amount: row.amount + (i % 9) * 1e-6 })),
    );
    const { all } = await revenueTree({ orders, before, after });
    expect(sumOf(all.parts.map(({ change }) => change))).toBe(toMicros(all.change));
    expect(toMicros(all.before.revenue)).toBe(moneyIn(orders, before));
  });

  it('a period without orders is a change of customers, with a flag', async () => {
    const orders = ordersOf([
      ['a', '2025-08-05', 20, 2],
      ['b', '2025-09-05', 30, 1],
    ]);
    const { all, flags, because } = await revenueTree({ orders, before, after, minimum: 1 });
    expect(all.parts.map(({ key, change }) => [key, change])).toEqual([
      ['customers', 50],
      ['ordersPerCustomer', 0],
      ['itemsPerOrder', 0],
      ['pricePerItem', 0],
    ]);
    expect(all.parts[1].before).toBeUndefined();
    expect(flags).toContain('There are no orders from 2025-01-01 to 2025-06-30.');
    expect(because).toContain('Revenue rose by 50.00');
    const none = await revenueTree({
      orders,
      before: ['2024-01-01', '2024-02-01'],
      after: ['2024-03-01', '2024-04-01'],
    });
    expect(none.all.change).toBe(0);
    expect(none.because).toContain('Revenue did not change');
  });

  it('without pieces the order value is the last factor; returns are a part of their own', async () => {
    const orders = ordersOf([
      ['a', '2025-01-05', 20],
      ['a', '2025-08-05', 30],
      ['a', '2025-08-06', -5, -1],
    ]).select('customerId', 'orderId', 'orderedAt', 'amount');
    const { all } = await revenueTree({ orders, before, after, minimum: 1 });
    expect(all.parts.map(({ key, change }) => [key, change])).toEqual([
      ['customers', 0],
      ['ordersPerCustomer', 0],
      ['orderValue', 10],
      ['returns', -5],
    ]);
    expect(all.after).toMatchObject({ orders: 1, revenue: 25, returns: -5, items: undefined });
  });

  it('says that periods are of unlike length, and hides small segments', async () => {
    const tree = await revenueTree({
      orders: randomOrders(2, 300),
      before: ['2025-01-01', '2025-01-31'],
      after,
      segmentation: byNumber(40, 8),
    });
    expect(tree.flags[0]).toContain('The periods have 31 and 184 days');
    expect(tree.segments.every(({ masked }) => masked)).toBe(true);
    expect(String(tree[DISPLAY_KEY]()['text/plain'])).toContain('Not shown: 8 of fewer than 10 customers.');
  });

  it.each<[string, object, string]>([
    ['periods that overlap', { after: before }, 'the periods overlap'],
    ['no amounts', { orders: randomOrders(1, 9).select('customerId', 'orderedAt') }, 'no column of amounts'],
    [
      'an amount that is missing',
      { orders: ordersOf([['a', '2025-01-01', Number.NaN]]) },
      'no value in column "amount", the first is row 1',
    ],
    [
      'an amount that is no number',
      { orders: ordersOf([['a', '2025-01-01', 'ten' as never]]) },
      'row 1, column "amount"',
    ],
  ])('refuses %s', async (_, changes, message) => {
    await expect(revenueTree({ orders: randomOrders(1, 9), before, after, ...changes })).rejects.toThrow(
      message,
    );
  });
});

describe('gainLoss', () => {
  const orders = ordersOf([
    ['old', '2024-05-01', 10],
    ['old', '2025-08-01', 25],
    ['new', '2025-08-01', 40],
    ['up', '2025-02-01', 10],
    ['up', '2025-08-01', 30],
    ['down', '2025-02-01', 30],
    ['down', '2025-08-01', 10],
    ['same', '2025-02-01', 7],
    ['same', '2025-08-01', 7],
    ['gone', '2025-02-01', 50],
    ['gone', '2025-08-01', -20], // sent it back later
    ['back', '2024-06-01', 9],
    ['back', '2025-08-01', -9], // only a return in either period
    ['', '2025-02-01', 5],
    ['', '2025-08-01', 6],
    ['past', '2024-06-01', 9],
  ]);

  it('by hand: each customer is in one move, and the money adds up', async () => {
    const { all, unidentified, total, flags } = await gainLoss({ orders, before, after, minimum: 1 });
    expect(all.moves.map(({ move, customers, change }) => [move, customers, change])).toEqual([
      ['new', 1, 40],
      ['reactivated', 1, 25],
      ['growing', 1, 20],
      ['steady', 1, 0],
      ['shrinking', 1, -20],
      ['lapsed', 1, -70],
      ['returns only', 1, -9],
    ]);
    expect(all.customers).toBe(7);
    expect(unidentified).toEqual({ before: 5, after: 6, change: 1 });
    expect(total).toEqual({ before: 102, after: 89, change: -13 });
    expect(flags).toEqual([]);
  });

  it('reconciles to revenue, by segment too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 200 }), async (seed, count) => {
        const rows = randomOrders(seed, count);
        const moved = await gainLoss({
          orders: rows,
          before,
          after,
          segmentation: byNumber(25, 3),
          minimum: 1,
        });
        const { all, outside, segments, unidentified, total } = moved;
        for (const row of [all, ...segments]) {
          expect(sumOf(row.moves.map(({ change }) => change))).toBe(toMicros(row.change));
        }
        const parts = [...segments, ...(outside === undefined ? [] : [outside])];
        expect(sumOf(parts.map(({ change }) => change))).toBe(toMicros(all.change));
        expect(sumOf([all.change, unidentified.change])).toBe(toMicros(total.change));
        expect(toMicros(total.after)).toBe(moneyIn(rows, after));
        expect(toMicros(total.before)).toBe(moneyIn(rows, before));
      }),
      { numRuns: 60 },
    );
  });

  it('says where new and reactivated cannot be told apart, and that a period is empty', async () => {
    const rows = randomOrders(1, 50);
    const { flags } = await gainLoss({ orders: rows, before, after });
    expect(flags).toContain(
      'There are no orders before the first period: reactivated customers count as new.',
    );
    const { flags: later } = await gainLoss({
      orders: rows,
      before: after,
      after: ['2026-01-01', '2026-06-30'],
    });
    expect(later).toContain('There are no orders of customers from 2026-01-01 to 2026-06-30.');
  });

  it('does not depend on the order of rows, and shows no small groups', async () => {
    const rows = randomOrders(9, 300);
    const there = await gainLoss({ orders: rows, before, after });
    const turned = await gainLoss({ orders: shuffledRows(rows), before, after });
    expect(turned.all).toEqual(there.all);
    expect(
      String((await gainLoss({ orders, before, after, minimum: 5 }))[DISPLAY_KEY]()['text/plain']),
    ).toContain('fewer than 5');
  });
});

describe.runIf(hasShared)('online-retail', () => {
  let retail: Table;
  const columns = {
    customer: 'CustomerID',
    time: 'InvoiceDate',
    order: 'InvoiceNo',
    quantity: 'Quantity',
    amount: 'amount',
  };
  beforeAll(async () => {
    const table = await readTable(`${shared}/datasets/online-retail/online_retail.csv.gz`);
    retail = table.derive({
      amount: (row: { Quantity: number; UnitPrice: number }) => row.Quantity * row.UnitPrice,
    }) as unknown as Table;
  }, 60_000);

  it('keeps what has no customer apart, and adds up to the cent', async () => {
    // What other tools counted as their top customer: GBP 1,447,682
    const { unidentified } = await revenueConcentration({ orders: retail, columns });
    expect(Math.round(unidentified)).toBe(1_447_682);
    const tree = await revenueTree({
      orders: retail,
      columns,
      before: ['2010-12-09', '2011-06-08'],
      after: ['2011-06-09', '2011-12-09'],
    });
    expect(sumOf(tree.all.parts.map(({ change }) => change))).toBe(toMicros(tree.all.change));
  }, 60_000);
});

describe('revenueConcentration', () => {
  it('by hand', async () => {
    const orders = ordersOf([
      ['a', '2025-01-01', 60],
      ['b', '2025-01-01', 20],
      ['c', '2025-01-01', 10],
      ['d', '2025-01-01', 5],
      ['e', '2025-01-01', 15],
      ['e', '2025-01-02', -10],
      ['f', '2025-01-01', 5],
      ['f', '2025-01-02', -10], // less than nothing
      ['', '2025-01-01', 100],
    ]);
    const { all, unidentified } = await revenueConcentration({ orders, minimum: 1 });
    // 60, 20, 10, 5, 5: the first fifth has 60%, the first tenth half of it; one of five brings half
    expect(all).toMatchObject({
      customers: 5,
      belowZero: 1,
      revenue: 100,
      topFifth: 0.6,
      topTenth: 0.3,
      half: 0.2,
    });
    expect(all.gini).toBeCloseTo(gini([60, 20, 10, 5, 5]), 12);
    expect(unidentified).toBe(100);
  });

  it.runIf(hasShared)('agrees with what is known of cdnow', async () => {
    const orders = tableFromRows(
      sharedLines('datasets/cdnow/CDNOW_sample.txt').map((line, i) => {
        const [, customerId, date, , dollars] = line.trim().split(/\s+/);
        const at = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6)));
        return { customerId, orderId: String(i), orderedAt: new Date(at), amount: Number(dollars) };
      }),
    );
    const { all } = await revenueConcentration({ orders });
    expect(all.revenue).toBe(244_091.94);
    expect(all.gini).toBeCloseTo(0.630917, 6);
    // Known: the top 20% hold 67.455%, with 20% of 2,357 customers rounded to a whole number; here a part of one counts
    expect(Math.abs(all.topFifth! - 0.67455)).toBeLessThan(5e-4);
    expect((await orderValues({ orders })).all.average!.value).toBeCloseTo(244_091.94 / 6919, 9);
  });

  it('without revenue says so', async () => {
    const { all, because } = await revenueConcentration({
      orders: ordersOf([['a', '2025-01-01', 0]]),
      minimum: 1,
    });
    expect(all.gini).toBeUndefined();
    expect(because).toContain('There is no revenue');
  });
});

it('orderValues: by hand, customers as units', async () => {
  const orders = ordersOf([
    ['c0', '2025-01-01', 10],
    ['c0', '2025-01-02', 20],
    ['c1', '2025-01-01', 60],
    ['c1', '2025-01-03', -60],
    ['c2', '2025-01-01', 30],
  ]);
  const { all, segments } = await orderValues({ orders, minimum: 1, segmentation: byNumber(4, 4) });
  expect(all.average).toEqual(ratioInterval([30, 60, 30], [2, 1, 1]));
  expect(all.quartiles).toEqual([17.5, 25, 37.5]);
  expect(segments[1]).toMatchObject({ customers: 1, orders: 1, average: undefined });
  expect(segments[3]).toMatchObject({ customers: 0, orders: 0, quartiles: undefined });
  const period = ['2025-01-02', '2025-01-02'] as const;
  expect((await orderValues({ orders, period, minimum: 1 })).all.orders).toBe(1);
});

describe('acquisitionPayback', () => {
  const acquired = tableFromRows(
    Array.from({ length: 20 }, (_, i) => ({
      customerId: `c${i}`,
      acquiredAt: i < 10 ? '2025-01-01' : '2025-03-01',
      acquisitionCost: 10 + (i % 2),
    })),
  );
  // Each spends 20 on the day of being won and 20 some 45 days later
  const orders = ordersOf(
    Array.from({ length: 20 }, (_, i): [string, string, number][] => [
      [`c${i}`, i < 10 ? '2025-01-01' : '2025-03-01', 20],
      [`c${i}`, i < 10 ? '2025-02-15' : '2025-04-15', 20],
    ]).flat(),
  );
  const options = { acquired, orders, margin: 0.4, asOf: '2025-05-31' };

  it('by hand', async () => {
    const { all, segments } = await acquisitionPayback({ ...options, by: 'cohort' });
    expect(all.cost!.value).toBeCloseTo(10.5, 12);
    // 8 − 10.5 after 30 days, 16 − 10.5 after 60
    expect(all.steps.map(({ days, customers, net }) => [days, customers, net.value])).toEqual([
      [30, 20, -2.5],
      [60, 20, 5.5],
      [90, 20, 5.5],
      [120, 10, 5.5], // only the first ten have been there for so long
      [150, 10, 5.5],
    ]);
    expect([all.paidBackDays, all.surelyPaidBackDays]).toEqual([60, 60]);
    expect(segments.map(({ name, customers, paidBackDays }) => [name, customers, paidBackDays])).toEqual([
      ['2025-01', 10, 60],
      ['2025-03', 10, 60],
    ]);
  });

  it('says where the cost does not come back, and counts those who never ordered', async () => {
    const { all } = await acquisitionPayback({ ...options, margin: 0.2 });
    expect(all.paidBackDays).toBeUndefined();
    expect(all.flags).toEqual(['Not paid back within 150 days.']);
    const never = tableFromRows([
      ...acquired.objects(),
      ...Array.from({ length: 20 }, (_, i) => ({
        customerId: `x${i}`,
        acquiredAt: '2025-01-01',
        acquisitionCost: 10,
      })),
    ]);
    const more = await acquisitionPayback({ ...options, acquired: never });
    expect(more.all.steps[1].net.value).toBeCloseTo((20 * 5.5 - 20 * 10) / 40, 12);
  });

  it.each<[string, object, string]>([
    ['a margin of 40', { margin: 40 }, 'margin is 40'],
    [
      'an order before being won',
      { orders: ordersOf([['c0', '2024-12-30', 5]]) },
      'customer "c0" ordered 2 days before',
    ],
    ['a customer won after asOf', { asOf: '2025-02-01' }, 'was won after asOf'],
    ['a step of half a day', { stepDays: 0.5 }, 'stepDays is 0.5'],
    [
      'a cost below 0',
      { acquired: tableFromRows([{ customerId: 'a', acquiredAt: '2025-01-01', acquisitionCost: -1 }]) },
      'row 1 of acquired, column "acquisitionCost" is -1',
    ],
  ])('refuses %s', async (_, changes, message) => {
    await expect(acquisitionPayback({ ...options, ...changes })).rejects.toThrow(message);
  });
});
