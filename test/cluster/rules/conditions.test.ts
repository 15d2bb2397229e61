import {
  type Condition,
  conditionExpression,
  conditionText,
  ruleSegments,
  type Table,
  tableFromRows,
  tableOf,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkExpression } from '#clientele/engine/plan/check-expression';
import { column } from '#clientele/engine/plan/expression';
import { holds } from './plain-condition.js';

interface Customer {
  id: string;
  orders: number | null;
  country: string | null;
  member: boolean | null;
}

const customer = fc.record({
  orders: fc.constantFrom(null, Number.NaN, 0, 1, 2.5, 3, 4, 10),
  country: fc.constantFrom(null, '', 'DE', 'FR', 'IT'),
  member: fc.constantFrom(null, true, false),
});
const tests = {
  orders: fc.oneof(
    fc.constantFrom<object | number>(
      3,
      { is: 2.5 },
      { oneOf: [1, 4] },
      { missing: true },
      { missing: false },
    ),
    fc.record(
      {
        above: fc.integer({ min: 0, max: 4 }),
        atLeast: fc.integer({ min: 0, max: 4 }),
        from: fc.integer({ min: 0, max: 4 }),
        below: fc.integer({ min: 0, max: 4 }),
        atMost: fc.integer({ min: 0, max: 4 }),
      },
      { requiredKeys: ['above'] },
    ),
    fc.record({ from: fc.integer({ min: 0, max: 3 }), to: fc.integer({ min: 2, max: 10 }) }),
  ),
  country: fc.constantFrom<object | string>('DE', { oneOf: ['FR', 'IT'] }, { is: 'US' }, { missing: true }),
  member: fc.constantFrom<object | boolean>(true, false, { missing: false }, { oneOf: [true, false] }),
};
const leaf = fc.oneof(
  ...Object.entries(tests).map(([name, test]) =>
    (test as fc.Arbitrary<unknown>).map((asked) => ({ [name]: asked })),
  ),
);
const condition = fc.letrec<{ each: object; list: object[] }>((tie) => ({
  each: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    tie('list').map((any) => ({ any })),
    tie('list').map((all) => ({ all })),
    tie('each').map((not) => ({ not })),
    fc.tuple(leaf, tie('each')).map(([one, not]) => ({ ...one, not })),
  ),
  list: fc.array(tie('each'), { minLength: 1, maxLength: 3 }),
})).each;

/** All rows of every type are there, so that no column is empty. */
const SEED = { orders: 3, country: 'DE', member: true };

function labelsOf(when: object, rows: readonly object[]): number[] {
  const all = [SEED, ...rows].map((row, i) => ({ id: String(i), ...row }));
  const made = ruleSegments(
    tableFromRows(all) as unknown as Table,
    [{ name: 'A', when: when as Condition }],
    {
      id: 'id',
    },
  );
  return [...made.labels].slice(1);
}

