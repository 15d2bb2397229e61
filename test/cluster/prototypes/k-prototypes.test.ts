import {
  kModes,
  kmeans,
  kPrototypes,
  matrix,
  seeded,
  segmentationFromJSON,
  type Table,
  tableOf,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shuffled } from '#clientele/core/shuffled';
import { hasShared, sharedLines } from '../../fixtures/shared-data.js';

const customers = fc.array(
  fc.record({
    spend: fc.integer({ min: 0, max: 40 }),
    city: fc.constantFrom('A', 'B', "O'Fallon"),
    pays: fc.constantFrom('card', 'cash'),
  }),
  { minLength: 6, maxLength: 25 },
);
type Customer = { spend: number; city: string; pays: string };
const tableOfRows = (rows: readonly Customer[]) =>
  tableOf({
    spend: rows.map(({ spend }) => spend),
    city: rows.map(({ city }) => city),
    pays: rows.map(({ pays }) => pays),
  });
const options = { numeric: ['spend'], categorical: ['city', 'pays'], seed: 1 };
const differ = (rows: readonly Customer[]) => new Set(rows.map((row) => JSON.stringify(row))).size;

describe('kPrototypes', () => {
  it('costs what its prototypes cost, in memory, as a function and after JSON', async () => {
    await fc.assert(
      fc.asyncProperty(customers, async (rows) => {
        const k = Math.min(3, differ(rows));
        const made = await kPrototypes(tableOfRows(rows), { ...options, k, restarts: 10 });
        const costs = rows.map((row) =>
          made.prototypes.map(
            ({ numbers, categories }) =>
              (row.spend - numbers[0]) ** 2 +
              made.gamma * (Number(row.city !== categories[0]) + Number(row.pays !== categories[1])),
          ),
        );
        expect(made.cost).toBeCloseTo(
          costs.reduce((sum, own) => sum + Math.min(...own), 0),
          6,
        );
        const again = segmentationFromJSON(JSON.parse(JSON.stringify(made)));
        const place = made.toFunction();
        made.labels.forEach((label, i) => {
          expect(costs[i][label]).toBeCloseTo(Math.min(...costs[i]), 9);
        });
        const assigned = made.assign(tableOfRows(rows) as unknown as Table);
        expect(assigned).toEqual(made.labels);
        expect(again.assign(tableOfRows(rows) as unknown as Table)).toEqual(assigned);
        rows.forEach((row, i) => {
          expect(place(row).segment).toBe(made.segments[assigned[i]].key);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('does not depend on the order of the customers', async () => {
    await fc.assert(
      fc.asyncProperty(customers, fc.nat(1000), async (rows, seed) => {
        const k = Math.min(3, differ(rows));
        const order = shuffled(seeded(seed), [...rows.keys()]);
        const one = await kPrototypes(tableOfRows(rows), { ...options, k });
        const other = await kPrototypes(tableOfRows(order.map((i) => rows[i])), { ...options, k });
        expect(other.cost).toBeCloseTo(one.cost, 9);
        expect(other.startCosts).toHaveLength(one.startCosts.length);
        expect([...other.labels]).toEqual(order.map((i) => one.labels[i]));
      }),
      { numRuns: 25 },
    );
  });

  it('is k-means where there are numbers only', async () => {
    const random = seeded(3);
    const values = Array.from({ length: 90 }, (_, i) => 10 * (i % 3) + random.normal());
    const made = await kPrototypes(tableOf({ value: values }), {
      numeric: ['value'],
      categorical: [],
      k: 3,
      seed: 1,
    });
    const { inertia } = await kmeans(matrix(values.map((value) => [value])), { k: 3, seed: 1 });
    expect(made.cost).toBeCloseTo(inertia, 9);
  });

  // kmodes (Python) on the same twelve companies: labels as published, cost and gamma computed.
  it.skipIf(!hasShared)('gives the published segments of twelve companies', async () => {
    const rows = sharedLines('oracles/data/stocks.csv').map((line) => line.split(','));
    const table = tableOf({
      name: rows.map((row) => row[0]),
      price: rows.map((row) => Number(row[1])),
      sector: rows.map((row) => row[2]),
      country: rows.map((row) => row[3]),
    });
    const made = await kPrototypes(table, {
      numeric: ['price'],
      categorical: ['sector', 'country'],
      k: 4,
      seed: 1,
      id: 'name',
    });
    expect(made.gamma).toBeCloseTo(69.9033360355, 9);
    expect(made.cost).toBeCloseTo(1664.47085495, 7);
    const published = [0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3];
    const first = (label: number) => made.labels.indexOf(label);
    expect([...made.labels].map(first)).toEqual(published.map((label) => published.indexOf(label)));
    const centers = made.prototypes.map(({ numbers }) => numbers[0]).toSorted((a, b) => b - a);
    for (const [i, center] of [738.5, 356.975, 275.35, 197.6667].entries()) {
      expect(centers[i]).toBeCloseTo(center, 4);
    }
    expect(made.ids[0]).toBe('AAPL');
  });

  it('places customers as near to two segments in the larger one', async () => {
    // Modes AX and BY, and AY differs from each in one: three customers AX and two BY.
    const table = tableOf({ one: ['A', 'A', 'A', 'B', 'B', 'A'], two: ['X', 'X', 'X', 'Y', 'Y', 'Y'] });
    const made = await kModes(table, { columns: ['one', 'two'], k: 2, seed: 1 });
    expect([...made.labels]).toEqual([0, 0, 0, 1, 1, 0]);
    expect(made.assign(table as unknown as Table)).toEqual(made.labels);
  });

  it('takes numbers and truths as categories, and writes them so', async () => {
    const table = tableOf({ channel: [1, 1, 2, 2], member: [true, true, false, false] });
    const made = await kModes(table, { columns: ['channel', 'member'], k: 2, seed: 1 });
    expect(made.prototypes[0]).toEqual({ numbers: [], categories: ['1', 'true'] });
    const place = made.toFunction();
    expect([place({ channel: 1, member: true }), place({ channel: 2, member: false })]).toMatchObject([
      { segment: 's1' },
      { segment: 's2' },
    ]);
    expect(segmentationFromJSON(JSON.parse(JSON.stringify(made))).assign(table as unknown as Table)).toEqual(
      made.labels,
    );
    const { columns } = made.toJSON();
    expect(columns.map(({ type }) => type)).toEqual(['number', 'boolean']);
  });

  it('counts categories where the numbers are constant', async () => {
    const table = tableOf({ spend: [5, 5, 5, 5], city: ['A', 'A', 'B', 'B'] });
    const made = await kPrototypes(table, { numeric: ['spend'], categorical: ['city'], k: 2, seed: 1 });
    expect(made.gamma).toBe(1);
    expect(made.segments.map(({ size }) => size)).toEqual([2, 2]);
    await expect(
      kPrototypes(table, { numeric: ['spend'], categorical: ['city'], gamma: 0, k: 2, seed: 1 }),
    ).rejects.toThrow('k is 2, but all customers are alike. Only k = 1 is possible.');
  });

  it('stops within a start', async () => {
    const random = seeded(1);
    const values = Array.from({ length: 500 }, () => random.next());
    const stop = new AbortController();
    const task = { signal: stop.signal, progress: () => stop.abort(new Error('stopped')), warn() {} };
    await expect(
      kPrototypes(
        tableOf({ a: values }),
        { numeric: ['a'], categorical: [], k: 5, seed: 1, restarts: 1 },
        task,
      ),
    ).rejects.toThrow('stopped');
  });

  it('says what is wrong with a column or a list of columns', async () => {
    const of = (columns: Record<string, unknown[]>, given: object = {}) =>
      expect(
        kPrototypes(tableOf(columns as Record<string, string[]>), {
          numeric: ['x'],
          categorical: ['c'],
          k: 2,
          seed: 1,
          ...given,
        }),
      ).rejects;
    await of({ x: [1, Infinity], c: ['a', 'b'] }).toThrow('row 2, column "x" is Infinity, not a number.');
    await of({ x: [1, null], c: ['a', 'b'] }).toThrow(
      'is missing, not a number. Fill it, or leave out such customers.',
    );
    await of({ x: [0, 1e300], c: ['a', 'b'] }).toThrow(
      'kPrototypes: the values are too large to be squared.',
    );
    await of({ x: [0, 1e-300], c: ['a', 'b'] }).toThrow('kPrototypes: the customers differ by too little');
    await of({ x: [0, 1], c: ['a', 1] }).toThrow('row 2, column "c" is 1, not a text like that of row 1.');
    await of({ x: [0, 1], c: [new Date(0), new Date(1)] }).toThrow('not a text, a number or true or false.');
    await of({ x: [], c: [] }).toThrow('kPrototypes: there are no customers.');
    await of({ x: [1], c: ['a'] }, { numeric: 'x' }).toThrow(
      'kPrototypes needs numeric and categorical as lists of names',
    );
    const two = tableOf({ city: ['A', 'B'] });
    await expect(kModes(two, { columns: 'city' as unknown as string[], k: 2, seed: 1 })).rejects.toThrow(
      'kModes needs the columns as a list of names.',
    );
    await expect(kModes(two, { columns: ['town'], k: 2, seed: 1 })).rejects.toThrow(
      'kModes: there is no column "town"',
    );
    const large = await kPrototypes(tableOf({ x: [1n, 5n] }), {
      numeric: ['x'],
      categorical: [],
      k: 2,
      seed: 1,
    });
    expect(large.cost).toBe(0);
  });

  it('refuses what it cannot do, with row and column', async () => {
    const table = tableOf({ spend: [1, 2, null], city: ['A', null, 'B'] });
    const refused = (given: object, words: string) =>
      expect(kPrototypes(table, { numeric: [], categorical: [], k: 1, seed: 1, ...given })).rejects.toThrow(
        words,
      );
    await refused({}, 'kPrototypes needs a column');
    await refused({ numeric: ['spend'] }, 'row 3, column "spend" is missing, not a number. Fill it');
    await refused({ categorical: ['city'] }, 'row 2, column "city" is missing, not a category');
    await refused({ numeric: ['city'] }, 'row 1, column "city" is "A", not a number');
    await refused({ numeric: ['spent'] }, 'spend');
    await refused(
      { numeric: ['spend'], categorical: ['spend'] },
      '"spend" stands in numeric and in categorical',
    );
    await refused({ numeric: ['spend'], gamma: -1 }, 'gamma is -1');
    const two = tableOf({ city: ['A', 'A', 'B'] });
    await expect(kModes(two, { columns: ['city'], k: 3, seed: 1 })).rejects.toThrow(
      'k is 3, but only 2 customers differ. Choose k from 1 to 2.',
    );
    const made = await kModes(two, { columns: ['city'], k: 2, seed: 1 });
    expect(made.toFunction()({ city: null }).segment).toBe('other');
  });
});

// kmodes (Python): 47 plants in four classes.
it.skipIf(!hasShared)('k-modes finds the four diseases of soy beans, at a cost of 199', async () => {
  const rows = sharedLines('oracles/data/soybean.csv').map((line) => line.split(','));
  const columns = Array.from({ length: 35 }, (_, j) => `c${j + 1}`);
  const table = tableOf(Object.fromEntries(columns.map((name, j) => [name, rows.map((row) => row[j])])));
  const made = await kModes(table as unknown as Table, { columns, k: 4, seed: 1 });
  expect(made.cost).toBe(199);
  expect(made.segments.map(({ size }) => size)).toEqual([17, 10, 10, 10]);
  const classes = new Set(rows.map((row, i) => `${row[35]} ${made.labels[i]}`));
  expect(classes.size).toBe(4);
});
