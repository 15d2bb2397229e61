import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromArrays } from '@uwdata/flechette';
import { table as arqueroTable } from 'arquero';
import { openTable, tableOf, toArrow, toDanfo, toTable } from 'clientele';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'to-table-'));
afterAll(() => rmSync(folder, { recursive: true }));
const day = new Date('2024-01-05');
const rows = [
  { customerId: 'a', 客户: 3, at: day },
  { customerId: 'b', 客户: null, at: day },
];

describe('toTable', () => {
  const csv = join(folder, 'rows.csv');
  writeFileSync(csv, 'customerId,客户,at\na,3,2024-01-05\nb,,2024-01-05\n');
  it.each<[string, () => unknown]>([
    ['an array of objects', () => rows],
    ['an object of columns', () => ({ customerId: ['a', 'b'], 客户: [3, null], at: [day, day] })],
    ['a table of ours', () => tableOf({ customerId: ['a', 'b'], 客户: [3, null], at: [day, day] })],
    ['a table of Arquero', () => arqueroTable({ customerId: ['a', 'b'], 客户: [3, null], at: [day, day] })],
    [
      'an Arrow table of flechette',
      () => tableFromArrays({ customerId: ['a', 'b'], 客户: [3, null], at: [day, day] }),
    ],
    ['the path of a file', () => csv],
    ['a table that stays in an engine', () => openTable(csv)],
    [
      'columns as typed arrays, among them',
      () => ({ customerId: ['a', 'b'], 客户: [3, null], at: [day, day] }),
    ],
  ])('takes %s', async (_, from) => {
    expect((await toTable(await from())).objects()).toEqual(rows);
  });

  it('takes the shape of an apache-arrow table: times as numbers, long whole numbers', async () => {
    const vectors = [['a'], [1704412800000], [2n ** 60n]];
    const apache = {
      schema: {
        fields: [
          ['id', 5],
          ['at', 10],
          ['long', 2],
        ].map(([name, typeId]) => ({ name, type: { typeId } })),
      },
      numRows: 1,
      getChildAt: (j: number) => vectors[j],
    };
    expect((await toTable(apache)).objects()).toEqual([{ id: 'a', at: day, long: String(2n ** 60n) }]);
  });

  it('keeps what is known about the columns of a table of ours', async () => {
    const table = tableOf({ amount: [1] }, { amount: { unit: 'EUR' } });
    expect((await toTable(table)).info.amount).toEqual({ unit: 'EUR' });
  });

  it.each<[unknown, string]>([
    [null, 'null is no table'],
    [5, 'a number is no table'],
    [[1, 2], 'an array of 2 values that are not all objects is no table'],
    [new Map(), 'a Map is no table'],
    [{ a: 1 }, 'an object whose values are not all columns is no table'],
    [{}, 'an object whose values are not all columns'],
    [{ a: [1], b: [1, 2] }, 'column "b" has 2 values'],
    ['no-such-file.csv', 'there is no file "no-such-file.csv"'],
  ])('refuses %j', async (from, message) => {
    await expect(toTable(from)).rejects.toThrow(message);
  });
});

describe('toArrow', () => {
  it('goes there and back', async () => {
    const table = tableOf({ id: ['a', 'b'], n: [1.5, null], at: [day, day], ok: [true, false] });
    const back = await toTable(await toArrow(table));
    expect(back.objects()).toEqual(table.objects());
  });
});

describe('toDanfo', () => {
  it('says what it needs', () => {
    expect(() => toDanfo(tableOf({ a: [1] }), {} as never)).toThrow('toDanfo needs the module of Danfo');
    expect(() => toDanfo(tableOf({ a: [] as number[] }), { DataFrame: class {} } as never)).toThrow(
      'has no rows',
    );
  });

  // CLIENTELE_DANFO names a folder in whose node_modules danfojs-node is.
  const danfoFolder = process.env.CLIENTELE_DANFO;
  it.skipIf(danfoFolder === undefined)('goes to Danfo and back (needs CLIENTELE_DANFO)', async () => {
    const danfo = createRequire(join(danfoFolder!, 'package.json'))('danfojs-node');
    const table = tableOf({ customerId: ['a', 'b'], orders: [3, 1], 客户: ['x', 'y'] });
    const frame = toDanfo(table, danfo) as { shape: number[] };
    expect(frame.shape).toEqual([2, 3]);
    expect((await toTable(frame)).objects()).toEqual(table.objects());
    const grouped = new danfo.DataFrame({ a: [1, 2, 2], b: [1, Number.NaN, 3] });
    expect((await toTable(grouped)).objects()).toEqual([
      { a: 1, b: 1 },
      { a: 2, b: null },
      { a: 2, b: 3 },
    ]);
  });
});
