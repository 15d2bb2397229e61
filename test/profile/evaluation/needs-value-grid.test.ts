import {
  DISPLAY_KEY,
  gridEvidence,
  isInputError,
  isProven,
  needsValueGrid,
  readTable,
  tableFromRows,
  tableOf,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasShared, shared } from '../../fixtures/shared-data.js';

const segments = tableOf(
  {
    key: ['s1', 's2', 's3', 's4', 's5', 's6'],
    name: ['Families', '<b>Singles</b>', 'Clubs', 'عملاء', 'Lone', 'Unknown'],
    need: [8, 9, 3, 8, 9, null] as (number | null)[],
    revenue: [250, 40, 260, 250, 900, 70],
    customers: [500, 300, 40, 90, 3, 60],
  },
  { revenue: { unit: 'EUR' } },
);
const options = {
  id: 'key',
  name: 'name',
  customers: 'customers',
  need: { column: 'need', cuts: [4, 7] },
  value: { column: 'revenue', cuts: [50, 200] },
} as const;

describe('needsValueGrid', () => {
  const grid = needsValueGrid(segments, options);

  it('ranks by level of both, then value, then need', () => {
    // Levels of need below 4, 4 to 7, 7 on; of value below 50, to 200, 200 on. s1 and s4: 2 + 2, equal in all. s3: 0 + 2, s2: 2 + 0;
    // of these s3 is worth more. s5 has 3 customers, s6 no need.
    expect(
      grid.ranked.map(({ key, rank, needLevel, valueLevel }) => [key, rank, needLevel, valueLevel]),
    ).toEqual([
      ['s1', 1, 2, 2],
      ['s4', 1, 2, 2],
      ['s3', 3, 0, 2],
      ['s2', 4, 2, 0],
    ]);
    expect(grid.leftOut).toEqual([
      { key: 's5', name: 'Lone', reason: 'fewer than 10 customers' },
      { key: 's6', name: 'Unknown', reason: 'Need not measured' },
    ]);
    expect(grid.cells.find(({ needLevel, valueLevel }) => needLevel === 2 && valueLevel === 2)).toMatchObject(
      {
        count: 2,
        share: 0.5,
      },
    );
    expect(grid.cells).toHaveLength(9);
  });

  it('gives the reason in numbers that stand in the grid', () => {
    expect(grid.ranked[0].reason.text.replaceAll('\u00a0', ' ')).toBe(
      'Value high: Money spent 250 EUR (200 EUR or more). Need high: Need 8 (7 or more).',
    );
    const source = gridEvidence(grid);
    for (const { reason } of grid.ranked) expect(isProven(reason, source)).toBe(true);
    const moved = needsValueGrid(segments, { ...options, value: { column: 'revenue', cuts: [50, 300] } });
    expect(isProven(grid.ranked[0].reason, gridEvidence(moved))).toBe(false);
  });

  it('tells the best cell and who is left out, and displays without markup', () => {
    expect(grid.because.replaceAll(/[\u2068\u2069]/g, '')).toBe(
      'Highest in both, need and value: 2 of 4 segments (50%). First to turn to: Families, عملاء, Clubs. Left out: 1 segment, fewer than 10 customers. Left out: 1 segment, Need not measured.',
    );
    const bundle = grid[DISPLAY_KEY]();
    expect(bundle['text/html']).not.toContain('<b>Singles');
    expect(JSON.stringify(bundle)).not.toContain('900'); // of three customers nothing is shown
  });

  it('orders texts as it is told', () => {
    const firms = tableOf({
      firm: ['a', 'b', 'c'],
      profile: ['shark', 'cat', 'wolf'],
      revenue: [10, 20, 30],
    });
    const by = needsValueGrid(firms, {
      id: 'firm',
      need: { column: 'profile', order: ['cat', 'wolf', 'shark'] },
      value: { column: 'revenue', cuts: [15] },
      what: 'account',
    });
    // In halves of both axes: a 2/2 + 0, b 0 + 1, c 1/2 + 1.
    expect(by.ranked.map(({ key, rank }) => [key, rank])).toEqual([
      ['c', 1],
      ['b', 2],
      ['a', 3],
    ]);
    expect(by.ranked[0].reason.text).toBe('Value high: Money spent 30 (15 or more). Need (Profile): wolf.');
  });

  it('a value at a cut belongs above it, however it is printed', () => {
    const grid = needsValueGrid(tableOf({ f: ['a', 'b'], n: [0.3, 0.29999], v: [1, 1] }), {
      id: 'f',
      need: { column: 'n', cuts: [0.3] },
      value: { column: 'v', cuts: [1.234567] },
    });
    expect(grid.ranked.map(({ key, needLevel }) => [key, needLevel])).toEqual([
      ['a', 1],
      ['b', 0],
    ]);
    expect(grid.value.levels[0].range).toBe('below 1.234567');
  });

  it('does not hang on the order of rows, and more of either never ranks lower', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (cells) => {
        const rows = cells.map(([n, v], i) => ({ id: `f${i}`, n, v }));
        const axes = {
          id: 'id',
          need: { column: 'n', cuts: [3, 6] },
          value: { column: 'v', cuts: [5] },
        } as const;
        const { ranked } = needsValueGrid(tableFromRows(rows), axes);
        const turned = needsValueGrid(tableFromRows([...rows].reverse()), axes);
        expect(turned.ranked).toEqual(ranked);
        for (const a of ranked) {
          for (const b of ranked)
            if (a.need >= b.need && a.value >= b.value) expect(a.rank).toBeLessThanOrEqual(b.rank);
        }
      }),
    );
  });

  it.each<[string, () => unknown]>([
    ['needs id, need and value', () => needsValueGrid(segments, {} as never)],
    ['needs a table', () => needsValueGrid([] as never, options)],
    ['has no rows', () => needsValueGrid(segments.filter(() => false).reify(), options)],
    [
      'no column "needs"',
      () => needsValueGrid(segments, { ...options, need: { column: 'needs', cuts: [1] } }),
    ],
    [
      'row 2, column "key" is "a" like another',
      () =>
        needsValueGrid(tableOf({ key: ['a', 'a'], n: [1, 2] }), {
          id: 'key',
          need: { column: 'n', cuts: [1] },
          value: { column: 'n', cuts: [1] },
        }),
    ],
    [
      '1 to 8 ascending numbers',
      () => needsValueGrid(segments, { ...options, need: { column: 'need', cuts: [7, 4] } }),
    ],
    [
      '1 to 8 ascending numbers',
      () => needsValueGrid(segments, { ...options, need: { column: 'need', cuts: [Number.NaN] } }),
    ],
    [
      '1 to 8 ascending numbers',
      () => needsValueGrid(segments, { ...options, need: { column: 'need' } as never }),
    ],
    [
      'column "name" is "Families", not a finite number',
      () => needsValueGrid(segments, { ...options, need: { column: 'name', cuts: [1] } }),
    ],
    [
      'is not in the order A, B',
      () => needsValueGrid(segments, { ...options, need: { column: 'name', order: ['A', 'B'] } }),
    ],
    [
      'name two texts or more, each once',
      () => needsValueGrid(segments, { ...options, need: { column: 'name', order: ['A', 'A'] } }),
    ],
    [
      '"gender" is protected',
      () =>
        needsValueGrid(tableOf({ key: ['a'], gender: [1] }), {
          id: 'key',
          need: { column: 'gender', cuts: [1] },
          value: { column: 'gender', cuts: [1] },
        }),
    ],
    [
      'minimum counts customers',
      () => needsValueGrid(segments, { id: 'key', need: options.need, value: options.value, minimum: 3 }),
    ],
    [
      'row 1, column "n" is Infinity',
      () =>
        needsValueGrid(tableOf({ key: ['a'], n: [Infinity] }), {
          id: 'key',
          need: { column: 'n', cuts: [1] },
          value: { column: 'n', cuts: [1] },
        }),
    ],
  ])('says what it needs: %s %#', (message, run) => {
    let caught: unknown;
    try {
      run();
    } catch (error) {
      caught = error;
    }
    expect(isInputError(caught), String(caught)).toBe(true);
    expect((caught as Error).message).toContain(message);
  });
});

