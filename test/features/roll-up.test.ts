import { rollUp, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from './both-places.js';

describe('rollUp', () => {
  const table = tableOf({
    customerId: ['a', 'b', 'c', 'd'],
    what: ['银行', "it's", 'x', null],
    code: [1, 2, 3, null],
  });

  it('puts values into groups', async () => {
    const found = await bothPlaces(table, [
      rollUp('what', { money: ['银行'], "o'k": ["it's", 'y'] }),
      rollUp('code', { low: [1, 2] }, { other: 'high', name: 'level', basis: 'B1' }),
    ]);
    expect(found.array('whatGroup')).toEqual(['money', "o'k", null, null]);
    expect(found.array('level')).toEqual(['low', 'low', 'high', null]);
    expect(found.info.level).toMatchObject({ basis: 'B1', meaning: 'code in groups: low.' });
  });

  it('takes a thousand values', async () => {
    const values = Array.from({ length: 1000 }, (_, i) => `v${i}`);
    const many = tableOf({ customerId: values, what: values });
    const groups = Object.fromEntries(
      Array.from({ length: 20 }, (_, g) => [`g${g}`, values.filter((_, i) => i % 20 === g)]),
    );
    const found = await bothPlaces(many, [rollUp('what', groups)]);
    expect(new Set(found.array('whatGroup')).size).toBe(20);
  });

  it('refuses a value in two groups', () => {
    expect(() => rollUp('x', { a: ['1'], b: ['1'] })).toThrow('"1" is in "a" and in "b"');
    expect(() => rollUp('x', {})).toThrow('there are no groups');
  });
});
