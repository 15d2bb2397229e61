import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openTable, simulateRetailer, simulateRetailerToFiles } from 'clientele';
import { afterAll, expect, it } from 'vitest';
import { makeParquet } from '#clientele/cli/make-datasets';

const root = mkdtempSync(join(tmpdir(), 'clientele-'));
afterAll(() => rmSync(root, { recursive: true }));

async function rowsOf(path: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(`FROM '${path}'`)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
const stop = (abort: boolean) => {
  const stopping = new AbortController();
  const progress = () => abort && stopping.abort(new Error('stopped'));
  return { signal: stopping.signal, progress, warn() {} };
};
const TABLES = {
  customers: 'customers',
  orders: 'orders',
  lines: 'order-lines',
  campaign: 'campaign',
  outcomes: 'campaign-outcomes',
  needs: 'needs',
  groups: 'truth-groups',
} as const;

it('up to a block it is the retailer of simulateRetailer, with days and times as such', async () => {
  const folder = join(root, 'shop');
  const files = await simulateRetailerToFiles(folder, { seed: 5, customers: 300 });
  expect(
    readdirSync(folder)
      .map((name) => join(folder, name))
      .sort(),
  ).toEqual([...files].sort());
  const retailer = await simulateRetailer({ seed: 5, customers: 300 });
  for (const [key, name] of Object.entries(TABLES)) {
    const rows = await rowsOf(join(folder, `${name}.parquet`));
    const same = (row: object) =>
      Object.values(row)
        .map((value) => String(value).replace(/(\d\d:\d\d):00$/, '$1'))
        .join('|');
    expect(rows.map(same), name).toEqual(
      retailer[key as keyof typeof TABLES].objects().map((row) => same(row)),
    );
  }
  const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
  expect(truth.blocks[0].retailer).toEqual(JSON.parse(JSON.stringify(retailer.truth)));
  const orders = await openTable(join(folder, 'orders.parquet'));
  expect([orders.columns.get('orderedAt'), orders.columns.get('amount')]).toEqual(['time', 'number']);
});

it('is made of blocks of 4,000 whose ids differ, the same for the same seed', async () => {
  const made = async (name: string, seed: number) => {
    const files = await simulateRetailerToFiles(join(root, name), {
      seed,
      customers: 4100,
      from: '2025-06-01',
      to: '2025-12-31',
    });
    const texts = await Promise.all(
      files.map(async (path) =>
        path.endsWith('.json') ? readFileSync(path, 'utf8') : JSON.stringify(await rowsOf(path)),
      ),
    );
    return texts.map((text) => createHash('sha256').update(text).digest('hex'));
  };
  const one = await made('one', 5);
  expect(await made('again', 5)).toEqual(one);
  const other = await made('other', 6);
  expect(other.filter((hash, i) => hash === one[i])).toEqual([]);

  const folder = join(root, 'one');
  const customers = await rowsOf(join(folder, 'customers.parquet'));
  const ids = new Set(customers.map(({ customerId }) => customerId));
  expect([customers.length, ids.size]).toEqual([4100, 4100]);
  for (const [name, column] of [
    ['orders', 'customerId'],
    ['mails', 'customerId'],
    ['referrals', 'referredBy'],
    ['account-users', 'customerId'],
    ['truth-groups', 'customerId'],
  ]) {
    const rows = await rowsOf(join(folder, `${name}.parquet`));
    expect(rows.length, name).toBeGreaterThan(0);
    expect(
      rows.filter((row) => !ids.has(row[column])),
      name,
    ).toEqual([]);
  }
  const orders = await rowsOf(join(folder, 'orders.parquet'));
  const lines = await rowsOf(join(folder, 'order-lines.parquet'));
  const sums = new Map<unknown, number>();
  for (const row of lines) {
    const paid = Number(row.quantity) * Number(row.unitPrice) - Number(row.discount);
    sums.set(row.orderId, (sums.get(row.orderId) ?? 0) + paid);
  }
  expect(sums.size).toBe(orders.length);
  for (const row of orders) expect(sums.get(row.orderId)).toBeCloseTo(Number(row.amount), 6);
  const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
  expect(truth.blocks.map(({ block }: { block: string }) => block)).toEqual(['00001', '00002']);
}, 60_000);

it('leaves nothing when it is stopped on the way, and touches no folder that is there', async () => {
  const parent = join(root, 'stopped');
  const call = simulateRetailerToFiles(join(parent, 'shop'), { seed: 5, customers: 300 }, stop(true));
  await expect(call).rejects.toThrow('stopped');
  expect(readdirSync(parent)).toEqual([]);
  await expect(simulateRetailerToFiles(root, { seed: 5, customers: 300 })).rejects.toThrow(
    /exists\. Name a new folder\./,
  );
});

it('refuses what is no number of customers, before anything is made', async () => {
  const folder = join(root, 'refused');
  await expect(simulateRetailerToFiles(folder, { seed: 5, customers: 0 })).rejects.toThrow(
    'simulateRetailerToFiles: customers is 0; it must be a whole number from 1.',
  );
  expect(existsSync(folder)).toBe(false);
});

it('is what datasets make --format parquet writes', async () => {
  const said: string[] = [];
  await makeParquet(join(root, 'command'), (line) => said.push(line), { customers: 20 });
  expect(said.every((path) => existsSync(path))).toBe(true);
  expect(await rowsOf(join(root, 'command', 'retailer', 'customers.parquet'))).toHaveLength(20);
});
