import {
  crossSegments,
  markerVariables,
  profile,
  profileEvidence,
  profileTable,
  readTable,
  type Segmentation,
  segmentDifferences,
  tableOf,
  uniteSegments,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasShared, shared, sharedLines } from '../fixtures/shared-data.js';
import { manyCustomers, segmentsOf } from './segments-by-hand.js';

/** Sixty customers in two segments and one small one; plan and region tell, height does not. */
function sixty() {
  const rows = Array.from({ length: 60 }, (_, i) => ({
    customerId: `c${String(i).padStart(2, '0')}`,
    recencyDays: i < 28 ? 5 + (i % 7) : 90 + (i % 11),
    spend: i < 28 ? 300 + 10 * (i % 5) : 80 + 7 * (i % 9),
    height: 160 + ((i * 13) % 30),
    plan: i < 28 ? (i % 4 === 0 ? 'basic' : 'gold') : i % 5 === 0 ? 'gold' : 'basic',
    gender: i % 2 === 0 ? 'f' : 'm',
    isMember: i % 3 === 0,
  }));
  const labels = Object.fromEntries(
    rows.map(({ customerId }, i) => [customerId, i < 28 ? 0 : i < 56 ? 1 : 2]),
  );
  const names = Object.keys(rows[0]) as (keyof (typeof rows)[number])[];
  const columns = Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
  const table = tableOf(columns as never).describe({
    recencyDays: { role: 'base', unit: 'days' },
    height: { role: 'descriptor' },
    gender: { role: 'protected' },
  } as never);
  return { segments: segmentsOf(labels, ['Near', 'Far', 'Few']), table };
}

const { segments, table } = sixty();
const people = profile(segments, table as never, {
  id: 'customerId' as never,
  categories: ['plan', 'gender'] as never,
});

describe('segmentDifferences', () => {
  it('corrects all tests together and says what is by construction', () => {
    const { tests, warnings } = segmentDifferences(people);
    // Three numbers: four tests across and three for each of two segments that are large enough; plan: one across, and of
    // two plans by two segments those with ten customers or more (gold 21 and 6, basic 7 and 22).
    expect(tests).toHaveLength(3 * (4 + 3 * 2) + 1 + 2);
    expect(
      tests.every(({ p, holm, benjaminiHochberg }) => p <= benjaminiHochberg && benjaminiHochberg <= holm),
    ).toBe(true);
    expect(tests.some(({ segment }) => segment === 's3')).toBe(false);
    expect(JSON.stringify(tests)).not.toContain('gender');
    expect(tests.find(({ column }) => column === 'recencyDays')!.part).toBe('base');
    expect(warnings[0]).toBe(
      'Segments were made of recencyDays: that they differ there is by construction and no finding.',
    );
    const height = tests.filter(({ column }) => column === 'height');
    expect(Math.min(...height.map(({ holm }) => holm))).toBeGreaterThan(0.05);
  });

  it('shows bases last, and effects with intervals', () => {
    const shown = segmentDifferences(people)[
      Symbol.for('Jupyter.display') as never
    ] as unknown as () => Record<string, unknown>;
    const text = String(shown()['text/plain']);
    expect(text).toMatch(/height[\s\S]*made of it/i);
    expect(text).not.toMatch(/made of it[\s\S]*height/i);
    expect(text).toContain('by construction');
    expect(text).not.toContain('NaN');
  });

  it('agrees with the tests on their own', () => {
    const recency = people.numbers.find(({ name }) => name === 'recencyDays')!;
    const { cohensD, mean, mannWhitney } = recency.bySegment[0].difference!;
    expect(mean.value).toBeCloseTo(recency.bySegment[0].mean! - (32 * 94.7 + 0) / 32, -1);
    expect(cohensD!.value).toBeLessThan(-5);
    expect(mannWhitney.probability).toBe(recency.bySegment[0].superiority);
  });
});

