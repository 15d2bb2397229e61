import { existsSync } from 'node:fs';
import { openTable, segmentStatistics, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';

describe('segmentStatistics', () => {
  it.each(['memory', 'engine'] as const)('matches the values worked by hand, in %s', async (where) => {
    const table = tableOf({ group: ['b', 'a', 'b', 'b', null], x: [1, 5, 3, null, 7] });
    expect((await segmentStatistics(table, 'group', ['x'], { where })).objects()).toEqual([
      { segment: 'a', column: 'x', rows: 1, missing: 0, mean: 5, standardDeviation: null, median: 5 },
      {
        segment: 'b',
        column: 'x',
        rows: 3,
        missing: 1,
        mean: 2,
        standardDeviation: Number(Math.SQRT2.toPrecision(12)),
        median: 2,
      },
      { segment: null, column: 'x', rows: 1, missing: 0, mean: 7, standardDeviation: null, median: 7 },
    ]);
  });
});

const telco = '../shared/datasets/telco-churn/Telco-Customer-Churn.csv';
describe.skipIf(!existsSync(telco))('segmentStatistics on ../shared/datasets/telco-churn', () => {
  // Known: month-to-month 3,875, one year 1,473, two years 1,695 customers; mean monthly charge of all 64.76.
  it('keeps the known counts and adds up to the known mean', async () => {
    const rows = (
      await segmentStatistics(await openTable(telco), 'Contract' as never, ['MonthlyCharges'] as never)
    ).objects();
    expect(rows.map(({ segment, rows: count }) => [segment, count])).toEqual([
      ['Month-to-month', 3875],
      ['One year', 1473],
      ['Two year', 1695],
    ]);
    const total = rows.reduce((sum, { rows: count, mean }) => sum + count * mean!, 0);
    expect(total / 7043).toBeCloseTo(64.76, 2);
  });
});