describe('conditions as data', () => {
  it('hold as asked row by row, with and without missing values', () => {
    fc.assert(
      fc.property(condition, fc.array(customer, { maxLength: 12 }), (when, rows) => {
        expect(labelsOf(when, rows)).toEqual(rows.map((row) => (holds(when, row) ? 0 : 1)));
      }),
      { numRuns: 300 },
    );
  });

  it('and their opposite share out all customers', () => {
    fc.assert(
      fc.property(condition, fc.array(customer, { minLength: 1, maxLength: 12 }), (when, rows) => {
        const other = labelsOf({ not: when }, rows);
        expect(labelsOf(when, rows).map((label, i) => label + other[i])).toEqual(rows.map(() => 1));
      }),
    );
  });

  it('survive JSON, and their words do', () => {
    fc.assert(
      fc.property(condition, fc.array(customer, { maxLength: 5 }), (when, rows) => {
        const again = JSON.parse(JSON.stringify(when)) as object;
        expect(labelsOf(again, rows)).toEqual(labelsOf(when, rows));
        expect(conditionText(again as Condition)).toBe(conditionText(when as Condition));
        expect(checkExpression(conditionExpression(again as Condition))).toBeUndefined();
      }),
    );
  });

  it.each<[Condition, string]>([
    [{ recencyDays: { below: 90 }, orders: { atLeast: 5 } }, 'recencyDays below 90 and orders 5 or more'],
    [{ score: { to: 4, from: 3 } }, 'score 3 to 4'],
    [{ score: { atMost: 4 } }, 'score 4 or less'],
    [{ score: { from: 3, to: 3 } }, 'score is 3'],
    [{ orders: { above: 1, below: 5 } }, 'orders above 1 and orders below 5'],
    [{ country: { oneOf: ['DE', 'FR', 'IT'] } }, 'country is DE, FR or IT'],
    [{ member: true, country: { missing: true } }, 'member is true and country is missing'],
    [
      { orders: 1, any: [{ country: 'DE' }, { member: true, orders: { below: 3 } }] },
      'orders is 1 and (country is DE or (member is true and orders below 3))',
    ],
    [{ not: { orders: { missing: false } } }, 'not (orders is not missing)'],
    [{ all: [{ orders: 1 }, { country: 'DE' }] }, 'orders is 1 and country is DE'],
  ])('%j in words', (when, text) => {
    expect(conditionText(when)).toBe(text);
  });

  it('name columns by their titles', () => {
    expect(conditionText({ orders: 1 }, { orders: 'Orders' })).toBe('Orders is 1');
  });

  it('are expressions of the plan language', () => {
    expect(conditionExpression({ orders: { below: 5 } })).toEqual({
      kind: 'call',
      function: 'less',
      args: [column('orders'), { kind: 'constant', value: 5 }],
    });
  });

  const customers = tableOf<Customer>({
    id: ['a', 'b'],
    orders: [1, 2],
    country: ['DE', null],
    member: [true, false],
  });
  const refuses = (when: unknown, reason: string) =>
    expect(() => ruleSegments(customers, [{ name: 'A', when: when as never }], { id: 'id' })).toThrow(reason);

  it.each<[unknown, string]>([
    [
      { order: 3 },
      'Rule "A": there is no column "order". Nearest: "orders". There are: id, orders, country, member.',
    ],
    [
      { any: [{ orders: 1 }, { contry: 'DE' }] },
      'Rule "A": there is no column "contry". Nearest: "country".',
    ],
    [
      { orders: { atleast: 3 } },
      'Rule "A", column "orders": there is no test "atleast". Nearest: "atLeast".',
    ],
    [{ orders: 'three' }, 'Rule "A": column "orders" holds numbers, and is compared with texts.'],
    [{ country: { below: 3 } }, 'Rule "A": column "country" holds texts, and is compared with numbers.'],
    [{ member: 1 }, 'Rule "A": column "member" holds true or false, and is compared with numbers.'],
    [{ orders: { below: '3' } }, 'Rule "A": column "orders", below is "3"; it has to be a number.'],
    [{ orders: { below: Number.NaN } }, 'column "orders", below is NaN; it has to be a number.'],
    [{ orders: { missing: 'yes' } }, 'column "orders", missing is "yes"; it has to be true or false.'],
    [
      { orders: { oneOf: [] } },
      'column "orders", oneOf is an empty list; it has to be a list of values, none of them missing.',
    ],
    [{ orders: { oneOf: [1, null] } }, 'column "orders", oneOf is a list; it has to be a list of values'],
    [
      { orders: { oneOf: [1, 'a'] } },
      'column "orders", oneOf is a list; it has to be a list of values of one type.',
    ],
    [
      { orders: null },
      '"orders" is compared with null, which is neither a value nor a test. Missing values are asked for',
    ],
    [{ country: '' }, '"country" is compared with "", which is neither a value nor a test.'],
    [{ orders: [1, 2] }, 'Several values are asked for with { oneOf: […] }.'],
    [{ orders: {} }, 'Rule "A": nothing is asked of column "orders".'],
    [{ orders: undefined }, '"orders" is compared with undefined'],
    [{}, 'Rule "A": a condition is empty, so it would hold for everybody.'],
    [{ not: {} }, 'Rule "A": a condition is empty'],
    [{ any: [] }, 'Rule "A": "any" is an empty list; it has to be a list of conditions.'],
    [{ all: { orders: 1 } }, 'Rule "A": "all" is an object; it has to be a list of conditions.'],
    [[{ orders: 1 }], 'Rule "A": a condition is a list; it has to be an object such as'],
    [null, 'Rule "A": a condition is null'],
    ['orders > 3', 'Rule "A": a condition is "orders > 3"'],
    [undefined, 'ruleSegments: rule "A" does not say when it holds.'],
  ])('refuses %j', (when, reason) => {
    refuses(when, reason);
  });

  it('refuses conditions that contain themselves, and columns of times', () => {
    const round: { not?: object } = {};
    round.not = round;
    refuses(round, 'nested more than 50 deep');
    const dated = tableOf({ id: ['a'], day: [new Date(0)] });
    expect(() =>
      ruleSegments(dated, [{ name: 'A', when: { day: { missing: true } } as never }], { id: 'id' }),
    ).toThrow('Rule "A": column "day" holds times, which conditions cannot compare. Count days first');
  });

  it('name the row of a value that is of another type than the column', () => {
    const mixed = tableOf<{ id: string; orders: unknown }>({ id: ['a', 'b'], orders: [1, 'x'] });
    expect(() => ruleSegments(mixed, [{ name: 'A', when: { orders: { below: 3 } } }], { id: 'id' })).toThrow(
      'ruleSegments: row 2, column "orders" is "x", not a number.',
    );
  });

  it('are checked by the types of the columns', () => {
    const rules = (when: Condition<Customer>) => ruleSegments(customers, [{ name: 'A', when }], { id: 'id' });
    expect([...rules({ orders: { from: 2, to: 3 } }).labels]).toEqual([1, 0]);
    // @ts-expect-error: there is no such column
    expect(() => rules({ order: 1 })).toThrow();
    // @ts-expect-error: a number is compared with a text
    expect(() => rules({ orders: '1' })).toThrow();
    // @ts-expect-error: texts have no order
    expect(() => rules({ country: { below: 3 } })).toThrow();
    // @ts-expect-error: the same within lists
    expect(() => rules({ any: [{ order: 1 }] })).toThrow();
    const written = () =>
      // @ts-expect-error: and in rules that are written out
      ruleSegments(customers, [{ name: 'A', when: { order: 1 } }], { id: 'id' });
    expect(written).toThrow();
  });
});
