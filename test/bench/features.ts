import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import {
  featureTable,
  meanGap,
  monetary,
  openTable,
  orderCount,
  readTable,
  recency,
  share,
  tenure,
} from 'clientele';
import { cpuMs, type Figure, median } from './figure.js';

// Ten features of 5,000,000 orders of 192,000 customers (recency, orders, money, tenure, mean gap, five shares) beside
// DuckDB called from Node with SQL written by hand, and pandas; from Parquet and from CSV. 50,000,000 orders for memory.

const ROUNDS = 5;
const AS_OF = '2025-01-01';
const CATEGORIES = ['bags', 'coats', 'hats', 'shirts', 'shoes'];
const FEATURES = [
  recency(),
  orderCount(),
  monetary(),
  tenure(),
  meanGap(),
  ...CATEGORIES.map((category) => share('category', category)),
];

/** SQL as one would write it by hand; amounts are doubles. */
const byHand = (from: string) => `SELECT customer_id,
  DATE '${AS_OF}' - max(ordered_at)::DATE, count(*), sum(amount), DATE '${AS_OF}' - min(ordered_at)::DATE,
  (max(ordered_at)::DATE - min(ordered_at)::DATE) / nullif(count(*) - 1, 0),
  ${CATEGORIES.map((each) => `sum(amount) FILTER (category = '${each}') / sum(amount)`).join(', ')}
  FROM ${from} GROUP BY customer_id ORDER BY customer_id`;

/** Orders of customers of whom few order much; drawn by hashes of row numbers, the same in every run. */
const orders = (rows: number) => `SELECT
  1 + CAST(floor(192000 * power((hash(i) % 1000003) / 1000003.0, 1.5)) AS BIGINT) AS customer_id,
  i AS order_id,
  TIMESTAMP '2022-01-01' + to_seconds(CAST(hash(i + 1e9::BIGINT) % 94608000 AS BIGINT)) AS ordered_at,
  CAST(CAST(hash(i + 2e9::BIGINT) % 20000 AS BIGINT) / 100.0 AS DOUBLE) AS amount,
  ['bags', 'coats', 'hats', 'shirts', 'shoes'][1 + CAST(hash(i + 3e9::BIGINT) % 5 AS INTEGER)] AS category
  FROM range(${rows}) AS t(i)`;

const PANDAS = `
import resource, sys, time
import pandas as pd
path, rounds = sys.argv[1], int(sys.argv[2])
def once():
    orders = pd.read_parquet(path) if path.endswith('parquet') else pd.read_csv(path, parse_dates=['ordered_at'])
    day = pd.Timestamp('${AS_OF}')
    by = orders.groupby('customer_id')
    out = by.agg(first=('ordered_at', 'min'), last=('ordered_at', 'max'), orders=('amount', 'size'), money=('amount', 'sum'))
    out['recency'] = (day - out['last'].dt.normalize()).dt.days
    out['tenure'] = (day - out['first'].dt.normalize()).dt.days
    out['gap'] = (out['last'].dt.normalize() - out['first'].dt.normalize()).dt.days / (out['orders'] - 1)
    parts = orders.pivot_table(index='customer_id', columns='category', values='amount', aggfunc='sum', fill_value=0)
    return out.join(parts.div(out['money'], axis=0))
for _ in range(rounds):
    start = time.perf_counter(); once(); print(1000 * (time.perf_counter() - start), flush=True)
`;

/** The figures of this part. */
export async function figures(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'features-'));
  const found: Figure[] = [];
  try {
    const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
    const connection = await instance.connect();
    for (const kind of ['parquet', 'csv'] as const) {
      const path = join(folder, `orders.${kind}`);
      await connection.run(`COPY (${orders(5_000_000)}) TO '${path}' (FORMAT ${kind})`);
      found.push(...(await beside(path, kind, connection)));
    }
    found.push(await inMemory(folder, connection));
    const large = join(folder, 'large.parquet');
    await connection.run(`COPY (${orders(50_000_000)}) TO '${large}' (FORMAT parquet)`);
    found.push(peakMemory(large));
    connection.closeSync();
    instance.closeSync();
  } finally {
    rmSync(folder, { recursive: true });
  }
  return found;
}

