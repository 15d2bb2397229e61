import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { collectTable, openTable, readOrders, readTable } from 'clientele';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workbook } from './workbook.js';

const folder = mkdtempSync(join(tmpdir(), 'other-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, bytes: Uint8Array | string) => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};
const quiet = (warnings: string[]) => ({
  signal: new AbortController().signal,
  progress() {},
  warn: (text: string) => warnings.push(text),
});

// 45296.4375 days after 1900 in Excel's count is 5 January 2024, 10:30.
const sheets = {
  Orders: [
    ['customer', 'date', 'amount', 'note', 'amount'],
    ['C1', { date: 45296.4375 }, 12.5, '=1+2', 1],
    [null, null, '  ', null, null],
    ['007', { date: 45323 }, 3, null, 2],
  ],
  客户: [['id'], [1]],
};

describe('Excel workbooks', () => {
  it('give their first sheet, with a warning where there are several', async () => {
    const warnings: string[] = [];
    const path = file('orders.xlsx', workbook(sheets));
    const table = await readTable(path, {}, quiet(warnings));
    expect(table.objects()).toEqual([
      { customer: 'C1', date: new Date('2024-01-05T10:30:00Z'), amount: 12.5, note: '=1+2', 'amount (2)': 1 },
      { customer: '007', date: new Date('2024-02-01T00:00:00Z'), amount: 3, note: null, 'amount (2)': 2 },
    ]);
    expect(warnings).toEqual([`"${path}" has 2 sheets; "Orders" is read. Name another: sheet: "客户".`]);
    expect((await readTable(path, { sheet: '客户' })).objects()).toEqual([{ id: 1 }]);
  });

  it('are read as orders', async () => {
    const path = file('one.xlsx', workbook({ Orders: sheets.Orders }));
    const { orders } = await readOrders(path, { customer: 'customer', date: 'date', amount: 'amount' });
    expect(orders.array('amount')).toEqual([3, 12.5]);
  });

  it.each<[string, Uint8Array, object, RegExp]>([
    [
      'a sheet that is not there',
      workbook(sheets),
      { sheet: 'Order' },
      /there is no sheet "Order"\. Nearest: "Orders"/,
    ],
    [
      'a sheet without rows',
      workbook({ Orders: [['customer']] }),
      {},
      /sheet "Orders" of ".*" has no rows\./,
    ],
    [
      'a workbook that is cut short',
      workbook(sheets).subarray(0, 600),
      {},
      /is damaged or cut short\. Get it again\./,
    ],
    [
      'an archive with another inside',
      Buffer.concat([workbook(sheets).subarray(0, 900), workbook(sheets).subarray(-90)]),
      {},
      /damaged/,
    ],
    [
      'a value of another type',
      workbook({ Orders: sheets.Orders }),
      { types: { customer: 'number' } },
      /"C1" in row 2 of sheet "Orders"|row 2 of sheet "Orders"/,
    ],
  ])('refuse %s', async (name, bytes, options, message) => {
    const path = file(`${name}.xlsx`, bytes);
    await expect(readTable(path, options, quiet([]))).rejects.toThrow(message);
  });

  it('refuse what unpacks to more than 512 MB, before it is unpacked', async () => {
    const bytes = Buffer.from(workbook(sheets));
    const entry = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes.writeUInt32LE(0x7fffffff, entry + 24); // the size that the directory gives
    await expect(readTable(file('bomb.xlsx', bytes))).rejects.toThrow(
      'unpacks to 2,147 MB; at most 512 MB are read',
    );
  });
});

describe('Arrow files', () => {
  it('give their columns', async () => {
    const day = new Date('2024-01-05');
    const table = tableFromArrays({
      customer: ['C1', '客户'],
      amount: [1.5, 2],
      at: [day, day],
      many: [1n, 2n ** 60n],
    });
    for (const [name, format] of [
      ['t.arrow', 'file'],
      ['t.arrows', 'stream'],
    ] as const) {
      const read = await readTable(file(name, tableToIPC(table, { format })!));
      expect(read.objects()).toEqual([
        { customer: 'C1', amount: 1.5, at: day, many: '1' },
        { customer: '客户', amount: 2, at: day, many: String(2n ** 60n) },
      ]);
    }
  });

  it('that are damaged are refused', async () => {
    await expect(readTable(file('bad.arrow', 'ARROW1\0\0rubbish'))).rejects.toThrow(
      'is damaged, or no Arrow file',
    );
  });
});

describe('folders', () => {
  const inFolder = (name: string, files: Readonly<Record<string, string>>) => {
    mkdirSync(join(folder, name));
    for (const [each, text] of Object.entries(files)) file(join(name, each), text);
    return join(folder, name);
  };
  const january = 'customer,date,amount\nC1,2024-01-05,1.5\n';
  const february = 'customer,date,amount\nC2,2024-02-05,2\nC1,2024-02-06,3\n';

  it('give the rows of all their files, in the order of names', async () => {
    const path = inFolder('months', { 'b.csv': february, 'a.csv': january, '.hidden': 'x' });
    const table = await readTable(path, { fileColumn: 'file' });
    expect(table.array('amount')).toEqual([1.5, 2, 3]);
    expect(table.array('file')).toEqual(['a.csv', 'b.csv', 'b.csv']);
    const { orders } = await readOrders(path);
    expect(orders.array('amount').toSorted()).toEqual([1.5, 2, 3]);
  });

  it('make a column text in all files that is none of numbers in one', async () => {
    const path = inFolder('mixed', { 'a.csv': 'id,x\n1,2\n', 'b.csv': 'id,x\nA7,3\n' });
    expect((await readTable(path)).objects()).toEqual([
      { id: '1', x: 2 },
      { id: 'A7', x: 3 },
    ]);
  });

  it.each<[string, Readonly<Record<string, string>>, object, string]>([
    ['without files', {}, {}, 'has no files'],
    [
      'of several kinds',
      { 'a.csv': january, 'b.json': '[]' },
      {},
      'has files of several kinds (.csv, .json)',
    ],
    [
      'with another column',
      { 'a.csv': january, 'b.csv': 'customer,date,sum\nC1,2024-01-01,1\n' },
      {},
      '"b.csv" lacks amount and has sum besides; "a.csv" has customer, date, amount.',
    ],
    [
      'whose column the name of the file would take',
      { 'a.csv': january },
      { fileColumn: 'date' },
      'there is a column "date" already',
    ],
  ])('%s are refused', async (name, files, options, message) => {
    await expect(readTable(inFolder(name, files), options)).rejects.toThrow(message);
  });
});

describe('DuckDB databases', () => {
  beforeAll(async () => {
    const instance = await DuckDBInstance.create(join(folder, 'shop.duckdb'));
    const connection = await instance.connect();
    await connection.run(
      `CREATE TABLE orders AS SELECT 'C' || i AS customer, DATE '2024-01-01' + i::INTEGER AS at, i * 1.5 AS amount FROM range(3) t(i)`,
    );
    await connection.run('CREATE TABLE others AS SELECT 1 AS x');
    connection.closeSync();
    instance.closeSync();
  });

  it('give a table', async () => {
    const path = join(folder, 'shop.duckdb');
    const table = await readTable(path, { table: 'orders' });
    expect(table.object(2)).toEqual({ customer: 'C2', at: new Date('2024-01-03'), amount: 3 });
    await expect(readTable(path)).rejects.toThrow(
      'readTable: "' + path + '" has 2 tables: orders, others. Name one',
    );
    await expect(readTable(path, { table: 'order' })).rejects.toThrow(
      'there is no table "order". Nearest: "orders"',
    );
    const opened = await openTable(path, { table: 'orders' });
    expect((await collectTable(opened, ['amount'])).array('amount')).toEqual([0, 1.5, 3]);
    await expect(collectTable(opened, ['amont'])).rejects.toThrow(
      'there is no column "amont". Nearest: "amount"',
    );
  });
});