describe.skipIf(!hasShared)('vacation-motives, the published partition', () => {
  const load = async () => {
    const rows = sharedLines('datasets/vacation-motives/published_segments6.csv').slice(1);
    const labels = Object.fromEntries(
      rows.map((row) => row.split(',')).map(([id, s]) => [id, Number(s) - 1]),
    );
    const segmentation: Segmentation = segmentsOf(labels, ['1', '2', '3', '4', '5', '6']);
    const read = (file: string) => readTable(`${shared}/datasets/vacation-motives/${file}.csv`);
    return { segmentation, motives: await read('motives'), descriptors: await read('descriptors') };
  };

  it('has the means and tests of the book', async () => {
    const { segmentation, descriptors } = await load();
    const described = profile(segmentation, descriptors, {
      id: 'respondent',
      columns: ['Obligation'],
      categories: ['Gender'],
    });
    const [obligation] = described.numbers;
    // Published: means 3.66, 3.65, 3.91, 3.71, 3.53, 4.03; F(5, 994) = 13.63, p = 6.8e-13; gender: 4.155, 5 df, p = 0.527.
    const means = obligation.bySegment.map(({ mean }) => Number(mean!.toFixed(2)));
    expect(means).toEqual([3.66, 3.65, 3.91, 3.71, 3.53, 4.03]);
    expect(obligation.tests!.anova.f).toBeCloseTo(13.63, 2);
    expect(obligation.tests!.anova.degreesOfFreedom).toEqual({ between: 5, within: 994 });
    expect(obligation.tests!.anova.p / 6.8e-13).toBeCloseTo(1, 1);
    const { chiSquared } = described.categories[0].tests!;
    expect([chiSquared.statistic, chiSquared.degreesOfFreedom, chiSquared.p]).toEqual([
      expect.closeTo(4.155, 3),
      5,
      expect.closeTo(0.527, 3),
    ]);
  });

  it('marks the motives by which the book tells its segments', async () => {
    const { segmentation, motives } = await load();
    const people = profile(segmentation, motives, { id: 'respondent' });
    const shareOf = (motive: string) => people.numbers.find(({ name }) => name === motive)!;
    expect(shareOf('rest and relax').all.mean).toBeCloseTo(0.899, 3);
    const expected = [
      ['not care about prices', 4, 0.527],
      ['life style of the local people', 3, 0.942],
      ['cultural offers', 3, 0.801],
      ['maintain unspoilt surroundings', 5, 0.954],
      ['unspoilt nature/natural landscape', 5, 0.624],
      ['not exceed planned budget', 1, 0.935],
    ] as const;
    const markers = markerVariables(people);
    for (const [motive, s, share] of expected) {
      expect(shareOf(motive).bySegment[s].mean).toBeCloseTo(share, 3);
      expect(markers).toContainEqual(
        expect.objectContaining({ column: motive, segment: people.segments[s].key }),
      );
    }
    // Segment 1 ticks little beyond rest: it has no motive above all that is a marker.
    expect(markers.filter(({ segment, difference }) => segment === 's1' && difference > 0)).toEqual([]);
    // By hand for one: 0.527 - 0.181 is 0.346, at least 0.25.
    const prices = markers.find(
      ({ column, segment }) => column === 'not care about prices' && segment === 's5',
    )!;
    expect(prices.difference).toBeCloseTo(0.346, 3);
  });
});

describe('markerVariables', () => {
  it('takes a quarter or half of the mean, and no other', () => {
    // Shares 0.75 and 0.25 of 0.5: differences of 0.25 exactly. Money 120 and 80 of 100: a fifth only.
    const made = manyCustomers(
      [
        { segment: 0, values: { likes: 1, money: 120 } },
        { segment: 0, values: { likes: 1, money: 120 } },
        { segment: 0, values: { likes: 1, money: 120 } },
        { segment: 0, values: { likes: 0, money: 120 } },
        { segment: 1, values: { likes: 1, money: 80 } },
        { segment: 1, values: { likes: 0, money: 80 } },
        { segment: 1, values: { likes: 0, money: 80 } },
        { segment: 1, values: { likes: 0, money: 80 } },
      ],
      10,
    );
    const people = profile(segmentsOf(made.labels), made.table, { id: 'customerId' });
    expect(
      markerVariables(people).map(({ column, segment, difference }) => [column, segment, difference]),
    ).toEqual([
      ['likes', 's1', 0.25],
      ['likes', 's2', -0.25],
    ]);
    expect(markerVariables(people, { relative: 0.2 }).map(({ column }) => column)).toEqual([
      'likes',
      'likes',
      'money',
      'money',
    ]);
    expect(() => markerVariables(people, { absolute: 0 })).toThrow('absolute is 0');
  });
});

