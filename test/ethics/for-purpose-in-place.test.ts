import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  attribute,
  collectTable,
  type Estimate,
  explainFeatures,
  type ForPurpose,
  featureTable,
  forPurpose,
  openTable,
  type Purpose,
  tableFromRows,
  tableOf,
} from 'clientele';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'purpose-'));
afterAll(() => rmSync(folder, { recursive: true }));
const TYPES = {
  id: 'text',
  age: 'number',
  city: 'text',
  member: 'boolean',
  profiling: 'boolean',
  analysis: 'boolean',
  purposes: 'text',
} as const;
type Person = {
  id: string;
  age: number | null;
  city: string | null;
  member: boolean | null;
  profiling: boolean | null;
  analysis: boolean | null;
  purposes: string | null;
};
const INFO = {
  id: { role: 'id' },
  city: { purposes: ['analysis', 'profiling'] },
  member: { purposes: ['marketing'] },
} as const;

/** The same people in memory and in a file. */
async function bothPlaces(people: readonly Person[]) {
  const path = join(folder, 'people.csv');
  const names = Object.keys(TYPES) as (keyof Person)[];
  const lines = people.map((person) =>
    names.map((name) => JSON.stringify(person[name] ?? '').replace('""', '')).join(';'),
  );
  writeFileSync(path, `${names.join(';')}\n${lines.join('\n')}\n`);
  const opened = await openTable(path, { types: TYPES, separator: ';', header: true });
  return { memory: tableFromRows(people).describe(INFO as never), opened: { ...opened, info: INFO } };
}

const account = ({
  customers,
  columnsLeftOut,
  columnsNotStated,
  unknownWords,
  sentence,
}: ForPurpose<object, unknown>) => ({
  customers,
  columnsLeftOut,
  columnsNotStated,
  unknownWords,
  sentence,
});
/** Numbers to 9 digits: sums come in another order. */
const near = (number: number | null) => (number === null ? null : Number(number.toPrecision(9)));
const numbers = (estimate: Estimate | null) =>
  estimate === null ? null : [near(estimate.value), near(estimate.low), near(estimate.high), estimate.n];
const differences = (result: ForPurpose<object, unknown>) =>
  result.differences.map(({ column, category, kept, leftOut, standardized, standsOut }) => ({
    column,
    category,
    kept: numbers(kept),
    leftOut: numbers(leftOut),
    standardized: near(standardized),
    standsOut,
  }));

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 5 });
const person = fc.record({
  age: maybe(fc.integer({ min: 18, max: 40 })),
  city: maybe(fc.constantFrom('Bern', 'Basel', '客户', "O'Neill")),
  member: maybe(fc.boolean()),
  profiling: maybe(fc.boolean()),
  analysis: maybe(fc.boolean()),
  purposes: maybe(
    fc.constantFrom('analysis', 'profiling, marketing', 'third-party|spam', 'profiling;analysis', 'news'),
  ),
});
const people = fc
  .array(person, { minLength: 2, maxLength: 80 })
  .map((rows) => rows.map((row, i): Person => ({ id: `c${i}`, ...row })));

describe('forPurpose on a table that stays in its file', () => {
  it('gives what it gives in memory', async () => {
    const consents = [
      { columns: { profiling: 'profiling' } },
      { columns: { profiling: 'profiling', analysis: 'analysis' } },
      { list: 'purposes' },
      { everyone: 'a contract' },
    ] as const;
    await fc.assert(
      fc.asyncProperty(
        people,
        fc.constantFrom(...consents),
        fc.constantFrom(1, 4),
        async (rows, consent, minimum) => {
          const { memory, opened } = await bothPlaces(rows);
          const options = { consent, minimum };
          let expected: ForPurpose<Person>;
          try {
            expected = forPurpose(memory, 'profiling', options);
          } catch (error) {
            await expect(forPurpose(opened, 'profiling', options)).rejects.toThrow((error as Error).message);
            return;
          }
          const found = await forPurpose(opened, 'profiling', options);
          expect(account(found)).toEqual(account(expected));
          expect(differences(found)).toEqual(differences(expected));
          expect(found.table.info).toEqual(expected.table.info);
          const kept = await collectTable(found.table);
          expect(kept.columnNames()).toEqual(expected.table.columnNames());
          for (const name of kept.columnNames()) {
            const values = (expected.table as unknown as typeof kept).array(name);
            expect(kept.array(name)).toEqual(values);
          }
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  const four: Person[] = ['a', 'b', 'c', 'd'].map((id, i) => ({
    id,
    age: 20 + i,
    city: 'Bern',
    member: true,
    profiling: i < 2,
    analysis: i > 0,
    purposes: null,
  }));

  it('leaves its customers out of everything that is computed from it', async () => {
    const { opened } = await bothPlaces(four);
    const { table } = await forPurpose(opened, 'profiling', {
      consent: { columns: { profiling: 'profiling' } },
    });
    const columns = { customer: 'id' };
    const features = await featureTable(table, [attribute('age'), attribute('city')], { columns });
    expect(features.objects()).toEqual([
      { customerId: 'a', age: 20, city: 'Bern' },
      { customerId: 'b', age: 21, city: 'Bern' },
    ]);
    expect(features.info.city.purposes).toEqual(['analysis', 'profiling']);
    await expect(featureTable(table, [attribute('member')], { columns })).rejects.toThrow(
      'no column "member"',
    );
    const { sql } = await explainFeatures(table, [attribute('age')], { columns });
    expect(sql).toContain('"profiling"');
  });

  it('can be asked for one purpose after another', async () => {
    const { opened } = await bothPlaces(four);
    const consent = { columns: { profiling: 'profiling', analysis: 'analysis' } };
    const first = await forPurpose(opened, 'profiling', { consent });
    const second = await forPurpose(first.table, 'analysis', { consent });
    expect(second.customers).toMatchObject({ given: 2, kept: 1, refused: 1 });
    expect((await collectTable(second.table, ['id'])).array('id')).toEqual(['b']);
  });

  it('refuses what it cannot read', async () => {
    const { opened } = await bothPlaces(four);
    const ask = (consent: object, purpose = 'profiling' as Purpose) =>
      forPurpose(opened, purpose, { consent: consent as { everyone: string } });
    await expect(ask({ columns: { profiling: 'city' } })).rejects.toThrow(
      'values of type text, not true and false',
    );
    await expect(ask({ list: 'age' })).rejects.toThrow('values of type number, not lists of purposes');
    await expect(ask({ columns: { profiling: 'profilng' } })).rejects.toThrow('Nearest: "profiling"');
    await expect(ask({ columns: { analysis: 'analysis' } })).rejects.toThrow(
      'no column says who agreed to profiling',
    );
    expect(() =>
      forPurpose(tableOf({ id: ['a'] }), 'spam' as Purpose, { consent: { everyone: 'x' } }),
    ).toThrow('spam');
  });
});
