import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { simulateRetailer, simulateRetailerToFiles } from 'clientele';
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
const names = ['customers', 'order-lines', 'orders', 'truth'];
async function hashes(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of names) {
    const rows = JSON.stringify(await rowsOf(join(folder, `${name}.parquet`)));
    found.push(createHash('sha256').update(rows).digest('hex'));
  }
  return [...found, readFileSync(join(folder, 'truth.json'), 'utf8')];
}

it('gives the same content for any chunk size, another for another seed', async () => {
  const made = async (name: string, seed: number, chunk: number) => {
    await simulateRetailerToFiles(join(root, name), { seed, customers: 300, chunk });
    return hashes(join(root, name));
  };
  const one = await made('one', 5, 300);
  expect(await made('many', 5, 7)).toEqual(one);
  expect((await made('other', 6, 300))[0]).not.toBe(one[0]);
  expect(readdirSync(join(root, 'one')).sort()).toEqual([
    'customers.parquet',
    'order-lines.parquet',
    'orders.parquet',
    'truth.json',
    'truth.parquet',
  ]);
});

it('holds the people of simulateRetailer, and orders that add up', async () => {
  const folder = join(root, 'people');
  await simulateRetailerToFiles(folder, { seed: 5, customers: 300 });
  const [customers, lines, orders, truth] = await Promise.all(
    names.map((name) => rowsOf(join(folder, `${name}.parquet`))),
  );
  const retailer = await simulateRetailer({ seed: 5, customers: 300, answers: 0 });
  const key = (row: object) => Object.values({ ...row, customerId: '' }).join();
  expect(customers.map(key).sort()).toEqual(retailer.customers.objects().map(key).sort());
  const sums = new Map<unknown, number>();
  for (const row of lines) {
    const paid = Number(row.quantity) * Number(row.unitPrice) - Number(row.discount);
    sums.set(row.orderId, (sums.get(row.orderId) ?? 0) + paid);
  }
  expect(sums.size).toBe(orders.length);
  for (const row of orders) expect(sums.get(row.orderId)).toBeCloseTo(Number(row.amount), 6);
  const { groups } = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
  for (const [group, { size }] of Object.entries<{ size: number }>(groups)) {
    expect(truth.filter((row) => row.group === group)).toHaveLength(size);
  }
});

it('leaves nothing when it is stopped on the way', async () => {
  const stop = new AbortController();
  const task = { signal: stop.signal, progress: () => stop.abort(new Error('stopped')), warn() {} };
  const folder = join(root, 'stopped');
  const call = simulateRetailerToFiles(folder, { seed: 5, customers: 300, chunk: 50 }, task);
  await expect(call).rejects.toThrow('stopped');
  expect(existsSync(folder)).toBe(false);
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
