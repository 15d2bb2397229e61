import { call, column, featureTable, formula, rowFeature, tableOf } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

// Rows of which each function is computed; the engine must agree with memory, and both with the list by hand.
const rows = tableOf({
  customerId: ['1', '2', '3', '4', '5'],
  born: ['2024-02-29', '1969-12-31', '2000-12-01', '1900-03-01', '2024-10-31'].map(
    (day) => new Date(`${day}T23:59:59Z`),
  ),
  code: ['sw1a 1aa', ' é b', '客户 x', null, '7'],
  other: ['a', ' ', '客', 'x', '7'],
  whole: [2134, 7, null, 0, -3],
});

const cases: [string, ReturnType<typeof call>, unknown[]][] = [
  ['dayOfMonth', call('dayOfMonth', call('day', column('born'))), [29, 31, 1, 1, 31]],
  ['upperCase', call('upperCase', column('code')), ['SW1A 1AA', ' é B', '客户 X', null, '7']],
  ['without', call('without', column('code'), ' '), ['sw1a1aa', 'éb', '客户x', null, '7']],
  ['without a column', call('without', column('code'), column('other')), ['sw1 1', 'éb', '户 x', null, '']],
  [
    'zeroPadded',
    call('zeroPadded', call('toText', column('whole')), 5),
    ['02134', '00007', null, '00000', '000-3'],
  ],
  [
    'zeroPadded, long',
    call('zeroPadded', column('code'), 4),
    ['sw1a 1aa', '0 é b'.slice(1), '客户 x', null, '0007'],
  ],
  ['missingIf', call('missingIf', column('whole'), 7), [2134, null, null, 0, -3]],
  [
    'missingIf of texts',
    call('missingIf', column('code'), column('other')),
    ['sw1a 1aa', ' é b', '客户 x', null, null],
  ],
  ['oneOf', call('choose', call('oneOf', column('whole'), 0, 7), 1, 0), [0, 1, 0, 1, 0]],
  ['oneOf texts', call('choose', call('oneOf', column('code'), '7', '客户 x'), 1, 0), [0, 0, 1, 0, 1]],
  ['not oneOf', call('choose', call('not', call('oneOf', column('code'), '7')), 1, 0), [1, 1, 1, 0, 0]],
  [
    'oneOf columns',
    call('choose', call('oneOf', column('code'), column('other'), 'z'), 1, 0),
    [0, 0, 0, 0, 1],
  ],
];

describe('functions of expressions', () => {
  it.each(['memory', 'engine'] as const)('are as worked by hand, in %s', async (where) => {
    const features = cases.map(([name, value]) => rowFeature(name, {}, value));
    const table = await featureTable(rows as never, features, { where });
    for (const [name, , expected] of cases)
      expect([name, table.array(name as never)]).toEqual([name, expected]);
  });

  it('are the same in memory and in the engine on random rows', async () => {
    const text = fc.option(fc.string({ maxLength: 6, unit: fc.constantFrom(...'aZé 0客ß😀z7') }));
    const row = fc.record({
      born: fc.option(
        fc.date({ min: new Date('1890-01-01Z'), max: new Date('2100-01-01Z'), noInvalidDate: true }),
      ),
      code: text,
      other: text,
      whole: fc.option(fc.integer({ min: -1000, max: 100_000 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (made) => {
        const table = tableOf({
          customerId: made.map((_, i) => i),
          born: made.map(({ born }) => born),
          code: made.map(({ code }) => code),
          other: made.map(({ other }) => other),
          whole: made.map(({ whole }) => whole),
        });
        fc.pre(
          ['born', 'code', 'other', 'whole'].every((name) =>
            table.array(name as 'born').some((value) => value !== null),
          ),
        );
        const features = cases.map(([name, value]) => rowFeature(name, {}, value));
        const memory = await featureTable(table as never, features, { where: 'memory' });
        const engine = await featureTable(table as never, features, { where: 'engine' });
        expect(engine.objects()).toEqual(memory.objects());
      }),
      { numRuns: 25 },
    );
  });

  it('refuse what they do not take', async () => {
    const feature = rowFeature('x', {}, call('upperCase', column('whole')));
    await expect(featureTable(rows as never, [feature])).rejects.toThrow(
      'upperCase needs values of type text, column "whole" holds values of type integer.',
    );
    await expect(
      featureTable(rows as never, [rowFeature('x', {}, call('toNumber', column('code')))]),
    ).rejects.toThrow('toNumber needs numbers, column "code" holds values of type text.');
    const never = rowFeature('x', {}, call('choose', call('equal', column('whole'), '7'), 1, 0));
    await expect(featureTable(rows as never, [never])).rejects.toThrow(
      'column "whole" is of type integer, "7" of type text; they are never equal.',
    );
    expect(formula('oneOf', 1, 2).function).toBe('oneOf');
  });
});