describe('weights', () => {
  const customer = fc.record({
    label: fc.integer({ min: 0, max: 1 }),
    value: fc.integer({ min: 0, max: 6 }),
    plan: fc.constantFrom('a', 'b'),
  });
  const tableWith = (rows: readonly { value: number; plan: string }[], weights: readonly number[]) =>
    tableOf({
      customerId: rows.map((_, i) => `c${i}`),
      value: rows.map(({ value }) => value),
      plan: rows.map(({ plan }) => plan),
      weight: weights,
    });
  const labelsOf = (rows: readonly { label: number }[]) =>
    segmentsOf(Object.fromEntries(rows.map(({ label }, i) => [`c${i}`, label])));

  it('of one size change nothing, whatever the size', () => {
    fc.assert(
      fc.property(
        fc.array(customer, { minLength: 2, maxLength: 30 }),
        fc.constantFrom(0.25, 1, 3),
        (rows, weight) => {
          const table = tableWith(
            rows,
            rows.map(() => weight),
          );
          const options = { id: 'customerId', columns: ['value'], categories: ['plan'], minimum: 0 } as const;
          const plain = profile(labelsOf(rows), table, options);
          const weighted = profile(labelsOf(rows), table, { ...options, weights: 'weight' });
          for (const key of ['mean', 'standardDeviation', 'median', 'upperQuartile'] as const) {
            for (const s of [0, 1]) {
              const [a, b] = [weighted, plain].map(({ numbers }) => numbers[0].bySegment[s][key]);
              if (b === undefined) expect(a).toBeUndefined();
              else expect(a).toBeCloseTo(b, 9);
            }
          }
          for (const s of [0, 1]) {
            expect(weighted.numbers[0].bySegment[s].superiority ?? -1).toBeCloseTo(
              plain.numbers[0].bySegment[s].superiority ?? -1,
              9,
            );
            expect(weighted.numbers[0].bySegment[s].top).toEqual(plain.numbers[0].bySegment[s].top);
            expect(weighted.segments[s].share.low).toBeCloseTo(plain.segments[s].share.low, 9);
          }
          expect(weighted.categories[0].categories.map(({ value }) => value)).toEqual(
            plain.categories[0].categories.map(({ value }) => value),
          );
          expect(weighted.numbers[0].tests).toBeUndefined();
        },
      ),
    );
  });

  it('count as so many customers in means and shares', () => {
    // One segment: 10 with weight 3, 20 with weight 1: mean 12.5; plan a has three quarters.
    const rows = [
      { label: 0, value: 10, plan: 'a' },
      { label: 1, value: 20, plan: 'b' },
    ];
    const people = profile(labelsOf(rows), tableWith(rows, [3, 1]), {
      id: 'customerId',
      categories: ['plan'],
      columns: ['value'],
      weights: 'weight',
      minimum: 0,
    });
    expect(people.numbers[0].all.mean).toBe(12.5);
    expect(people.categories[0].categories[0]).toMatchObject({ value: 'a', share: 0.75, count: 1 });
    expect(people.segments[0].share.value).toBe(0.75);
    expect(() =>
      profile(labelsOf(rows), tableWith(rows, [3, 0]), { id: 'customerId', weights: 'weight' }),
    ).toThrow('row 2, column "weight" is 0. A weight is a number above 0');
    const shown = segmentDifferences(people);
    expect(shown.tests).toEqual([]);
    const tiny = profile(labelsOf(rows), tableWith(rows, [3e-300, 1e-300]), {
      id: 'customerId',
      categories: ['plan'],
      columns: ['value'],
      weights: 'weight',
      minimum: 0,
    });
    expect(tiny.numbers[0].all.mean).toBeCloseTo(12.5, 9);
    expect(JSON.stringify(tiny.segments)).not.toContain('null'); // NaN
  });
});

