import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import {
  explainFeatures,
  favourite,
  featureTable,
  lifetimeRfm,
  medianGap,
  monetary,
  openTable,
  orderCount,
  readTable,
  recency,
  share,
  shares,
  type Table,
  tableOf,
} from 'clientele';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'open-table-'));
const CSV = `customer id,order,at,"money ""€""",kind
7,1,2024-01-01 10:00:00,10.10,shoes
7,1,2024-01-01 10:00:00,5.05,bags
7,2,2024-01-20 09:00:00,20.00,shoes
08,3,2024-02-01 08:00:00,0.30,客户
`;
const HOSTILE = `"; DROP TABLE x; --`;

beforeAll(async () => {
  writeFileSync(join(folder, 'orders.csv'), CSV);
  writeFileSync(join(folder, 'semicolons.csv.gz'), gzipSync(CSV.replaceAll(',', ';')));
  writeFileSync(join(folder, 'wrong.csv'), `${CSV}9,4,yesterday,1,shoes\n`);
  writeFileSync(join(folder, 'latin.csv'), Buffer.from('id,größe\n1,ä\n', 'latin1'));
  writeFileSync(join(folder, 'rows.json'), '[{"a": 1}]');
  mkdirSync(join(folder, 'parts'));
  mkdirSync(join(folder, 'empty'));
  const instance = await DuckDBInstance.create(join(folder, 'shop.duckdb'));
  const connection = await instance.connect();
  const from = `read_csv('${join(folder, 'orders.csv')}', types = {'customer id': 'VARCHAR'})`;
  await connection.run(
    `COPY (SELECT * FROM ${from}) TO '${join(folder, 'orders.parquet')}' (FORMAT parquet)`,
  );
  await connection.run(
    `COPY (SELECT * FROM ${from} LIMIT 2) TO '${join(folder, 'parts/a.parquet')}' (FORMAT parquet)`,
  );
  await connection.run(
    `COPY (SELECT * FROM ${from} OFFSET 2) TO '${join(folder, 'parts/b.parquet')}' (FORMAT parquet)`,
  );
  await connection.run(`CREATE TABLE orders AS SELECT * FROM ${from}`);
  await connection.run('CREATE SCHEMA other');
  await connection.run(`CREATE TABLE other."${HOSTILE.replaceAll('"', '""')}" AS SELECT * FROM orders`);
  connection.closeSync();
  instance.closeSync();
});
afterAll(() => rmSync(folder, { recursive: true }));

const columns = { customer: 'customer id', order: 'order', time: 'at', amount: 'money "€"' };
const features = [
  recency(),
  orderCount(),
  monetary(),
  medianGap(),
  share('kind', 'shoes', { shrinkOrders: 1 }),
  shares('kind', { values: ['客户'] }),
  favourite('kind'),
  ...lifetimeRfm(),
];

describe('openTable', () => {
  it.each<[string, string, object]>([
    ['a CSV file', 'orders.csv', { types: { 'customer id': 'text' } }],
    [
      'a packed file with semicolons',
      'semicolons.csv.gz',
      { types: { 'customer id': 'text', 'money "€"': 'money' } },
    ],
    ['a Parquet file', 'orders.parquet', {}],
    ['a folder of Parquet files', 'parts', {}],
    ['a DuckDB database', 'shop.duckdb', { table: 'orders' }],
    ['a table with a hostile name', 'shop.duckdb', { table: `other.${HOSTILE}` }],
  ])('%s gives the same features as the table in memory', async (_, name, options) => {
    const opened = await openTable(join(folder, name), options);
    const memory = await readTable(join(folder, 'orders.csv'), { types: { 'customer id': 'text' } });
    const expected = await featureTable(memory, features, { asOf: '2024-03-01', columns, where: 'memory' });
    const found = await featureTable(opened, features, { asOf: '2024-03-01', columns });
    expect(found.objects()).toEqual(expected.objects());
    expect(found.array('customerId')).toEqual(['08', '7']);
  });

  it('is plain data that holds nothing open', async () => {
    const opened = await openTable(join(folder, 'orders.parquet'));
    expect(opened).toMatchObject({ kind: 'engine table', place: { kind: 'parquet' } });
    expect([...opened.columns]).toEqual([
      ['customer id', 'text'],
      ['order', 'integer'],
      ['at', 'time'],
      ['money "€"', 'number'],
      ['kind', 'text'],
    ]);
  });

  it.each<[string, string, object, string]>([
    ['a file that is not there', 'nothing.csv', {}, 'there is no file'],
    ['a folder without Parquet', 'empty', {}, 'has no Parquet files'],
    ['JSON', 'rows.json', {}, 'Read it with readTable'],
    ['another encoding', 'latin.csv', {}, 'not UTF-8. Read it with readTable'],
    [
      'a misspelt column',
      'orders.csv',
      { types: { knd: 'text' } },
      'there is no column "knd". Nearest: "kind"',
    ],
    ['several tables', 'shop.duckdb', {}, 'has 2 tables: orders, other.'],
    ['a misspelt table', 'shop.duckdb', { table: 'order' }, 'there is no table "order". Nearest: "orders"'],
  ])('refuses %s', async (_, name, options, message) => {
    await expect(openTable(join(folder, name), options)).rejects.toThrow(message);
  });

  it('names the line of a value that is not of its type', async () => {
    const opened = await openTable(join(folder, 'wrong.csv'), {
      types: { 'customer id': 'text', at: 'time' },
    });
    const broken = featureTable(opened, [recency()], { asOf: '2024-03-01', columns });
    await expect(broken).rejects.toThrow(/featureTable: ".*wrong.csv", line 6.*yesterday/);
  });
});

describe('explainFeatures', () => {
  it('is SQL that runs elsewhere and gives the same, hostile names and texts among it', async () => {
    const rows = [
      ['a', "it's", 1, new Date('2024-01-01')],
      ["'; --", HOSTILE, 2, new Date('2024-02-01')],
    ] as const;
    const table = tableOf({
      customerId: rows.map(([id]) => id),
      [HOSTILE]: rows.map(([, kind]) => kind),
      amount: rows.map(([, , amount]) => amount),
      orderedAt: rows.map(([, , , at]) => at),
    }) as unknown as Table;
    const asked = [
      monetary(),
      share(HOSTILE, HOSTILE, { name: "it's" }),
      favourite(HOSTILE, { name: 'select' }),
    ];
    const { sql } = await explainFeatures(table, asked, { asOf: '2024-03-01', from: HOSTILE });
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
    await connection.run(
      `CREATE TABLE ${quoted(HOSTILE)} ("customerId" VARCHAR, ${quoted(HOSTILE)} VARCHAR, amount DECIMAL(10, 2), "orderedAt" TIMESTAMP)`,
    );
    for (const [id, kind, amount, at] of rows) {
      await connection.run(`INSERT INTO ${quoted(HOSTILE)} VALUES ($1, $2, $3, $4)`, [
        id,
        kind,
        amount,
        at.toISOString(),
      ]);
    }
    const found = (await connection.runAndReadAll(sql)).getRows().map((row) => row.map(String));
    connection.closeSync();
    instance.closeSync();
    expect(found).toEqual([
      ["'; --", '2.000000', '1', HOSTILE],
      ['a', '1.000000', '0', "it's"],
    ]);
  });
});
