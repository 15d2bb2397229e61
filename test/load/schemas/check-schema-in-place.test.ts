import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkSchema,
  collectTable,
  isInputError,
  openTable,
  rfm,
  schema,
  type Table,
  tableFromRows,
} from 'clientele';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'schema-'));
afterAll(() => rmSync(folder, { recursive: true }));

const orders = schema('small orders', 'one order', {
  customerId: { type: 'text', role: 'id' },
  orderedAt: { type: 'date', purposes: ['analysis', 'profiling'] },
  amount: { type: 'money', min: 0, max: 50, unit: 'EUR', purposes: ['analysis'] },
  pieces: { type: 'whole number', min: 1, required: false },
  mood: { type: 'ordered category', levels: ['bad', "so 'so'", 'good'], required: false },
  code: { type: 'text', pattern: '[A-Z]{2}\\d+', required: false },
  member: { type: 'boolean', required: false },
});
const TYPES = {
  customerId: 'integer',
  orderedAt: 'time',
  amount: 'number',
  pieces: 'number',
  mood: 'text',
  code: 'text',
  member: 'boolean',
} as const;

const maybe = <Value>(value: fc.Arbitrary<Value>, rare = 8) => fc.option(value, { nil: null, freq: rare });
const row = fc.record({
  customerId: maybe(fc.integer({ min: 1, max: 99 }), 30),
  orderedAt: maybe(
    fc.integer({ min: 0, max: 20_000 }).map((day) => new Date(day * 86_400_000)),
    30,
  ),
  amount: maybe(
    fc.oneof(
      { weight: 20, arbitrary: fc.integer({ min: 0, max: 100 }).map((n) => n / 2) },
      fc.constantFrom(-1, 50.5),
    ),
    30,
  ),
  pieces: maybe(
    fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 9 }) }, fc.constantFrom(0, 1.5, 2 ** 53)),
  ),
  mood: maybe(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom('bad', "so 'so'", 'good') }, fc.constant('Good')),
  ),
  code: maybe(
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom('AB1', 'CD22') },
      fc.constantFrom('ab1', 'AB', 'AB1\nx'),
    ),
  ),
  member: maybe(fc.boolean()),
});
type Row = { [Name in keyof typeof TYPES]: unknown };

async function inPlace(
  rows: readonly Row[],
  types: Record<string, 'integer' | 'time' | 'number' | 'text' | 'boolean'> = TYPES,
) {
  const path = join(folder, 'orders.csv');
  const text = (value: unknown) =>
    value === null
      ? ''
      : value instanceof Date
        ? value.toISOString().slice(0, 10)
        : typeof value === 'string'
          ? `"${value}"`
          : String(value);
  const names = Object.keys(TYPES) as (keyof Row)[];
  const lines = rows.map((each) => names.map((name) => text(each[name])).join(';'));
  writeFileSync(path, `${names.join(';')}\n${lines.join('\n')}\n`);
  return openTable(path, { types, separator: ';', header: true });
}

/** Faults without the row or the value that is shown. */
const faults = (error: unknown) => {
  expect(isInputError(error)).toBe(true);
  return (error as Error).message
    .split('\n- ')
    .map((line) => line.replace(/(, first in row|, the least is)[\s\S]*$/, ''))
    .sort();
};

describe('checkSchema on a table that stays in its file', () => {
  it('finds what it finds in memory, and gives the same table', async () => {
    let passed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
        const opened = await inPlace(rows);
        let expected: Table;
        try {
          expected = checkSchema(tableFromRows(rows), orders) as unknown as Table;
        } catch (error) {
          const found = await checkSchema(opened, orders).catch((each: unknown) => each);
          expect(faults(found)).toEqual(faults(error));
          return;
        }
        passed++;
        const found = await checkSchema(opened, orders);
        const table = await collectTable(found);
        expect(table.columnNames()).toEqual(expected.columnNames());
        for (const name of table.columnNames()) expect(table.array(name)).toEqual(expected.array(name));
        expect(table.info).toEqual(expected.info);
      }),
      { numRuns: 100, seed: 7 },
    );
    expect(passed).toBeGreaterThan(10); // both outcomes were tried
  }, 120_000);

  const good: Row = {
    customerId: 7,
    orderedAt: new Date('2026-01-05'),
    amount: 10,
    pieces: 1,
    mood: 'good',
    code: 'AB1',
    member: true,
  };

  it('says the least value that is wrong, and columns of another kind', async () => {
    const rows = [good, { ...good, amount: -2 }, { ...good, amount: -7, mood: 'fine' }];
    await expect(checkSchema(await inPlace(rows), orders)).rejects.toThrow(
      'checkSchema: the table is not of the schema "small orders":\n' +
        '- column "amount" is below 0 in 2 of 3 rows, the least is -7\n' +
        '- column "mood" is none of bad, so \'so\', good in 1 of 3 rows, the least is "fine"',
    );
    const texts = await inPlace([good], { ...TYPES, amount: 'text', orderedAt: 'text', member: 'text' });
    await expect(checkSchema(texts, orders)).rejects.toThrow(
      '- column "orderedAt" is no Date in 1 of 1 rows, the least is "2026-01-05"\n' +
        '- column "amount" is no number in 1 of 1 rows, the least is "10"\n' +
        '- column "member" is neither true nor false in 1 of 1 rows, the least is "true"',
    );
  });

  it('knows missing and extra columns', async () => {
    const opened = await inPlace([good]);
    const { amount: _, ...others } = orders.columns;
    const narrow = schema('narrow', 'one order', others);
    expect([...(await checkSchema(opened, narrow)).columns.keys()].at(-1)).toBe('amount');
    const without = await checkSchema(opened, narrow, { extra: 'leave out' });
    expect(without.columns.has('amount')).toBe(false);
    expect((await collectTable(without)).columnNames()).not.toContain('amount');
    await expect(checkSchema(opened, narrow, { extra: 'refuse' })).rejects.toThrow(
      'column "amount" is not in the schema',
    );
    const wide = schema('wide', 'one order', { ...orders.columns, amounts: { type: 'money' } });
    await expect(checkSchema(opened, wide)).rejects.toThrow('there is no column "amounts"');
  });

  it('makes purposes, units and ids travel to features', async () => {
    const typed = await checkSchema(await inPlace([good]), orders);
    const customers = await rfm(typed, { asOf: '2026-01-10' });
    expect(customers.objects()).toEqual([{ customerId: '7', recencyDays: 5, frequency: 1, monetary: 10 }]);
    expect(customers.info.monetary).toMatchObject({ purposes: ['analysis'], unit: 'EUR' });
    expect(customers.info.recencyDays.purposes).toEqual(['analysis', 'profiling']);
  });
});