describe.skipIf(!hasShared)('needsValueGrid on firms', () => {
  it('forbes-2000: by assets and market value; the grid counts every firm that has both', async () => {
    const firms = await readTable(`${shared}/datasets/forbes-2000/forbes2000.csv`);
    const grid = needsValueGrid(firms, {
      id: 'rank',
      name: 'name',
      need: { column: 'sales', cuts: [2, 10], title: 'sales' },
      value: { column: 'profits', cuts: [0, 1], title: 'profits' },
      what: 'account',
    });
    expect(grid.leftOut).toHaveLength(5); // profits are missing for 5 firms
    expect(grid.ranked).toHaveLength(1995);
    expect(grid.cells.reduce((sum, { count }) => sum + count, 0)).toBe(1995);
    // The most profitable firm with 10 billion of sales or more.
    const rows = firms.objects() as { name: string; sales: number; profits: number }[];
    const best = rows
      .filter(({ sales }) => sales >= 10)
      .reduce((a, b) => ((b.profits ?? -1e9) > (a.profits ?? -1e9) ? b : a));
    expect(grid.ranked[0].name).toBe(best.name);
    const source = gridEvidence(grid);
    expect(grid.ranked.every(({ reason }) => isProven(reason, source))).toBe(true);
  });

  it('olist-seller-funnel: by kind of seller and size of catalogue; unknown ones are counted', async () => {
    const deals = await readTable(`${shared}/datasets/olist-seller-funnel/closed_deals.csv`);
    const grid = needsValueGrid(deals, {
      id: 'mql_id',
      need: {
        column: 'lead_type',
        order: [
          'offline',
          'online beginner',
          'online small',
          'online medium',
          'online big',
          'online top',
          'industry',
          'other',
        ],
      },
      value: { column: 'declared_monthly_revenue', cuts: [1, 50_000], title: 'declared revenue a month' },
      what: 'account',
    });
    expect(grid.ranked.length + grid.leftOut.length).toBe(842);
    const rows = deals.objects() as { lead_type: string | null; declared_monthly_revenue: number }[];
    expect(grid.leftOut).toHaveLength(
      rows.filter(({ lead_type }) => lead_type === null || lead_type === undefined || lead_type === '')
        .length,
    );
    // 45 sellers declared a revenue above 0 (README); those among the placed lie in the two higher levels.
    const declared = grid.ranked.filter(({ valueLevel }) => valueLevel > 0).length;
    expect(declared).toBe(
      rows.filter(({ lead_type, declared_monthly_revenue }) => lead_type && declared_monthly_revenue >= 1)
        .length,
    );
    expect(declared).toBeGreaterThan(30);
  });
});
