import { profile, profileTable, tableOf } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fiveCustomers, fiveSegments, segmentsOf } from './segments-by-hand.js';

const people = profile(fiveSegments, fiveCustomers, { id: 'customerId', minimum: 1 });
const column = (name: string) => people.numbers.find((one) => one.name === name)!;

describe('profile', () => {
  it('gives sizes and shares with Wilson intervals', () => {
    // 2 of 5, z = 1.96: (0.4 + 0.38416 ± 1.96 · sqrt(0.048 + 0.038416)) / 1.76832 = 0.1176, 0.7693.
    const [first, second] = people.segments;
    expect([first.size, second.size, people.customers]).toEqual([2, 3, 5]);
    expect(first.share.value).toBe(0.4);
    expect(first.share.low).toBeCloseTo(0.1176, 4);
    expect(first.share.high).toBeCloseTo(0.7693, 4);
  });

  it('gives mean, median, quartiles and index of numbers', () => {
    // Recency 10, 30 | 50, 70, 90: means 20, 70 and 50 of all; quartiles linear between neighbours.
    const { all, bySegment } = column('recencyDays');
    expect(all).toMatchObject({
      n: 5,
      missing: 0,
      mean: 50,
      median: 50,
      lowerQuartile: 30,
      upperQuartile: 70,
    });
    expect(bySegment[0]).toMatchObject({
      n: 2,
      mean: 20,
      median: 20,
      lowerQuartile: 15,
      upperQuartile: 25,
      index: 40,
    });
    expect(bySegment[1]).toMatchObject({
      n: 3,
      mean: 70,
      median: 70,
      lowerQuartile: 60,
      upperQuartile: 80,
      index: 140,
    });
  });

  it('counts how often a customer has more than one of the others, ties half', () => {
    // Orders 1, 2 against 2, 3: of four pairs one is equal and none larger: 0.5 / 4.
    const { bySegment } = column('orders');
    expect(bySegment.map(({ superiority }) => superiority)).toEqual([0.125, 0.875]);
    expect(bySegment[1]).toMatchObject({ n: 2, missing: 1 });
    expect(column('recencyDays').bySegment.map(({ superiority }) => superiority)).toEqual([0, 1]);
  });

  it('gives shares of categories, the most frequent first', () => {
    const region = people.categories.find(({ name }) => name === 'region')!;
    expect(region.categories.map(({ value, count, share }) => [value, count, share])).toEqual([
      ['North', 3, 0.6],
      ['South', 2, 0.4],
    ]);
    expect(region.categories[0].bySegment.map(({ count, share }) => [count, share])).toEqual([
      [2, 1],
      [1, 1 / 3],
    ]);
    expect(region.categories[0].bySegment[0].superiority).toBeCloseTo(0.5 + (1 - 1 / 3) / 2, 12);
  });

  it('tells what at least a quarter reach, in observed values', () => {
    // Recency 50, 70, 90: a quarter of 3 customers is 1: 90, reached by 1. Orders 2, 3: 3, by 1 of 2.
    expect(column('recencyDays').bySegment[1].top).toEqual({ from: 90, share: 1 / 3 });
    expect(column('orders').bySegment[1].top).toEqual({ from: 3, share: 0.5 });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 }), (values) => {
        const table = tableOf({ customerId: values.map((_, i) => `c${i}`), x: values });
        const labels = Object.fromEntries(values.map((_, i) => [`c${i}`, 0]));
        const { top } = profile(segmentsOf(labels, ['Only']), table, { id: 'customerId' }).numbers[0].all;
        const reach = (from: number) => values.filter((value) => value >= from).length / values.length;
        expect(top!.share).toBe(reach(top!.from));
        expect(top!.share).toBeGreaterThanOrEqual(0.25);
        expect(reach(top!.from + 1)).toBeLessThan(0.25);
      }),
    );
  });

  it('keeps out by name what nobody gave a role, and says so', () => {
    const ids = { customerId: ['a', 'b', 'c', 'd', 'e'] };
    const table = tableOf({
      ...ids,
      Geschlecht: ['f', 'f', 'm', 'm', 'm'],
      emailConsent: ['yes', 'no', 'yes', 'no', 'no'],
      accountId: [1, 2, 3, 4, 5],
      race_count: [1, 2, 3, 4, 5],
      essex: ['x', 'x', 'y', 'y', 'y'],
    });
    const made = profile(fiveSegments, table, { id: 'customerId', minimum: 1 });
    expect(made.keptOut).toEqual(['Geschlecht', 'emailConsent', 'accountId', 'race_count']);
    expect([...made.numbers, ...made.categories].map(({ name }) => name)).toEqual(['essex']);
    const told = profile(fiveSegments, table.describe({ race_count: { role: 'measure' } }), {
      id: 'customerId',
      minimum: 1,
    });
    expect(told.keptOut).not.toContain('race_count');
    expect(told.numbers.map(({ name }) => name)).toEqual(['race_count']);
  });

  it('makes no ratio of years', () => {
    const table = tableOf({
      customerId: ['a', 'b', 'c', 'd', 'e'],
      birthYear: [1950, 1960, 1970, 1980, 1990],
    });
    const made = profile(fiveSegments, table, { id: 'customerId', minimum: 1 });
    expect(made.numbers[0].indexUndefined).toBe('years have no ratio');
    expect(made.segments[0].markers[0]).toMatchObject({ column: 'birthYear', direction: 'low' });
    const withAge = profile(
      fiveSegments,
      table.derive({ age: (d: { birthYear: number }) => 2025 - d.birthYear }),
      { id: 'customerId', minimum: 1 },
    );
    expect(withAge.segments[0].markers.map((marker) => marker.column)).toEqual(['age']);
  });

  it('leaves protected columns out unless they are named, and never makes markers of them', () => {
    expect(people.categories.map(({ name }) => name)).toEqual(['region']);
    const asked = profile(fiveSegments, fiveCustomers, {
      id: 'customerId',
      categories: ['gender'],
      minimum: 1,
    });
    expect(asked.categories.map(({ name }) => name)).toEqual(['gender']);
    expect(asked.segments.flatMap(({ markers }) => markers.map((marker) => marker.column))).not.toContain(
      'gender',
    );
  });

  it('matches rows by id, in any order', () => {
    const shuffled = tableOf({ customerId: ['e', 'c', 'a', 'd', 'b'], recencyDays: [90, 50, 10, 70, 30] });
    const other = profile(fiveSegments, shuffled, { id: 'customerId', minimum: 1 });
    expect(other.numbers[0].bySegment).toEqual(column('recencyDays').bySegment);
  });

  it.each<[string, number[], string]>([
    ['0', [-1, 1, 0, -2, 2], 'the mean of all customers is 0'],
    ['0 but for rounding', [0.1, 0.2, -0.3, 1e-17, 0], 'the mean of all customers is 0'],
    ['below 0', [-1, -1, -1, -1, 0], 'the mean of all customers is below 0'],
    ['of nobody', [NaN, NaN, NaN, NaN, NaN], 'nobody has a value'],
  ])('has no index where the mean is %s, and says so', (_, values, reason) => {
    const table = tableOf({ customerId: ['a', 'b', 'c', 'd', 'e'], score: values });
    const made = profile(fiveSegments, table, { id: 'customerId', columns: ['score'], minimum: 1 });
    expect(made.numbers[0].indexUndefined).toBe(reason);
    expect(made.numbers[0].bySegment.map(({ index }) => index)).toEqual([undefined, undefined]);
    expect(profileTable(made).content.note).toContain(`No index of score: ${reason}`);
  });

  it('is undefined, not NaN, where a segment has no customers or no values', () => {
    const empty = segmentsOf({ a: 0, b: 0, c: 1, d: 1, e: 1 }, ['First', 'Second', 'Nobody']);
    const made = profile(empty, fiveCustomers, { id: 'customerId', minimum: 0 });
    expect(made.segments[2]).toMatchObject({ size: 0, markers: [] });
    expect(made.numbers[0].bySegment[2]).toMatchObject({
      n: 0,
      mean: undefined,
      median: undefined,
      index: undefined,
    });
    expect(JSON.stringify(profileTable(made).content)).not.toContain('NaN');
  });

  it('agrees with its parts: sizes add up, means weigh up to the mean of all', () => {
    const value = fc.integer({ min: -1000, max: 1000 });
    const customers = fc.array(fc.tuple(value, fc.integer({ min: 0, max: 2 })), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(customers, (rows) => {
        const labels = Object.fromEntries(rows.map(([, label], i) => [`c${i}`, label]));
        const table = tableOf({ customerId: rows.map((_, i) => `c${i}`), x: rows.map(([x]) => x) });
        const made = profile(segmentsOf(labels, ['A', 'B', 'C']), table, {
          id: 'customerId',
          columns: ['x'],
        });
        const { all, bySegment } = made.numbers[0];
        expect(made.segments.reduce((sum, { size }) => sum + size, 0)).toBe(rows.length);
        const weighed = bySegment.reduce((sum, own) => sum + (own.mean ?? 0) * own.n, 0) / rows.length;
        expect(weighed).toBeCloseTo(all.mean!, 8);
        for (const { superiority, n } of bySegment) {
          expect(superiority === undefined).toBe(n === 0 || n === rows.length);
          if (superiority !== undefined) expect(superiority).toBeGreaterThanOrEqual(0);
          if (superiority !== undefined) expect(superiority).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it.each<[string, () => unknown, string]>([
    [
      'a customer without a segment',
      () => profile(segmentsOf({ a: 0, b: 1, c: 1, d: 1 }), fiveCustomers, { id: 'customerId' }),
      'profile: row 5, customer "e" is not in the segmentation.',
    ],
    [
      'a customer without a row',
      () => profile(fiveSegments, fiveCustomers.slice(0, 3), { id: 'customerId' }),
      'profile: customer "d" of the segmentation has no row in the table.',
    ],
    [
      'a customer in two rows',
      () => profile(fiveSegments, tableOf({ customerId: ['a', 'b', 'b'] }), { id: 'customerId' }),
      'profile: row 3, customer "b" stands twice in the table.',
    ],
    [
      'an unknown column',
      () =>
        profile(fiveSegments, fiveCustomers, { id: 'customerId', columns: ['recencyDay' as 'recencyDays'] }),
      'profile: there is no column "recencyDay". Nearest: "recencyDays".',
    ],
    [
      'text among numbers',
      () => profile(fiveSegments, fiveCustomers, { id: 'customerId', columns: ['region'] }),
      'profile: row 1, column "region" is "North", not a finite number.',
    ],
    [
      'no customers',
      () => profile(segmentsOf({}), tableOf({ customerId: [] as string[] }), { id: 'customerId' }),
      'profile: the segmentation has no customers.',
    ],
    [
      'a label without a segment',
      () => profile(segmentsOf({ a: 7 }), tableOf({ customerId: ['a'] }), { id: 'customerId' }),
      'profile: customer "a" has label 7; there are 2 segments.',
    ],
  ])('refuses %s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});

describe('profileTable', () => {
  it('has a row for each segment and one for all', () => {
    const { columns, rows } = profileTable(people, { statistics: ['mean', 'index'] }).content;
    expect(columns.slice(0, 5).map(({ title }) => title)).toEqual([
      'Segment',
      'Customers',
      'Share',
      'Days since last order, mean',
      'Days since last order, index',
    ]);
    expect(rows.map((row) => row.slice(0, 5))).toEqual([
      ['First', 2, 0.4, 20, 40],
      ['Second', 3, 0.6, 70, 140],
      ['All customers', 5, 1, 50, 100],
    ]);
  });

  it('shows nothing of segments and categories below the minimum', () => {
    const masked = profile(fiveSegments, fiveCustomers, { id: 'customerId', minimum: 3 });
    const { rows, note } = profileTable(masked).content;
    expect(rows[0]).toEqual(['First', 'fewer than 3', null, ...rows[0].slice(3).map(() => null)]);
    expect(rows[1].slice(-2)).toEqual(['fewer than 3 customers', 'fewer than 3 customers']);
    expect(note).toContain('Segments of fewer than 3 customers are not shown');
  });
});
