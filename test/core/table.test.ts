import { op, tableFromRows, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';

const orders = tableOf({ customerId: ['a', 'b', 'a'], revenue: [10, 20, 5] }, { revenue: { unit: 'EUR' } });

describe('table', () => {
  it('keeps order and types of columns', () => {
    expect(orders.columnNames()).toEqual(['customerId', 'revenue']);
    expect(orders.array('revenue')).toEqual([10, 20, 5]);
  });

  it('groups and sums, and remembers what is known about the columns', () => {
    const sums = orders.groupby('customerId').rollup({ revenue: (d) => op.sum(d.revenue) });
    expect(sums.objects()).toEqual([
      { customerId: 'a', revenue: 15 },
      { customerId: 'b', revenue: 20 },
    ]);
    expect(orders.derive({ half: (d) => d.revenue / 2 }).info.revenue).toEqual({ unit: 'EUR' });
    expect(orders.rename({ revenue: 'money' }).info).toEqual({ money: { unit: 'EUR' } });
  });

  it.each([
    ['array', () => orders.array('revnue' as 'revenue')],
    ['get', () => orders.get('revnue' as 'revenue', 0)],
    ['select', () => orders.select('revnue' as 'revenue')],
    ['derive', () => orders.derive({ x: 'd => d.revnue * 2' })],
    ['filter', () => orders.filter("d => d['revnue'] > 2")],
    ['rollup', () => orders.rollup({ x: 'd => op.sum(d.revnue)' })],
    ['groupby', () => orders.groupby('revnue' as 'revenue')],
    ['orderby', () => orders.orderby('revnue' as 'revenue')],
  ])('%s names the nearest column for a misspelt one', (verb, call) => {
    expect(call).toThrow(
      `${verb}: there is no column "revnue". Nearest: "revenue". There are: customerId, revenue.`,
    );
  });

  it('refuses columns of different length', () => {
    expect(() => tableOf({ a: [1], b: [1, 2] })).toThrow('table: column "b" has 2 values, "a" has 1.');
  });

  it('takes rows', () => {
    expect(tableFromRows([{ id: 'a', 客户: 1 }]).get('客户', 0)).toBe(1);
  });
});
