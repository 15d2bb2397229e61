import { existsSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayText, toDay } from '../../core/day.js';
import { InputError } from '../../core/input-error.js';
import { makeFolder } from '../../core/make-folder.js';
import { seeded } from '../../core/random.js';
import type { Table } from '../../core/table.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { quoteName, quoteText } from '../../engine/duckdb/quote.js';
import { withDuckDb } from '../../engine/duckdb/with-duckdb.js';
import type { AppendedColumn, Engine } from '../../engine/engine.js';
import { assortment } from './assortment.js';
import { calendarOf } from './calendar.js';
import { GROUPS, type GroupKey } from './groups.js';
import { drawPerson, type Person } from './population.js';
import { drawOrders } from './shopping.js';
import { customersTable, groupsTable, linesTable, ordersTable } from './tables.js';

/** How a retailer is simulated into files. */
export interface RetailerFilesOptions {
  /** Any whole number; the same seed gives the same content. */
  readonly seed: number;
  /** Number of customers, default 4,000. */
  readonly customers?: number;
  /** First day with orders, default `2024-01-01`. */
  readonly from?: string;
  /** Last day with orders, default `2025-12-31`. */
  readonly to?: string;
  /** Customers in memory at a time, default 2,000; the content does not depend on it. */
  readonly chunk?: number;
}

/** What DuckDB holds before it spills to disk. */
const DUCKDB_MB = 256;
const TABLES = ['customers', 'orders', 'order-lines', 'truth'] as const;
const MONEY: ReadonlySet<string> = new Set(['amount', 'unitPrice', 'discount', 'cost']);
const NUMBERS: ReadonlySet<string> = new Set(['birthYear', 'children', 'line', 'quantity']);

/**
 * Simulates customers, orders and order lines of a retailer of any size, chunk by chunk, into Parquet files:
 * `customers`, `orders`, `order-lines` and `truth` (the planted group of each customer), with `truth.json` for the
 * parameters and sizes of the groups. The people are those of `simulateRetailer`, numbered in the order of drawing;
 * there is no campaign and no survey. Files have their names only once all are whole; Stop leaves none.
 *
 * @param folder - Made when it is missing; files of the same names are replaced.
 * @returns Paths of the files.
 * @throws {InputError} For numbers that are no whole ones, or days that are none or the wrong way round.
 *
 * O(orders) time; one chunk in memory, besides what DuckDB holds before it spills to disk.
 *
 * @example
 * const files = await simulateRetailerToFiles('shop', { seed: 1, customers: 50 });
 * files.length; // 5
 */
export async function simulateRetailerToFiles(
  folder: string,
  options: RetailerFilesOptions,
  task: Task = currentTask(),
): Promise<string[]> {
  const { seed, customers = 4000, from = '2024-01-01', to = '2025-12-31', chunk = 2000 } = options;
  for (const [name, value, least] of [
    ['seed', seed, -Number.MAX_SAFE_INTEGER],
    ['customers', customers, 1],
    ['chunk', chunk, 1],
  ] as const) {
    if (!Number.isSafeInteger(value) || value < least) {
      const wanted = name === 'seed' ? 'a whole number' : 'a whole number from 1';
      throw new InputError(`simulateRetailerToFiles: ${name} is ${value}; it must be ${wanted}.`);
    }
  }
  const first = toDay(from, 'simulateRetailerToFiles, "from"');
  const last = toDay(to, 'simulateRetailerToFiles, "to"');
  if (last <= first) {
    throw new InputError(`simulateRetailerToFiles: "to" (${to}) must lie after "from" (${from}).`);
  }
  task.signal.throwIfAborted();
  const isNew = !existsSync(folder);
  makeFolder(folder);
  const paths = [...TABLES.map((name) => join(folder, `${name}.parquet`)), join(folder, 'truth.json')];
  try {
    const sizes = new Map<GroupKey, number>();
    await withDuckDb(
      task,
      async (duckdb) => {
        for (let start = 0; start < customers; start += chunk) {
          const people = drawPeople(seed, start, Math.min(start + chunk, customers), first, last);
          for (const { group } of people.keys()) sizes.set(group, (sizes.get(group) ?? 0) + 1);
          await store(duckdb, people, start);
          task.progress((0.9 * start) / customers, 'Simulating orders');
          await breathe(task);
        }
        for (const [i, name] of TABLES.entries()) {
          const target = quoteText(`${paths[i]}.part`);
          await duckdb.run(`COPY ${quoteName(name)} TO ${target} (FORMAT parquet, COMPRESSION zstd)`);
        }
      },
      { memoryMb: DUCKDB_MB },
    );
    const groups = Object.fromEntries(
      Object.entries(GROUPS).map(([key, parameters]) => [
        key,
        { size: sizes.get(key as GroupKey) ?? 0, parameters },
      ]),
    );
    const truth = { seed, customers, from: dayText(first), to: dayText(last), groups };
    writeFileSync(`${paths[paths.length - 1]}.part`, `${JSON.stringify(truth, null, 2)}\n`);
    await breathe(task);
    for (const path of paths) renameSync(`${path}.part`, path);
  } catch (error) {
    for (const path of paths) rmSync(`${path}.part`, { force: true });
    if (isNew) rmdirSync(folder);
    throw error;
  }
  task.progress(1);
  return paths;
}

type Orders = ReadonlyMap<Person, ReturnType<typeof drawOrders>>;

function drawPeople(seed: number, start: number, end: number, from: number, to: number): Orders {
  const random = seeded(seed);
  const products = assortment();
  const calendars = Object.fromEntries(
    Object.entries(GROUPS).map(([key, { season }]) => [key, calendarOf(season, from, to)]),
  );
  const people = new Map<Person, ReturnType<typeof drawOrders>>();
  for (let i = start; i < end; i++) {
    const person = drawPerson(random.stream(2 + i), from, to); // the stream of simulateRetailer
    people.set(person, drawOrders(person, calendars[person.group], products));
  }
  return people;
}

async function store(duckdb: Engine, orders: Orders, start: number): Promise<void> {
  const people = [...orders.keys()];
  const ids = new Map(people.map((person, i) => [person, `C${String(start + i + 1).padStart(7, '0')}`]));
  const placed = people.flatMap((person) =>
    [...orders.get(person)!]
      .sort((a, b) => a.day - b.day || a.minute - b.minute)
      .map((basket, i) => ({ person, basket, orderId: `O${ids.get(person)!.slice(1)}-${i + 1}` })),
  );
  const tables: readonly Pick<Table, 'columnNames' | 'array'>[] = [
    customersTable(people, ids),
    ordersTable(placed, ids),
    linesTable(placed),
    groupsTable(people, ids),
  ];
  for (const [i, table] of tables.entries()) {
    const columns = table.columnNames().map((name): AppendedColumn => {
      const values = table.array(name) as (string | number)[];
      const type = NUMBERS.has(name) ? 'integer' : MONEY.has(name) ? 'number' : 'text';
      return { name, type, values };
    });
    await duckdb.append('part', columns);
    const target = quoteName(TABLES[i]);
    await duckdb.run(`CREATE TABLE IF NOT EXISTS ${target} AS SELECT * FROM part LIMIT 0`);
    await duckdb.run(`INSERT INTO ${target} SELECT * FROM part`);
    await duckdb.run('DROP TABLE part');
  }
}
