import {
  ageYears,
  attribute,
  band,
  type Feature,
  featureTable,
  householdSize,
  LIFE_STAGES,
  lifeStage,
  orderCount,
  ordered,
  quantileBands,
  tableOf,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const asOf = '2023-02-28';

describe('ageYears', () => {
  // On 28 February 2023: born on 28 February 2000, 23 today; on 1 March 2000, 22 still; on 29 February 2000, 22 until
  // 1 March; in 1969 on the same day, 54; tomorrow, not yet born; 1899, 123 years: an error.
  const born = ['2000-02-28', '2000-03-01', '2000-02-29', '1969-02-28', '2023-03-01', '1899-12-31'];
  const people = tableOf({ customerId: born, born: born.map(day) });
  const inOrder = [...born].sort();
  const age = (values: readonly unknown[], date: string) => values[inOrder.indexOf(date)];

  it('counts full years, leap days right', async () => {
    const ages = (await bothPlaces(people, [ageYears('born')], { asOf })).array('ageYears');
    expect(born.map((date) => age(ages, date))).toEqual([23, 22, 22, 54, null, null]);
    const next = (await bothPlaces(people, [ageYears('born')], { asOf: '2023-03-01' })).array('ageYears');
    expect(born.map((date) => age(next, date))).toEqual([23, 23, 23, 54, 0, null]);
  });

  it('is what a calendar says on any day', async () => {
    const date = fc.date({ min: day('1905-01-01'), max: day('2022-12-31'), noInvalidDate: true });
    await fc.assert(
      fc.asyncProperty(fc.array(date, { minLength: 1, maxLength: 20 }), date, async (births, today) => {
        const at = today.toISOString().slice(0, 10);
        const table = tableOf({ customerId: births.map((_, i) => i), born: births });
        // Years between, less one before the birthday: month and day as one number are less than those of birth.
        const expected = births.map((birth) => {
          const of = (moment: Date) => (moment.getUTCMonth() + 1) * 100 + moment.getUTCDate();
          const years = today.getUTCFullYear() - birth.getUTCFullYear() - Number(of(today) < of(birth));
          return years < 0 ? null : years;
        });
        const ages = await bothPlaces(table, [ageYears('born')], { asOf: at });
        const byId = new Map(ages.objects().map((row) => [Number(row.customerId), row.ageYears]));
        expect(births.map((_, i) => byId.get(i))).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('takes years of birth', async () => {
    const table = tableOf({ customerId: ['a', 'b', 'c'], year: [1984, null, 1800] });
    const ages = await bothPlaces(table, [ageYears('year', { from: 'birth year' })], { asOf });
    expect(ages.array('ageYears')).toEqual([39, null, null]);
    expect(ages.info.ageYears).toMatchObject({ basis: 'B1', unit: 'years', role: 'base' });
  });

  it('needs the day of reckoning', async () => {
    await expect(featureTable(people, [ageYears('born')])).rejects.toThrow('featureTable needs asOf');
    expect(() => ageYears('born', { oldest: 0 })).toThrow('oldest is 0');
  });
});

describe('band', () => {
  const incomes = tableOf({
    customerId: ['a', 'b', 'c', 'd', 'e'],
    收入: [19999.99, 20000, 40000, null, -5],
  });

  it('holds its lower end, or its upper one', async () => {
    const table = await bothPlaces(incomes, [
      band('收入', [20000, 40000]),
      band('收入', [20000, 40000], { holds: 'upper end', name: 'upper', labels: ['low', 'middle', 'high'] }),
    ]);
    expect(table.array('收入Band')).toEqual([
      'under 20,000',
      '20,000 to under 40,000',
      '40,000 and over',
      null,
      'under 20,000',
    ]);
    expect(table.array('upper')).toEqual(['low', 'low', 'middle', null, 'low']);
    expect(table.info.upper).toMatchObject({
      levels: ['low', 'middle', 'high'],
      basis: 'B1',
      meaning: 'Band of 收入; a band holds its upper end.',
    });
    expect(table.info.收入Band.meaning).toContain('lower end');
  });

  it('takes a feature', async () => {
    const table = tableOf({ customerId: ['a', 'b'], born: [day('2010-01-01'), day('1980-01-01')] });
    const ages = await bothPlaces(table, [band(ageYears('born'), [18], { labels: ['child', 'adult'] })], {
      asOf,
    });
    expect(ages.array('ageYearsBand')).toEqual(['child', 'adult']);
  });

  it('refuses edges that do not ascend, labels of another number, features of several rows', () => {
    expect(() => band('x', [2, 1])).toThrow('band needs ascending edges, edge 2 is 1.');
    expect(() => band('x', [])).toThrow('band needs ascending edges, there are none.');
    expect(() => band('x', [1], { labels: ['a'] })).toThrow('1 edges make 2 bands, 1 different labels came.');
    expect(() => band(orderCount(), [1])).toThrow('band: "orders" is a feature of several rows.');
  });
});

describe('quantileBands', () => {
  it('cuts into parts of about the same size, for others too', async () => {
    const table = tableOf({ customerId: ['a', 'b', 'c', 'd', 'e'], income: [1, 2, 3, 4, null] });
    const halves = quantileBands(table, 'income', 2, { labels: ['lower', 'upper'] }); // the median is 2.5
    expect(halves.edges).toEqual([2.5]);
    expect(halves).toMatchObject({ merged: 0, missing: 1 });
    expect(halves.bands.map(({ customers }) => customers)).toEqual([2, 2]);
    const others = tableOf({ customerId: ['x', 'y'], income: [100, -100] });
    expect((await bothPlaces(others, [halves.feature])).array('incomeBand')).toEqual(['upper', 'lower']);
  });

  it('does not part equal values, and says how many bands that costs', () => {
    // Fifths of 0 0 0 0 0 0 0 1 2 3: quantiles at 1.8, 3.6, 5.4, 7.2 of the places are 0, 0, 0, 1.2.
    const bands = quantileBands(tableOf({ spent: [0, 0, 0, 0, 0, 0, 0, 1, 2, 3] }), 'spent', 5);
    expect(bands.edges).toHaveLength(1);
    expect(bands.edges[0]).toBeCloseTo(1.2, 12);
    expect(bands.bands.map(({ customers }) => customers)).toEqual([8, 2]);
    expect(bands.merged).toBe(3);
    // Nine of ten alike: all quantiles are 0; what differs is still told apart.
    const rare = quantileBands(tableOf({ spent: [0, 0, 0, 0, 0, 0, 0, 0, 0, 9] }), 'spent', 4);
    expect([rare.edges, rare.merged]).toEqual([[9], 2]);
  });

  it('puts every value into one band, whatever the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2 }),
        fc.integer({ min: 2, max: 6 }),
        (x, k) => {
          fc.pre(new Set(x).size > 1);
          const { bands, edges, merged } = quantileBands(tableOf({ x }), 'x', k);
          expect(bands.reduce((total, { customers }) => total + customers, 0)).toBe(x.length);
          expect(bands.every(({ customers }) => customers > 0)).toBe(true);
          expect(edges.length + 1 + merged).toBe(k);
        },
      ),
    );
  });

  it('refuses what cannot be cut', () => {
    expect(() => quantileBands(tableOf({ x: [1, 1] }), 'x', 2)).toThrow('no two values that differ');
    expect(() => quantileBands(tableOf({ x: ['a', 'b'] }), 'x', 2)).toThrow(
      'row 1, column "x" is "a", not a number',
    );
    expect(() => quantileBands(tableOf({ x: [1, 2] }), 'x', 1)).toThrow('count is 1');
    const labels = ['low', 'middle', 'high'];
    expect(() => quantileBands(tableOf({ x: [0, 0, 0, 1] }), 'x', 3, { labels })).toThrow(
      '3 labels for 2 bands of "x"; equal values cannot be parted, so there are fewer than 3. Leave labels out',
    );
  });
});

describe('ordered', () => {
  it('is the place in the list', async () => {
    const table = tableOf({
      customerId: ['a', 'b', 'c', 'd'],
      education: ['PhD', 'Basic', 'other', null],
      code: [3, 1, 2, 9],
    });
    const features = [
      ordered('education', ['Basic', 'Graduation', 'PhD']),
      ordered('code', [1, 2, 3]),
      ordered(band('code', [2, 5]), undefined, { name: 'bandOrder' }),
    ];
    const found = await bothPlaces(table, features);
    expect(found.array('educationOrder')).toEqual([2, 0, null, null]);
    expect(found.array('codeOrder')).toEqual([2, 0, 1, null]);
    expect(found.array('bandOrder')).toEqual([1, 0, 1, 2]);
  });

  it('refuses texts for numbers, which are never equal, and unclear lists', async () => {
    const table = tableOf({ customerId: ['a'], code: [3] });
    await expect(featureTable(table, [ordered('code', ['1', '3'])])).rejects.toThrow('they are never equal');
    expect(() => ordered('x', ['a', 'a'])).toThrow('level "a" is there twice');
    expect(() => ordered('x')).toThrow('"x" has 0 levels');
  });
});

const homes = tableOf({
  customerId: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
  age: [25, 30, 40, 50, 33, 70, 66, 30, null],
  kids: [0, 2, 1, 0, 1, 0, 0, null, 0],
  teens: [0, 0, 1, 0, 0, 0, 0, 0, 0],
  marital: ['Single', 'Married', 'Together', 'Married', 'Divorced', 'Widow', 'Married', 'Single', 'Single'],
});
const partner = { column: 'marital', values: ['Married', 'Together'] };

describe('lifeStage', () => {
  it('is the first stage whose conditions hold', async () => {
    const stages = await bothPlaces(homes, [lifeStage({ age: 'age', children: 'kids', partner })]);
    expect(stages.array('lifeStage')).toEqual([
      'young single',
      'young family',
      'older family',
      'middle-aged couple',
      'single parent',
      'older single',
      'older couple',
      'young single', // the number of children is not known: no condition on it holds, the next ones do not ask
      null,
    ]);
  });

  it('takes own rules in order, truth for partner, and the youngest child', async () => {
    const table = tableOf({
      customerId: ['a', 'b', 'c'],
      age: [30, 30, 30],
      baby: [2, 9, null],
      pair: [true, false, true],
    });
    const rules = [
      { stage: 'with a small child', youngestBelow: 6 },
      { stage: 'pair', partner: true },
      { stage: 'anyone' },
    ] as const;
    const feature = lifeStage({ age: 'age', youngestChild: 'baby', partner: 'pair' }, rules);
    expect((await bothPlaces(table, [feature])).array('lifeStage')).toEqual([
      'with a small child',
      'anyone',
      'pair',
    ]);
  });

  it('covers every age with children and partner known', async () => {
    const cells = Array.from({ length: 100 }, (_, age) =>
      [0, 1].flatMap((c) => [0, 1].map((p) => [age, c, p])),
    ).flat();
    const column = (j: number) => cells.map((cell) => cell[j]);
    const table = tableOf({ customerId: cells.map((_, i) => i), age: column(0), c: column(1), p: column(2) });
    const stages = (await bothPlaces(table, [lifeStage({ age: 'age', children: 'c', partner: 'p' })])).array(
      'lifeStage',
    );
    expect(stages).not.toContain(null);
    expect(new Set(stages).size).toBe(LIFE_STAGES.length);
  });

  it('says what a rule needs', () => {
    expect(() => lifeStage({ age: 'age', children: 'kids' })).toThrow(
      'lifeStage: the rule of "single parent" needs partner, which is not given.',
    );
  });
});

describe('householdSize', () => {
  it('adds up who lives there', async () => {
    const sizes = await bothPlaces(homes, [
      householdSize({ partner, children: ['kids', 'teens'] }),
      householdSize({ children: 'teens', name: 'alone' }),
      householdSize({ adults: 'kids', children: [], name: 'given' }),
    ]);
    // 1 or 2 grown-ups, kids and teens: 1, 2 + 2, 2 + 1 + 1, 2, 1 + 1, 1, 2, not known, 1.
    expect(sizes.array('householdSize')).toEqual([1, 4, 4, 2, 2, 1, 2, null, 1]);
    expect(sizes.array('alone')).toEqual([1, 1, 2, 1, 1, 1, 1, 1, 1]);
    expect(sizes.array('given')).toEqual([0, 2, 1, 0, 1, 0, 0, null, 0]);
  });
});

describe('attribute', () => {
  it('is the column as it is, with what is said of it', async () => {
    const table = tableOf({ customerId: ['b', 'a'], gender: ['f', null] });
    const gender: Feature = attribute('gender', { basis: 'B1', role: 'protected', name: 'sex' });
    const found = await bothPlaces(table, [gender]);
    expect(found.array('sex')).toEqual([null, 'f']);
    expect(found.info.sex).toMatchObject({ basis: 'B1', role: 'protected' });
  });
});
