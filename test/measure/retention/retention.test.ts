import {
  cohortTable,
  cohortTriangle,
  contractChurn,
  DISPLAY_KEY,
  kaplanMeier,
  openTable,
  readTable,
  repeatRate,
  retentionBySegment,
  type Table,
  tableFromRows,
  timeToNextOrder,
  wilsonInterval,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { hasShared, shared, sharedLines } from '../../fixtures/shared-data.js';
import { byNumber, ordersOf, randomOrders, shuffledRows } from './order-rows.js';

const small = ordersOf([
  ['a', '2025-01-01', 10],
  ['a', '2025-01-11', 10],
  ['b', '2025-01-05', 10],
  ['c', '2025-01-10', 10],
  ['c', '2025-01-10', 10], // the same day: not a second one
  ['c', '2025-02-09', 10],
  ['d', '2025-03-01', 10],
  ['d', '2025-03-02', -5], // a return is no order
]);
const asOf = '2025-03-31';

describe('timeToNextOrder', () => {
  it('by hand: gaps of those who came back, and how long the others were watched', async () => {
    const { all, leftOut } = await timeToNextOrder({ orders: small, asOf, horizons: [15, 30], minimum: 1 });
    // a 10 days, c 30 days; b watched 85 days, d 30 days
    expect(all.curve).toEqual(kaplanMeier([10, 85, 30, 30], [1, 0, 1, 0]));
    expect([all.customers, all.events]).toEqual([4, 2]);
    expect(all.by.map(({ share }) => share!.value)).toEqual([1 / 4, 1 / 2]);
    expect(leftOut).toMatchObject({ returns: 1, rowsWithoutCustomer: 0 });
  });

  it('from the second order on, only those with a second are watched', async () => {
    const { all } = await timeToNextOrder({ orders: small, asOf, after: 2, minimum: 1 });
    expect([all.customers, all.events]).toEqual([2, 0]);
    expect(all.flags).toEqual(['None ordered again so far.']);
    expect(all.median!.time).toBeUndefined();
  });

  it.runIf(hasShared)('counts the repeat buyers of cdnow', async () => {
    const cdnow = tableFromRows(
      sharedLines('datasets/cdnow/CDNOW_sample.txt').map((line) => {
        const [, customerId, date, , dollars] = line.trim().split(/\s+/);
        const at = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
        return { customerId, orderedAt: new Date(`${at}T00:00:00Z`), amount: Number(dollars) };
      }),
    );
    // README of the data: 946 of 2,357 bought again until 1997-09-30
    const early = tableFromRows(
      cdnow.objects().filter(({ orderedAt }) => orderedAt.getTime() <= Date.UTC(1997, 8, 30)),
    );
    const { all } = await timeToNextOrder({ orders: early, asOf: '1997-09-30' });
    expect([all.customers, all.events]).toEqual([2357, 946]);
    // Everybody was watched for at least 183 days (first order by 31 March): up to there nothing is censored
    const within = await repeatRate({ orders: early, asOf: '1997-09-30', withinDays: 180 });
    expect(within.tooNew).toBe(0);
    const half = await timeToNextOrder({ orders: early, asOf: '1997-09-30', horizons: [180] });
    expect(half.all.by[0].share!.value).toBeCloseTo(within.all.share!.value, 12);
  });

  it('does not depend on the order of rows or on names, and is the same in an engine', async () => {
    const orders = randomOrders(1, 400);
    const segmentation = byNumber(40, 3);
    const options = { asOf: '2025-12-31', segmentation, minimum: 1 };
    const there = await timeToNextOrder({ orders, ...options });
    const turned = await timeToNextOrder({
      orders: shuffledRows(orders, (id) => `z${id}`),
      ...options,
      segmentation: { ...segmentation, ids: segmentation.ids.map((id) => `z${id}`) },
    });
    const inEngine = await timeToNextOrder({ orders, ...options, where: 'engine' });
    for (const other of [turned, inEngine]) {
      expect(other.all).toEqual(there.all);
      expect(other.segments).toEqual(there.segments);
      expect(other.logRank!.chiSquared).toBeCloseTo(there.logRank!.chiSquared!, 12);
    }
    expect(there.leftOut.rowsWithoutCustomer).toBe(
      orders.array('customerId').filter((id) => id === '').length,
    );
  });

  it('tells segments apart that come back in unlike ways', async () => {
    const orders = ordersOf(
      Array.from({ length: 60 }, (_, i): [string, string, number][] => {
        const gap = i % 2 === 0 ? 5 + (i % 7) : 40 + (i % 11);
        const day = new Date(Date.UTC(2025, 0, 1 + gap)).toISOString().slice(0, 10);
        return [
          [`c${i}`, '2025-01-01', 10],
          [`c${i}`, day, 10],
        ];
      }).flat(),
    );
    const next = await timeToNextOrder({ orders, asOf: '2025-12-31', segmentation: byNumber(62, 2) });
    expect(next.logRank!.p).toBeLessThan(1e-9);
    expect(next.because).toContain('Segments differ in how soon (log-rank test, p < 0.001).');
    expect(next.leftOut.customersWithout).toBe(2);
    expect(next.segments[0].median!.time).toBeLessThan(13);
    expect(String(next[DISPLAY_KEY]()['text/plain'])).toContain('Segment 2');
  });

  it.each<[string, object, string]>([
    [
      'a day before the last order',
      { asOf: '2025-01-01' },
      'asOf 2025-01-01 is before the last order, 2025-03-02',
    ],
    ['a day that is none', { asOf: '2025-02-30' }, '"2025-02-30" is no day'],
    ['an order number of 0', { after: 0 }, 'after is 0'],
    ['more orders than anyone has', { after: 5 }, 'no customer has 5 days with orders'],
    ['a horizon below 0', { horizons: [-1] }, 'horizons are -1'],
    ['a minimum of 0', { minimum: 0 }, 'minimum is 0'],
    ['a column that is not there', { columns: { time: 'when' } }, 'when'],
    ['no rows', { orders: small.slice(0, 0) }, 'there are no rows'],
    ['a customer twice in the segmentation', { segmentation: { ...byNumber(2, 2), ids: ['a', 'a'] } }, 'a'],
  ])('refuses %s', async (_, changes, message) => {
    await expect(timeToNextOrder({ orders: small, asOf, ...changes })).rejects.toThrow(message);
  });

  it('names the first row without a day', async () => {
    const rows = small.objects().map((row, i) => (i === 2 ? { ...row, orderedAt: null } : row));
    await expect(timeToNextOrder({ orders: tableFromRows(rows) as unknown as Table, asOf })).rejects.toThrow(
      '1 row has no value in column "orderedAt", the first is row 3',
    );
  });
});

describe('repeatRate', () => {
  it('by hand: those who are too new count nowhere', async () => {
    const rate = await repeatRate({ orders: small, asOf, withinDays: 31, minimum: 1 });
    // a and c came back within 31 days, b did not; d has been there for 30
    expect(rate.all).toMatchObject({ customers: 3, did: 2 });
    expect(rate.tooNew).toBe(1);
    expect(rate.all.share).toEqual(wilsonInterval(2, 3));
    expect((await repeatRate({ orders: small, asOf, withinDays: 10, minimum: 1 })).all.did).toBe(1);
  });

  it('refuses days that nobody had', async () => {
    await expect(repeatRate({ orders: small, asOf, withinDays: 100 })).rejects.toThrow(
      'no customer had 100 days since the first order',
    );
    await expect(repeatRate({ orders: small, asOf, withinDays: 0 })).rejects.toThrow('withinDays is 0');
  });
});

describe('retentionBySegment', () => {
  const before = ['2025-01-01', '2025-01-31'] as const;
  const after = ['2025-02-01', '2025-03-31'] as const;

  it('by hand', async () => {
    const segmentation = { ...byNumber(3, 2), ids: ['a', 'b', 'c'] };
    const { all, segments } = await retentionBySegment({
      orders: small,
      before,
      after,
      segmentation,
      minimum: 1,
    });
    // a, b and c ordered before; c came back. Segment 1: a and c
    expect(all).toMatchObject({ customers: 3, did: 1 });
    expect(segments.map(({ customers, did }) => [customers, did])).toEqual([
      [2, 1],
      [1, 0],
    ]);
    expect(segments[0].share).toEqual(wilsonInterval(1, 2));
  });

  it('says that orders end before the later period does', async () => {
    const open = ['2025-02-01', '2025-12-31'] as const;
    const { because } = await retentionBySegment({ orders: small, before, after: open, minimum: 1 });
    expect(because).toContain('Orders end on 2025-03-02, before the second period does');
    const whole = await retentionBySegment({ orders: small, before, after: ['2025-02-01', '2025-03-02'] });
    expect(whole.because).not.toContain('Orders end');
  });

  it('compares segments as a chi-squared test does', async () => {
    // 40 and 40 customers, 30 and 18 came back: 80 · (30·22 − 10·18)² / (40 · 40 · 48 · 32) = 7.5
    const orders = ordersOf(
      Array.from({ length: 80 }, (_, i): [string, string, number][] => {
        const comes = i % 2 === 0 ? i / 2 < 30 : (i - 1) / 2 < 18;
        return [
          [`c${i}`, '2025-01-10', 5],
          ...(comes ? [[`c${i}`, '2025-02-10', 5] as [string, string, number]] : []),
        ];
      }).flat(),
    );
    const { p } = await retentionBySegment({ orders, before, after, segmentation: byNumber(80, 2) });
    expect(p).toBeCloseTo(0.00617, 5); // R: pchisq(7.5, 1, lower.tail = FALSE) = 0.006169899
  });

  it.each<[string, object, string]>([
    ['periods that overlap', { after: ['2025-01-31', '2025-03-31'] }, 'the periods overlap'],
    ['periods the wrong way', { before: after, after: before }, 'Swap them'],
    ['a period that ends before it begins', { before: ['2025-02-01', '2025-01-01'] }, 'after its end'],
    [
      'a period without orders',
      { after: ['2026-01-01', '2026-03-31'] },
      'there are no orders from 2026-01-01',
    ],
    ['an empty first period', { before: ['2024-01-01', '2024-03-31'] }, 'nobody ordered from 2024-01-01'],
    ['one day for a period', { before: '2025-01-01' }, 'Give its first and last day'],
  ])('refuses %s', async (_, changes, message) => {
    const options = { orders: small, before, after, ...changes };
    await expect(retentionBySegment(options)).rejects.toThrow(message);
  });
});

describe('cohortTriangle', () => {
  it('months to come are empty, an unfinished month is marked and left out of the sum', async () => {
    const cohorts = await cohortTable(small, { asOf: '2025-03-30' });
    const { cohorts: made, all } = cohortTriangle(cohorts, { asOf: '2025-03-30', minimum: 1 });
    expect(made.map(({ cohort, customers, cells }) => [cohort, customers, cells.length])).toEqual([
      ['2025-01-01', 3, 3],
      ['2025-03-01', 1, 1],
    ]);
    expect(made[0].cells.map(({ state, active }) => [state, active])).toEqual([
      ['whole', 3],
      ['whole', 1],
      ['unfinished', 0],
    ]);
    expect(made[0].cells[1].retention).toEqual(wilsonInterval(1, 3));
    expect(made[0].cells[1].revenuePerCustomer).toBeCloseTo(10 / 3, 12);
    expect(all.map(({ month, customers, active }) => [month, customers, active])).toEqual([
      [0, 3, 3],
      [1, 3, 1],
    ]);
    const text = String(
      cohortTriangle(cohorts, { asOf: '2025-03-30', minimum: 1 })[DISPLAY_KEY]()['text/plain'],
    );
    expect(text).toContain('0%*');
    const full = cohortTriangle(await cohortTable(small, { asOf }), { asOf, minimum: 1 });
    expect(full.cohorts[0].cells[2].state).toBe('whole');
    expect(full.all.map(({ month, customers }) => [month, customers])).toEqual([
      [0, 4],
      [1, 3],
      [2, 3],
    ]);
  });

  it('refuses another day and other tables', async () => {
    const cohorts = await cohortTable(small, { asOf });
    expect(() => cohortTriangle(cohorts, { asOf: '2025-05-31' })).toThrow(
      'Give the day given to cohortTable',
    );
    expect(() => cohortTriangle(small as never, { asOf })).toThrow('there is no column "cohort"');
  });

  it('small cohorts are not displayed', async () => {
    const cohorts = await cohortTable(small, { asOf });
    const text = String(cohortTriangle(cohorts, { asOf })[DISPLAY_KEY]()['text/plain']);
    expect(text).toContain('fewer than 10');
  });
});

describe('contractChurn', () => {
  it.runIf(hasShared)('finds what is known of telco-churn', async () => {
    const contracts = await readTable(`${shared}/datasets/telco-churn/Telco-Customer-Churn.csv`);
    const yes = contracts.array('Churn').includes(true) ? true : 'Yes';
    const churn = contractChurn({
      contracts,
      columns: { customer: 'customerID', tenure: 'tenure', status: 'Churn' },
      ended: [yes],
      by: 'Contract',
      unit: 'months',
    });
    // README of the data
    expect(churn.segments.map(({ name, events, customers }) => [name, events, customers])).toEqual([
      ['Month-to-month', 1655, 3875],
      ['One year', 166, 1473],
      ['Two year', 48, 1695],
    ]);
    expect([churn.all.events, churn.all.customers]).toEqual([1869, 7043]);
    expect(churn.all.share!.value).toBeCloseTo(0.2654, 4);
    // R: survdiff(Surv(tenure, Churn == "Yes") ~ Contract), survfit(…, conf.type = "log-log")
    expect(churn.logRank!.chiSquared).toBeCloseTo(2352.872538259, 6);
    const { time, low, high } = churn.segments[0].median!;
    expect([time, low, high]).toEqual([35, 32, 38]);
    expect(churn.segments[0].by[1].share!.value).toBeCloseTo(1 - 0.5859154739, 9);
    expect(churn.segments[1].by[0].share!.high).toBeCloseTo(1 - 0.9842195308, 9);
    expect(churn.segments[2].by[0].share!.high).toBeGreaterThan(0); // none of 1,695: small, but not surely 0
  });

  const running = tableFromRows([
    { customerId: 'a', from: '2025-01-01', to: '2025-01-31' },
    { customerId: 'b', from: '2025-01-01', to: '' },
    { customerId: 'c', from: '2025-02-01', to: '2025-12-31' }, // ends after the day of reckoning: runs
  ]);
  const columns = { start: 'from', end: 'to' };

  it('by hand: from first and last days', () => {
    const { all } = contractChurn({ contracts: running, columns, asOf: '2025-03-01', minimum: 1 });
    expect(all.curve).toEqual(kaplanMeier([30, 59, 28], [1, 0, 0]));
  });

  it.each<[string, object, string]>([
    ['a customer twice', [{ customerId: 'a' }, { customerId: 'a' }], 'customer "a" is in rows 1 and 2'],
    [
      'an end before the start',
      [{ from: '2025-02-01', to: '2025-01-01' }],
      'row 1 ends on 2025-01-01, before its start',
    ],
    [
      'a start after the day of reckoning',
      [{ from: '2026-01-01' }],
      'row 1 starts on 2026-01-01, after asOf',
    ],
    ['a start that is none', [{ from: 'soon' }], 'row 1, column "from" is soon, not a day'],
    ['no customer', [{ customerId: '' }], 'row 1 has no customer'],
  ])('refuses %s', (_, rows, message) => {
    const contracts = tableFromRows(
      (rows as object[]).map((row, i) => ({ customerId: `c${i}`, from: '2025-01-01', to: '', ...row })),
    );
    expect(() => contractChurn({ contracts, columns, asOf: '2025-03-01' })).toThrow(message);
  });

  it('needs to know which states are ends, and the day of reckoning', () => {
    const contracts = tableFromRows([
      { customerId: 'a', months: 3, state: 'gone' },
      { customerId: 'b', months: -1, state: 'here' },
    ]);
    const byState = { tenure: 'months', status: 'state' };
    expect(() => contractChurn({ contracts, columns: byState })).toThrow(
      'there are gone, here. Name those that do',
    );
    expect(() => contractChurn({ contracts, columns: byState, ended: ['gone'] })).toThrow(
      'row 2, column "months" is -1',
    );
    expect(() => contractChurn({ contracts: running, columns })).toThrow('needs asOf');
  });

  it('nobody left: no median, no test, no NaN', () => {
    const contracts = tableFromRows(
      Array.from({ length: 40 }, (_, i) => ({ customerId: `c${i}`, months: i, left: false })),
    );
    const churn = contractChurn({
      contracts,
      columns: { tenure: 'months', status: 'left' },
      by: byNumber(40, 2),
    });
    expect(churn.logRank!.p).toBeUndefined();
    expect(churn.because).toContain('Segments cannot be compared.');
    expect(JSON.stringify(churn)).not.toContain('null');
    expect(String(churn[DISPLAY_KEY]()['text/plain'])).not.toContain('NaN');
  });
});

it('orders in a file give the same as in memory', async () => {
  const orders = randomOrders(5, 300);
  const { mkdtempSync, writeFileSync, rmSync } = await import('node:fs');
  const { join } = await import('node:path');
  const { tmpdir } = await import('node:os');
  const folder = mkdtempSync(join(tmpdir(), 'retention-'));
  try {
    const rows = orders
      .objects()
      .map((row) => ({ ...row, orderedAt: row.orderedAt.toISOString().slice(0, 10) }));
    const file = `${folder}/orders.csv`;
    const text = [
      'customerId,orderId,orderedAt,amount,quantity',
      ...rows.map((row) => Object.values(row).join(',')),
    ];
    writeFileSync(file, `${text.join('\n')}\n`);
    const table = await openTable(file);
    const there = await timeToNextOrder({ orders: table, asOf: '2025-12-31', minimum: 1 });
    const here = await timeToNextOrder({ orders, asOf: '2025-12-31', minimum: 1 });
    expect(there.all).toEqual(here.all);
    expect(there.leftOut).toEqual(here.leftOut);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
