import { existsSync } from 'node:fs';
import {
  categoryColumn,
  dateColumn,
  encodingFromJSON,
  fitEncoding,
  numberColumn,
  orderedColumn,
  readTable,
  tableOf,
  weightStep,
  yesNoColumn,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const table = tableOf({
  customerId: ['a', 'b', 'c', 'd'],
  age: [20, null, 40, 60],
  city: ['Rome', 'Oslo', null, 'Rome'],
  school: ['Basic', 'PhD', 'Master', null],
  letter: ['Yes', 'no', true, 0],
  since: [new Date('2024-01-01T23:00:00Z'), new Date('2024-01-31'), null, new Date('2024-02-02')],
});

describe('fitEncoding', () => {
  const encoding = fitEncoding(table, {
    age: numberColumn({ missing: 'mean', indicator: true }),
    city: categoryColumn({ missing: 'not stated' }),
    school: orderedColumn(['Basic', 'Master', 'PhD'], { missing: 'Basic' }),
    letter: yesNoColumn(),
    since: dateColumn('2024-02-01', { missing: 'median' }),
  });

  // mean of 20, 40 and 60 is 40; days before 1 February: 31, 1 and -1, median 1
  it('matches the matrix worked by hand', () => {
    expect(encoding.columnsOut).toEqual([
      ...['age', 'age is missing', 'city = Oslo', 'city = Rome', 'city = not stated'],
      ...['school', 'letter', 'since'],
    ]);
    const { data, rows, ids } = encoding.apply(table);
    expect([rows, ids]).toEqual([4, ['a', 'b', 'c', 'd']]);
    expect([...data]).toEqual([
      ...[20, 0, 0, 1, 0, 0, 1, 31],
      ...[40, 1, 1, 0, 0, 2, 0, 1],
      ...[40, 0, 0, 0, 1, 1, 1, 1],
      ...[60, 0, 0, 1, 0, 0, 0, -1],
    ]);
  });

  it('says what stands in, where columns come from, and weights for categories', () => {
    expect(encoding.notes).toEqual([
      '1 of 4 customers have no age; 40 stands in.',
      '1 of 4 customers have no city; they are "not stated".',
      '1 of 4 customers have no school; "Basic" stands in.',
      '1 of 4 customers have no since; 1 stands in.',
    ]);
    expect(encoding.origins['city = Oslo']).toBe('city');
    expect(encoding.weights).toEqual({
      ...{
        'city = Oslo': 1 / Math.sqrt(3),
        'city = Rome': 1 / Math.sqrt(3),
        'city = not stated': 1 / Math.sqrt(3),
      },
    });
    expect(() => weightStep(encoding.weights)).not.toThrow();
  });

  it('gives new customers the same stand-ins, also after JSON', () => {
    const next = tableOf({
      customerId: ['z'],
      age: [null],
      city: [null],
      school: ['PhD'],
      letter: ['n'],
      since: [null],
    });
    const expected = [40, 1, 0, 0, 1, 2, 0, 1];
    expect([...encoding.apply(next).data]).toEqual(expected);
    const again = encodingFromJSON(JSON.parse(JSON.stringify(encoding)));
    expect([...again.apply(next).data]).toEqual(expected);
    expect(again.columnsOut).toEqual(encoding.columnsOut);
  });

  it('pools rare levels, and counts unknown ones as other with a warning', () => {
    const cities = tableOf({ city: ['A', 'A', 'B', 'C'] });
    const pooled = fitEncoding(cities, { city: categoryColumn({ minimum: 2, unknown: 'other' }) });
    expect(pooled.columnsOut).toEqual(['city = A', 'city is other']);
    expect(pooled.notes).toEqual(['city: 2 levels of fewer than 2 customers are other: B, C.']);
    const warnings: string[] = [];
    const task = {
      signal: new AbortController().signal,
      progress() {},
      warn: (text: string) => warnings.push(text),
    };
    const { data } = pooled.apply(tableOf({ city: ['A', 'B', 'X'] }), task);
    expect([...data]).toEqual([1, 0, 0, 1, 0, 1]);
    expect(warnings).toEqual([
      'encoding: 1 row has a level of "city" that were not known; they count as other.',
    ]);
  });

  it('takes every kind of text, and gives each row one level', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('', ' ', '客户', '__proto__', 'constructor', 'a = b'));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), (levels) => {
        fc.pre(levels.some((level) => level.trim() !== ''));
        const rows = tableOf({ x: levels });
        const fitted = fitEncoding(rows, { x: categoryColumn({ missing: 'none' }) });
        const { data, columns } = fitted.apply(rows);
        for (let i = 0; i < levels.length; i++) {
          expect(data.slice(i * columns, (i + 1) * columns).reduce((a, b) => a + b, 0)).toBe(1);
        }
      }),
    );
  });

  const one = (column: unknown[]) => tableOf({ x: column });
  it.each<[string, () => unknown, string]>([
    [
      'a missing number',
      () => fitEncoding(one([1, null]), { x: numberColumn() }).apply(one([1, null]) as never),
      `row 2, column "x" is missing. Say what stands in for it, for example numberColumn({ missing: 'median' }).`,
    ],
    [
      'a text as number',
      () => fitEncoding(one([1, 'two']), { x: numberColumn() }),
      'row 2, column "x" is "two", not a finite number',
    ],
    [
      'a column without values',
      () => fitEncoding(one([null, '']), { x: numberColumn({ missing: 0 }) }),
      'column "x" has no values at all',
    ],
    [
      'a level that is none',
      () => fitEncoding(one(['Bsic']), { x: orderedColumn(['Basic', 'PhD']) }),
      'there is no level "Bsic". Nearest: "Basic"',
    ],
    [
      'an unknown level',
      () => fitEncoding(one(['A', 'B']), { x: categoryColumn() }).apply(one(['C']) as never),
      'row 1, column "x": there is no level "C"',
    ],
    [
      'neither yes nor no',
      () => fitEncoding(one(['perhaps']), { x: yesNoColumn() }),
      'row 1, column "x" is "perhaps", not yes or no',
    ],
    ['a text as date', () => fitEncoding(one(['2024-01-01']), { x: dateColumn('2024-01-01') }), 'not a Date'],
    [
      'a misspelt column',
      () => fitEncoding(one([1]), { y: numberColumn() } as never),
      'there is no column "y"',
    ],
    ['no columns', () => fitEncoding(one([1]), {}), 'no columns are named'],
    ['JSON of something else', () => encodingFromJSON({ kind: 'preparation' }), 'this is no encoding'],
    ['equal levels', () => orderedColumn(['a', 'a']), 'give two or more different ones'],
    ['a minimum of 0', () => categoryColumn({ minimum: 0 }), 'minimum is 0'],
  ])('refuses %s', (_, call, message) => expect(call).toThrow(message));
});

const adult = '../shared/datasets/adult-income/adult.data.csv.gz';
describe.skipIf(!existsSync(adult))('fitEncoding on ../shared/datasets/adult-income', () => {
  // Known: 32,561 people, 21,790 men and 10,771 women, 7,841 above 50K.
  it('counts men and women as known', async () => {
    const people = await readTable(adult);
    const encoding = fitEncoding(people, {
      sex: categoryColumn(),
      Y: yesNoColumn({ yes: ['>50k'], no: ['<=50k'] }),
    } as never);
    const { data, columns } = encoding.apply(people);
    const totals = encoding.columnsOut.map((_, j) =>
      data.reduce((sum, value, i) => (i % columns === j ? sum + value : sum), 0),
    );
    expect(encoding.columnsOut).toEqual(['sex = Female', 'sex = Male', 'Y']);
    expect(totals).toEqual([10_771, 21_790, 7841]);
  });
});
