import { existsSync } from 'node:fs';
import { columnStatistics, openTable, tableOf } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('columnStatistics', () => {
  // 1, 2, 3, 10 and one missing: mean 4; deviations -3, -2, -1, 6: sqrt(50 / 3); quartiles at 0.75, 1.5 and 2.25 of 0 to 3.
  it.each(['memory', 'engine'] as const)('matches the values worked by hand, in %s', async (where) => {
    const table = tableOf({ x: [3, 1, null, 10, 2], none: [null, null, null, null, null] });
    const [row, none] = (await columnStatistics(table, ['x', 'none'], { where })).objects();
    expect(row).toMatchObject({
      column: 'x',
      count: 4,
      missing: 1,
      mean: 4,
      least: 1,
      median: 2.5,
      greatest: 10,
    });
    expect(row.standardDeviation).toBeCloseTo(Math.sqrt(50 / 3), 10);
    expect([row.lowerQuartile, row.upperQuartile]).toEqual([1.75, 4.75]);
    expect(none).toMatchObject({ count: 0, missing: 5, mean: null, standardDeviation: null, median: null });
  });

  it('is the same in memory and in DuckDB', async () => {
    const number = fc.oneof(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.constant(null), fc.integer());
    await fc.assert(
      fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 30 }), async (values) => {
        const table = tableOf({ '"a" b': values.map((value) => (value === 0 ? 0 : value)) });
        const [memory, engine] = await Promise.all(
          (['memory', 'engine'] as const).map((where) =>
            columnStatistics(table, ['"a" b'], { where, threads: 1 }),
          ),
        );
        expect(engine.objects()).toEqual(memory.objects());
      }),
      { numRuns: 20 },
    );
  });

  it('refuses texts and columns that are not there', async () => {
    await expect(columnStatistics(tableOf({ x: ['a'] }), ['x'])).rejects.toThrow(
      'columnStatistics: row 1, column "x" is "a", not a number.',
    );
    await expect(columnStatistics(tableOf({ x: [1] }), ['y'])).rejects.toThrow('there is no column "y"');
  });
});

const wholesale = '../shared/datasets/wholesale-customers/Wholesale_customers_data.csv';
describe.skipIf(!existsSync(wholesale))('columnStatistics on ../shared/datasets/wholesale-customers', () => {
  it('gives the published means, without reading the table', async () => {
    const table = await openTable(wholesale);
    const names = ['Fresh', 'Milk', 'Grocery', 'Frozen', 'Detergents_Paper', 'Delicassen'];
    const means = (await columnStatistics(table, names)).array('mean') as number[];
    const published = [12000.298, 5796.266, 7951.277, 3071.932, 2881.493, 1524.87];
    for (const [j, mean] of means.entries()) expect(mean).toBeCloseTo(published[j], 2);
  });
});