describe('crossSegments and uniteSegments', () => {
  const first = segmentsOf({ a: 0, b: 0, c: 1, d: 1 }, ['Web', 'Shop']);
  const second = segmentsOf({ d: 0, c: 1, b: 1, a: 1 }, ['Large', 'Small']);

  it('pairs those that occur', () => {
    const { segments, labels, ids } = crossSegments(first, second);
    expect(segments.map(({ key, name, size }) => [key, name, size])).toEqual([
      ['s1.s2', 'Web, Small', 2],
      ['s2.s1', 'Shop, Large', 1],
      ['s2.s2', 'Shop, Small', 1],
    ]);
    expect(ids.map((id, i) => [id, segments[labels[i]].key])).toEqual([
      ['a', 's1.s2'],
      ['b', 's1.s2'],
      ['c', 's2.s2'],
      ['d', 's2.s1'],
    ]);
    const other = segmentsOf({ a: 0, b: 0, c: 1, e: 1 });
    expect(() => crossSegments(first, other)).toThrow('customer "d" is in one of the two only');
  });

  it('takes segments together', () => {
    const three = segmentsOf({ a: 0, b: 1, c: 2, d: 2 }, ['A', 'B', 'C']);
    const united = uniteSegments(three, [{ key: 'ac', name: 'A and C', of: ['s1', 's3'] }]);
    expect(united.segments.map(({ key, size, share }) => [key, size, share])).toEqual([
      ['ac', 3, 0.75],
      ['s2', 1, 0.25],
    ]);
    expect([...united.labels]).toEqual([0, 1, 0, 0]);
    expect(() => uniteSegments(three, [{ key: 's2', name: 'X', of: ['s1', 's3'] }])).toThrow('"s2" is taken');
    expect(() => uniteSegments(three, [{ key: 'x', name: 'X', of: ['s9'] }])).toThrow('no segment "s9"');
    expect(() => uniteSegments(three, [{ key: 'x', name: 'X', of: [] }])).toThrow('made of no segment');
  });
});

describe('bad input', () => {
  it('a column all missing, one without variance, a segment of one', () => {
    const { table: plain, labels } = manyCustomers([
      { segment: 0, values: { constant: 7, value: 1 } },
      { segment: 1, values: { constant: 7, value: 2 } },
    ]);
    const withEmpty = tableOf({
      customerId: plain.array('customerId'),
      constant: plain.array('constant'),
      value: plain.array('value'),
      empty: plain.array('value').map(() => null),
    } as never);
    labels['c0-0'] = 2;
    const people = profile(segmentsOf(labels, ['A', 'B', 'One']), withEmpty as never, {
      id: 'customerId' as never,
      columns: ['constant', 'value', 'empty'] as never,
    });
    const { tests } = segmentDifferences(people);
    expect(tests.every(({ p, holm }) => p >= 0 && holm <= 1)).toBe(true);
    for (const shown of [
      segmentDifferences(people),
      profileTable(people, { statistics: ['mean', 'standardDeviation', 'quantiles', 'index', 'missing'] }),
    ]) {
      const bundle = (shown as unknown as Record<symbol, () => Record<string, string>>)[
        Symbol.for('Jupyter.display')
      ]();
      expect(bundle['text/plain']).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it('masks a cell where few of a segment have a value', () => {
    const { table: plain, labels } = manyCustomers([
      { segment: 0, values: { value: 1 } },
      { segment: 1, values: { value: 2 } },
    ]);
    const values = plain.array('value').map((value, i) => (i < 17 ? null : value));
    const people = profile(
      segmentsOf(labels),
      tableOf({ customerId: plain.array('customerId'), value: values } as never) as never,
      { id: 'customerId' as never },
    );
    expect(people.numbers[0].bySegment[0].n).toBe(3);
    expect(JSON.stringify(profileTable(people).content.rows)).toContain('fewer than 10 customers');
    expect(profileEvidence(people).at(['s1', 'value', 'median'])).toBeUndefined();
    expect(segmentDifferences(people).tests.some(({ segment }) => segment === 's1')).toBe(false);
  });

  it('a category with 5,000 levels, and infinite values', () => {
    const ids = Array.from({ length: 10_000 }, (_, i) => `c${i}`);
    const labels = Object.fromEntries(ids.map((id, i) => [id, i % 2]));
    const table = tableOf({ customerId: ids, city: ids.map((_, i) => `city ${i % 5000}`) });
    const people = profile(segmentsOf(labels), table, { id: 'customerId', categories: ['city'] });
    expect(people.categories[0].categories).toHaveLength(5000);
    expect(segmentDifferences(people).tests).toHaveLength(1); // no city has ten customers
    const infinite = tableOf({ customerId: ['a', 'b'], value: [1, Infinity] });
    expect(() =>
      profile(segmentsOf({ a: 0, b: 1 }), infinite, { id: 'customerId', columns: ['value'] }),
    ).toThrow('row 2, column "value" is Infinity, not a finite number');
    const huge = tableOf({ customerId: ['a', 'b'], value: [1, 1e200] });
    expect(() => profile(segmentsOf({ a: 0, b: 1 }), huge, { id: 'customerId' })).toThrow(
      'too large to be squared',
    );
    expect(() =>
      profile(segmentsOf({ a: 0, b: 1 }), huge, { id: 'customerId', columns: [], quantiles: [2] }),
    ).toThrow('a quantile of 2 is asked for');
  });
});
