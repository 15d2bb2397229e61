import { existsSync } from 'node:fs';
import { churnWindow, cohortTable, readOrders, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';

const day = (text: string) => new Date(`${text}T00:00:00Z`);
// a and b come in December 2023, c in February 2024; b orders again in February, twice on one day.
const orders = tableOf(
  {
    customerId: ['a', 'b', 'b', 'b', 'c'],
    orderId: ['1', '2', '3', '4', '5'],
    orderedAt: ['2023-12-31', '2023-12-01', '2024-02-10', '2024-02-10', '2024-02-29'].map(day),
    amount: [1, 2, 4, 8, 16],
  },
  { amount: { unit: 'EUR' } },
);

describe('cohortTable', () => {
  it.each(['memory', 'engine'] as const)('matches the triangle worked by hand, in %s', async (where) => {
    const table = await cohortTable(orders, { asOf: '2024-03-15', where });
    const row = (
      cohort: string,
      month: number,
      customers: number,
      active: number,
      orders: number,
      monetary: number,
    ) => ({
      ...{ cohort, month, customers, active, retention: active / customers, orders, monetary },
    });
    expect(table.objects()).toEqual([
      row('2023-12-01', 0, 2, 2, 2, 3),
      row('2023-12-01', 1, 2, 0, 0, 0),
      row('2023-12-01', 2, 2, 1, 2, 12),
      row('2023-12-01', 3, 2, 0, 0, 0),
      row('2024-02-01', 0, 1, 1, 1, 16),
      row('2024-02-01', 1, 1, 0, 0, 0),
    ]);
    expect(table.info.monetary).toMatchObject({ unit: 'EUR' });
  });

  it('has no money without amounts, and refuses rows after the day of reckoning', async () => {
    const table = await cohortTable(orders.select('customerId', 'orderId', 'orderedAt'), {
      asOf: '2024-03-15',
    });
    expect(table.columnNames()).not.toContain('monetary');
    await expect(cohortTable(orders, { asOf: '2024-01-01' })).rejects.toThrow(
      'asOf 2024-01-01 is before the last row',
    );
  });
});

describe('churnWindow', () => {
  // Gaps between days with orders: only that of b, 71 days from 1 December to 10 February.
  it.each(['memory', 'engine'] as const)('is the quantile of gaps, in %s', async (where) => {
    const { days, gaps, sentence } = await churnWindow(orders, { asOf: '2024-03-15', where });
    expect([days, gaps]).toEqual([71, 1]);
    expect(sentence).toBe('80% of customers who order again do so within 71 days (1 gap).');
  });

  it('needs somebody who ordered twice', async () => {
    await expect(churnWindow(orders.slice(0, 2), { asOf: '2024-03-15' })).rejects.toThrow(
      'no customer has orders on two days',
    );
  });
});

const grocery = '../shared/datasets/online-grocery/grocery_elog.csv';
describe.skipIf(!existsSync(grocery))('on ../shared/datasets/online-grocery', () => {
  // Known: 1,525 customers, all with their first order in the first quarter of 2006, 10,483 customer-days, 970 with more than one.
  it('keeps the known totals', async () => {
    const { orders } = await readOrders(grocery);
    const table = await cohortTable(orders, { asOf: '2007-12-31' });
    const first = table.objects().filter(({ month }) => month === 0);
    expect(first.map(({ cohort }) => cohort)).toEqual(['2006-01-01', '2006-02-01', '2006-03-01']);
    expect(first.reduce((sum, { customers }) => sum + customers, 0)).toBe(1525);
    expect(table.array('orders').reduce((sum, each) => sum + each, 0)).toBe(10_483);
    const { gaps } = await churnWindow(orders, { asOf: '2007-12-31' });
    expect(gaps).toBe(10_483 - 1525);
  });
});