async function beside(path: string, kind: 'parquet' | 'csv', connection: Connection): Promise<Figure[]> {
  const columns = { customer: 'customer_id', time: 'ordered_at', amount: 'amount' };
  const from = kind === 'parquet' ? `read_parquet('${path}')` : `read_csv('${path}')`;
  const table = await openTable(path);
  const ours: number[] = [];
  const walls: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    ours.push(await cpuOf(() => featureTable(table, FEATURES, { asOf: AS_OF, columns, rows: 'orders' })));
    walls.push(performance.now() - start);
    theirs.push(await cpuOf(async () => (await connection.runAndReadAll(byHand(from))).getColumns()));
  }
  const name = `ten features of 5M orders, ${kind}`;
  const figure = { part: 'features', name, unit: 'CPU ms', ours: median(ours) };
  const pandas = pandasMs(path);
  return [
    { ...figure, peer: median(theirs), peerName: 'DuckDB by hand', goal: { timesThePeer: 1.2 } },
    {
      ...figure,
      name: `${name}, two threads`,
      unit: 'ms',
      ours: median(walls),
      ...(pandas === undefined ? {} : { peer: pandas, peerName: 'pandas' }),
      goal: { timesAsFast: 1 },
    },
  ];
}

type Connection = Awaited<ReturnType<DuckDBInstance['connect']>>;

async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const start = cpuMs();
  await work();
  return cpuMs() - start;
}

function pandasMs(path: string): number | undefined {
  const python = process.env.CLIENTELE_PYTHON;
  if (python === undefined) return undefined;
  const { stdout, status } = spawnSync(python, ['-c', PANDAS, path, '3'], { encoding: 'utf8' });
  return status === 0 ? median(stdout.trim().split('\n').map(Number)) : undefined;
}

/** 10,000 customers, 100,000 orders in memory: what a notebook waits for. */
async function inMemory(folder: string, connection: Connection): Promise<Figure> {
  const path = join(folder, 'small.parquet');
  await connection.run(
    `COPY (SELECT * REPLACE (1 + customer_id % 10000 AS customer_id) FROM (${orders(100_000)})) TO '${path}' (FORMAT parquet)`,
  );
  const table = await readTable(path);
  const columns = { customer: 'customer_id', time: 'ordered_at', amount: 'amount' };
  const times: number[] = [];
  for (let round = 0; round < 3 * ROUNDS; round++) {
    const start = performance.now();
    await featureTable(table, FEATURES, { asOf: AS_OF, columns, rows: 'orders' });
    times.push(performance.now() - start);
  }
  const name = 'ten features of 10,000 customers in memory';
  return { part: 'features', name, unit: 'ms', ours: median(times), goal: { atMost: 100 } };
}

/** Most memory of a process that computes the features of 50,000,000 orders on disk. */
function peakMemory(path: string): Figure {
  const script = `
    import { featureTable, meanGap, monetary, openTable, orderCount, recency, share, tenure } from 'clientele';
    const table = await openTable(${JSON.stringify(path)});
    const features = [recency(), orderCount(), monetary(), tenure(), meanGap(),
      ...${JSON.stringify(CATEGORIES)}.map((category) => share('category', category))];
    const columns = { customer: 'customer_id', time: 'ordered_at', amount: 'amount', order: 'order_id' };
    await featureTable(table, features, { asOf: '${AS_OF}', columns });
    console.log(process.resourceUsage().maxRSS / 1024);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  const name = 'most memory, 50M orders with order ids on disk';
  return { part: 'features', name, unit: 'MB', ours: Number(stdout), goal: { atMost: 4000 } };
}
