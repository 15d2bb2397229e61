import { existsSync } from 'node:fs';
import { gower, readTable, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';

describe('gower', () => {
  const table = tableOf({
    age: [20, 40, null],
    city: ['A', 'B', 'A'],
    card: [0, 0, 1],
    school: ['low', 'high', 'middle'],
  });

  // Pair 1, 2: age 1, city 1, card left out (two times no), school 1: 3 / 3. Pair 1, 3: age left out, city 0, card 1,
  // school 0.5: 1.5 / 3. Pair 2, 3: city 1, card 1, school 0.5: 2.5 / 3.
  it('matches the distances worked by hand', async () => {
    const kinds = {
      age: 'number',
      city: 'category',
      card: 'asymmetric',
      school: { kind: 'ordered', levels: ['low', 'middle', 'high'] },
    } as const;
    const { values, between } = await gower(table, kinds);
    expect([...values]).toEqual([1, 0.5, 2.5 / 3]);
    expect(between(2, 1)).toBe(2.5 / 3);
    expect(between(1, 1)).toBe(0);
  });

  it('counts weights', async () => {
    const { values } = await gower(
      tableOf({ x: [0, 1], c: ['a', 'a'] }),
      { x: 'number', c: 'category' },
      { weights: { x: 3 } },
    );
    expect([...values]).toEqual([0.75]);
  });

  it('refuses what has no distance', async () => {
    await expect(gower(tableOf({ x: [null, 1, 2] }), { x: 'number' })).rejects.toThrow(
      'rows 1 and 2 have no column in common',
    );
    await expect(gower(tableOf({ x: ['a', 'b'] }), { x: 'number' })).rejects.toThrow(
      'row 1, column "x" is "a", not a finite number',
    );
    await expect(gower(tableOf({ x: [1] }), { x: 'number' })).rejects.toThrow('two customers');
  });
});

const flower = '../shared/oracles/data/flower.csv';
describe.skipIf(!existsSync(flower))('gower on ../shared/oracles/data/flower.csv', () => {
  // R, daisy of the package cluster. The reference names V3 asymmetric, but its mean is that of V3 as a category; in
  // the first six V3 is never 0 twice.
  it('matches daisy', async () => {
    const read = await readTable<Record<`V${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`, number>>(flower);
    const levels = (name: 'V5' | 'V6') =>
      [...new Set(read.array(name))].sort((a, b) => Number(a) - Number(b)).map(String);
    const texts = tableOf({
      ...Object.fromEntries(read.columnNames().map((name) => [name, read.array(name)])),
      V3: read.array('V3').map(Number),
      V7: read.array('V7').map(Number),
      V8: read.array('V8').map(Number),
    }) as unknown as typeof read;
    const { values } = await gower(texts, {
      ...{ V1: 'category', V2: 'category', V3: 'category', V4: 'category', V7: 'number', V8: 'number' },
      V5: { kind: 'ordered', levels: levels('V5') },
      V6: { kind: 'ordered', levels: levels('V6') },
    });
    const known = [0.88754085, 0.527246732, 0.351797386, 0.411560458, 0.226919935, 0.287622549];
    for (const [i, value] of known.entries()) expect(values[i]).toBeCloseTo(value, 8);
    expect(values.reduce((a, b) => a + b, 0) / values.length).toBeCloseTo(0.486533, 6);
  });
});
