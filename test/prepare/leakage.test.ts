import { existsSync } from 'node:fs';
import { checkLeakage, findLeakage, findRedundancy, readTable, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';

const table = tableOf(
  {
    visits: [1, 5, 2, 8, 3, 9],
    shade: [0, 1, 0, 1, 0, 1],
    calm: [3, 1, 2, 2, 3, 3],
    spent: [10, 50, 20, 80, 30, 90],
    bought: [0, 1, 0, 1, 0, 1],
    replied: [true, false, true, false, true, true],
  },
  { replied: { role: 'outcome' } },
);

describe('findLeakage', () => {
  it('finds an outcome among the bases, by name and by role', () => {
    const findings = findLeakage(table, { bases: ['calm', 'bought', 'replied'], outcomes: ['bought'] });
    expect(findings.map(({ severity, evidence }) => [severity, evidence.column])).toEqual([
      ['error', 'bought'],
      ['error', 'replied'],
    ]);
  });

  it('finds what is known only after the cut date', () => {
    const options = { bases: ['visits', 'calm'], outcomes: ['bought'], threshold: 2 } as const;
    expect(
      findLeakage(table, { ...options, cutDate: '2024-06-30', knownAt: { visits: '2024-07-01' } }),
    ).toMatchObject([{ severity: 'error', evidence: { column: 'visits' } }]);
    expect(
      findLeakage(table, { ...options, cutDate: '2024-06-30', knownAt: { visits: '2024-06-30' } }),
    ).toEqual([]);
    expect(() => findLeakage(table, { ...options, knownAt: { visits: '2024-06-30' } })).toThrow(
      'knownAt needs cutDate',
    );
  });

  // visits of buyers are 5, 8 and 9, of others 1, 2 and 3: the area under the curve is 1. calm: 1, 2, 3 against 3, 2, 3.
  it('warns of a base that gives the outcome away', () => {
    const findings = findLeakage(table, { bases: ['visits', 'shade', 'calm'], outcomes: ['bought'] });
    expect(findings.map(({ severity, evidence }) => [severity, evidence.column, evidence.strength])).toEqual([
      ['warning', 'visits', 1],
      ['warning', 'shade', 1],
    ]);
  });

  it('is an error where it is certain', () => {
    expect(() => checkLeakage(table, { bases: ['bought'], outcomes: ['bought'] })).toThrow(
      'checkLeakage: "bought" is an outcome and among the bases',
    );
    expect(() => checkLeakage(table, { bases: ['visits'], outcomes: ['bought'] })).not.toThrow();
  });

  it('names a misspelt column', () => {
    expect(() => findLeakage(table, { bases: ['vists' as never], outcomes: ['bought'] })).toThrow(
      'there is no column "vists". Nearest: "visits"',
    );
  });
});

describe('findRedundancy', () => {
  it('finds columns that say the same, and those that say nothing', () => {
    const alike = tableOf({
      euros: [1, 2, 3, 4],
      cents: [100, 200, 300, 401],
      one: [1, 1, 1, 1],
      city: ['a', 'a', 'b', 'b'],
      town: ['x', 'x', 'y', 'y'],
    });
    const findings = findRedundancy(alike, ['euros', 'cents', 'one', 'city', 'town']);
    expect(findings.map(({ evidence }) => evidence.column)).toEqual([
      'euros',
      'euros',
      'euros',
      'cents',
      'cents',
      'city',
      'one',
    ]);
    expect(findings[0].sentence).toContain('"euros" and "cents" say nearly the same (strength 1');
    expect(findings.at(-1)?.sentence).toBe(
      '"one" is 1 for 100 % of the customers and hardly tells them apart.',
    );
  });
});

const shared = '../shared/datasets';
describe.skipIf(!existsSync(shared))('on the files of ../shared', () => {
  // The file's own description: `duration` is known only after the call, and Z_CostContact and Z_Revenue are constants.
  it('bank: the length of the call is known only after it', async () => {
    const calls = await readTable(`${shared}/bank-marketing-sample/bank.csv`);
    const options = {
      bases: ['age', 'balance', 'duration'],
      outcomes: ['y'],
      cutDate: '2010-01-01',
      knownAt: { duration: '2010-01-02' },
    };
    expect(() => checkLeakage(calls, options)).toThrow('"duration" is known only after the cut date');
  });

  it('personality: constants', async () => {
    const people = await readTable(`${shared}/customer-personality/marketing_campaign.csv`, {
      missing: ['NA'],
    });
    const found = findRedundancy(people, ['Income', 'Z_CostContact', 'Z_Revenue', 'Recency']);
    expect(found.map(({ evidence }) => evidence.column)).toEqual(['Z_CostContact', 'Z_Revenue']);
  });
});
