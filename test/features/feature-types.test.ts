import { averageOrderValue, featureTable, lifecycle, monetary, orderCount, shares, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';

const orders = tableOf({ customerId: ['a'], orderedAt: [new Date('2024-01-01')], amount: [5], kind: ['x'] });

// The type check of the suite is the test: the columns of a feature table are those of the features, and what they hold.
describe('columns of a feature table', () => {
  it('are known to TypeScript', async () => {
    const features = [monetary(), averageOrderValue(), orderCount({ name: 'count' }), lifecycle()] as const;
    const table = await featureTable(orders, features, { asOf: '2024-01-02' });
    const money: number[] = table.array('monetary');
    const state: ('new' | 'repeating' | 'reactivated' | 'lapsed' | 'gone')[] = table.array('lifecycle');
    const mean: (number | null)[] = table.array('averageOrderValue');
    const count: number[] = table.array('count');
    // @ts-expect-error a misspelt column
    expect(() => table.array('monetry')).toThrow('Nearest: "monetary"');
    expect([money, state, mean, count]).toEqual([[5], ['new'], [5], [1]]);
  });

  it('are any where a family finds them in the data', async () => {
    const table = await featureTable(orders, [monetary(), shares('kind')], { asOf: '2024-01-02' });
    expect(table.array('kindXShare')).toEqual([1]);
  });
});
