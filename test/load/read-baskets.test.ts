import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readBaskets } from 'clientele';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'baskets-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, bytes: string | Uint8Array) => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

describe('readBaskets', () => {
  it('gives one row an item, whatever the length of the lines', async () => {
    const text = '\uFEFFmilk, bread ,"soda"\r\n\r\n牛奶\r\n';
    for (const path of [file('a.csv', text), file('a.csv.gz', gzipSync(text))]) {
      expect((await readBaskets(path)).objects()).toEqual([
        { basketId: '1', item: 'milk' },
        { basketId: '1', item: 'bread' },
        { basketId: '1', item: 'soda' },
        { basketId: '2', item: '牛奶' },
      ]);
    }
    expect((await readBaskets(file('b.txt', 'a;b\n'), { separator: ';' })).numRows()).toBe(2);
  });

  it('refuses what holds no baskets', async () => {
    await expect(readBaskets(file('none.csv', ',,\n'))).rejects.toThrow('has no items');
    await expect(readBaskets(join(folder, 'no.csv'))).rejects.toThrow('there is no file');
    await expect(readBaskets(file('c.csv', 'a'), { separator: '' })).rejects.toThrow('give one character');
    await expect(readBaskets(file('bad.gz', gzipSync('a,b\n'.repeat(9999)).subarray(0, 60)))).rejects.toThrow(
      'damaged or cut short',
    );
  });
});

const groceries = '../shared/datasets/groceries/baskets.csv';
describe.skipIf(!existsSync(groceries))('readBaskets on ../shared/datasets/groceries', () => {
  // Published: 9,835 baskets, 169 items, 43,367 occurrences, largest 32; whole milk 2,513, other vegetables 1,903.
  it('keeps the published totals', async () => {
    const items = await readBaskets(groceries);
    const [baskets, names] = [items.array('basketId'), items.array('item')];
    expect([items.numRows(), new Set(baskets).size, new Set(names).size]).toEqual([43_367, 9835, 169]);
    const count = (values: readonly string[]) => {
      const counts = new Map<string, number>();
      for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
      return counts;
    };
    expect(Math.max(...count(baskets).values())).toBe(32);
    expect([count(names).get('whole milk'), count(names).get('other vegetables')]).toEqual([2513, 1903]);
  });
});
