import { existsSync } from 'node:fs';
import { missingness, openTable, readTable, seeded, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';

const table = tableOf({
  arm: [...new Array(40).fill('a'), ...new Array(60).fill('b'), 'c', null],
  income: Array.from({ length: 102 }, (_, i) => (i < 20 || i === 100 ? null : i)),
  note: Array.from({ length: 102 }, (_, i) => (i % 2 === 0 ? ' ' : 'x')),
  full: Array.from({ length: 102 }, (_, i) => i),
});

describe('missingness', () => {
  it.each(['memory', 'engine'] as const)('counts by column and by group, in %s', async (where) => {
    const result = await missingness(table, { by: 'arm', where });
    expect(result.columns.objects()).toEqual([
      { column: 'income', rows: 102, missing: 21, share: 21 / 102 },
      { column: 'note', rows: 102, missing: 51, share: 0.5 },
      { column: 'full', rows: 102, missing: 0, share: 0 },
    ]);
    // Income: 20 of 40 in a, 1 of the other 62. b: 0 of 60, 21 of the other 42. c and the group without a name are small.
    expect(result.smallGroups).toBe(2);
    const [a, b, noteA] = result.groups.objects();
    expect(a).toMatchObject({
      column: 'income',
      group: 'a',
      rows: 40,
      missing: 20,
      share: 0.5,
      standsOut: true,
    });
    expect(a.elsewhere).toBeCloseTo(1 / 62, 12);
    expect(b).toMatchObject({ group: 'b', missing: 0, elsewhere: 0.5, standsOut: true });
    expect(b.difference).toBeCloseTo(-0.5, 12);
    expect(noteA).toMatchObject({ column: 'note', share: 0.5, standsOut: false });
    expect(result.findings[0].sentence).toBe('"income" is missing for 50% of arm a and for 1.6% elsewhere.');
  });

  it('rarely lets groups stand out where gaps are left to chance', async () => {
    // Every third value is missing whatever the group: no group may stand out.
    const random = tableOf({
      group: Array.from({ length: 3000 }, (_, i) => `g${i % 20}`),
      x: Array.from({ length: 3000 }, (_, i) => (Math.floor(i / 20) % 3 === 0 ? null : i)),
    });
    expect((await missingness(random, { by: 'group' })).findings).toEqual([]);
  });

  it('lets groups stand out in at most one of twenty tables without an effect', async () => {
    // Five unequal groups of 20 to 400, 10% missing by chance, 200 tables: 5% are 10, and 3 standard deviations more 19.
    const random = seeded(7);
    const group = [20, 40, 80, 160, 400].flatMap((size, g) => new Array(size).fill(`g${g}`));
    let tables = 0;
    for (let t = 0; t < 200; t++) {
      const x = group.map(() => (random.integer(10) === 0 ? null : 1));
      if ((await missingness(tableOf({ group, x }), { by: 'group' })).findings.length > 0) tables++;
    }
    expect(tables).toBeLessThanOrEqual(19);
  });

  it('refuses what is not there and what is no grouping', async () => {
    await expect(missingness(table, { by: 'amr' })).rejects.toThrow('Nearest: "arm"');
    const ids = tableOf({ id: Array.from({ length: 1001 }, (_, i) => i), x: new Array(1001).fill(null) });
    await expect(missingness(ids, { by: 'id' })).rejects.toThrow('1001 groups');
  });
});

const data = '../shared/datasets';
describe.skipIf(!existsSync(data))('missingness on ../shared/datasets', () => {
  it('finds the 24 incomes of customer-personality and the customers of online-retail', async () => {
    const people = await readTable(`${data}/customer-personality/marketing_campaign.csv`, {
      missing: ['NA'],
    });
    const gaps = (await missingness(people)).columns.objects().filter(({ missing }) => missing > 0);
    expect(gaps.map(({ column, missing }) => [column, missing])).toEqual([['Income', 24]]);
    const lines = await openTable(`${data}/online-retail/online_retail.csv.gz`, {
      types: { CustomerID: 'text' },
    });
    const { columns } = await missingness(lines, { columns: ['Description', 'CustomerID'], by: 'Country' });
    expect(columns.array('missing')).toEqual([1454, 135_080]);
  });
});
