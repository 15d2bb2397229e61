import { existsSync } from 'node:fs';
import { lifetimeTable, readOrders, readTable, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';

const day = (text: string) => new Date(`${text}T00:00:00Z`);

describe('lifetimeTable', () => {
  // a: 1 and 15 January in calibration, 2 and 3 February in the holdout; b: one day, of two orders; c came too late.
  const orders = tableOf({
    customerId: ['a', 'a', 'a', 'a', 'b', 'b', 'c'],
    orderId: ['1', '2', '3', '4', '5', '6', '7'],
    orderedAt: [
      '2024-01-01',
      '2024-01-15',
      '2024-02-02',
      '2024-02-03',
      '2024-01-10',
      '2024-01-10',
      '2024-02-01',
    ].map(day),
    amount: [0, 20, 5, 6, 1, 2, 9],
  });

  it.each(['memory', 'engine'] as const)('keeps calibration and holdout apart, in %s', async (where) => {
    const options = { calibrationEnd: '2024-01-31', holdoutEnd: '2024-02-29', unitDays: 1, where };
    expect((await lifetimeTable(orders, options)).objects()).toEqual([
      {
        ...{
          customerId: 'a',
          repeatPurchases: 1,
          lastPurchaseAge: 14,
          customerAge: 30,
          repeatMonetaryMean: 20,
        },
        ...{ holdoutPurchases: 2, holdoutMonetary: 11 },
      },
      {
        ...{
          customerId: 'b',
          repeatPurchases: 0,
          lastPurchaseAge: 0,
          customerAge: 21,
          repeatMonetaryMean: 0,
        },
        ...{ holdoutPurchases: 0, holdoutMonetary: 0 },
      },
    ]);
  });

  it('has no holdout without its end, and refuses one that ends before it begins', async () => {
    const table = await lifetimeTable(orders, { calibrationEnd: '2024-03-01' });
    expect(table.columnNames()).not.toContain('holdoutPurchases');
    expect(table.numRows()).toBe(3);
    await expect(
      lifetimeTable(orders, { calibrationEnd: '2024-03-01', holdoutEnd: '2024-03-01' }),
    ).rejects.toThrow('lifetimeTable: the holdout ends on 2024-03-01, not after calibration, 2024-03-01.');
  });
});

const cdnow = '../shared/datasets/cdnow';
describe.skipIf(!existsSync(cdnow))('lifetimeTable on ../shared/datasets/cdnow', () => {
  // Published summary of the sample (distributed with lifetimes): x, t_x and T in weeks on 30 September 1997; and the
  // totals of its description: 2,457 repeats by 946 customers in calibration, 1,882 in the 39 weeks of the holdout.
  it.each(['memory', 'engine'] as const)('gives the published summary, in %s', async (where) => {
    const input = await readOrders(`${cdnow}/CDNOW_sample.txt`, {
      customer: 'column2',
      date: 'column3',
      dateFormat: 'YYYYMMDD',
      amount: 'column5',
      order: 'line number',
    });
    const options = { calibrationEnd: '1997-09-30', holdoutEnd: '1998-06-30', where };
    const table = await lifetimeTable(input.orders, options);
    const summary = await readTable<{ ID: string; x: number; t_x: number; T: number; zbar: number }>(
      `${cdnow}/cdnow_customers_summary_with_transactions.csv`,
    );
    expect(table.numRows()).toBe(2357);
    const rows = new Map(table.objects().map((row) => [Number(row.customerId), row]));
    for (const { ID, x, t_x, T, zbar } of summary.objects()) {
      const row = rows.get(Number(ID))!;
      expect(row.repeatPurchases).toBe(x);
      expect(row.lastPurchaseAge).toBeCloseTo(t_x, 1);
      expect(row.customerAge).toBeCloseTo(T, 1);
      expect(row.repeatMonetaryMean).toBeCloseTo(zbar, 1);
    }
    const sum = (values: readonly (number | undefined)[]) =>
      values.reduce<number>((total, each) => total + (each ?? 0), 0);
    expect(sum(table.array('repeatPurchases'))).toBe(2457);
    expect(table.array('repeatPurchases').filter((repeats) => repeats > 0)).toHaveLength(946);
    expect(sum(table.array('holdoutPurchases'))).toBe(1882);
  });
});
