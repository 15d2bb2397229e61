import { compareText } from '../core/compare-text.js';
import { DAY_MS, dayText, toDay } from '../core/day.js';
import { InputError } from '../core/input-error.js';
import { fromMicros, toMicros } from '../core/money.js';
import { checkColumns, type Table, tableOf } from '../core/table.js';
import { breathe, currentTask, type Task } from '../core/task.js';
import type { OrderRow } from '../load/orders.js';
import { rfmInEngine } from './rfm-in-engine.js';

/** Recency, frequency and monetary value of a customer. */
export interface RfmRow {
  customerId: string;
  /** Whole days between the day of the last order and the day of reckoning; 0 is the same day. */
  recencyDays: number;
  /** Number of orders, not of lines. */
  frequency: number;
  /** Money of all orders; the column is absent when orders have no amounts. */
  monetary?: number;
}

/** What `rfm` needs to know. */
export interface RfmOptions {
  /** Day of reckoning, `YYYY-MM-DD` or a `Date` whose UTC day counts; not before the last order. */
  readonly asOf: string | Date;
  /** Where to compute; default `engine` above 200,000 rows. The result is the same. */
  readonly where?: 'memory' | 'engine';
}

/** What `rfm` needs of an order. */
export type RfmOrder = Pick<OrderRow, 'customerId' | 'orderId' | 'orderedAt' | 'amount'>;

/** Orders as numbers and texts, column by column, checked. */
export interface RfmInput {
  readonly customers: readonly string[];
  readonly orders: readonly string[];
  /** Days since 1970-01-01. */
  readonly days: Int32Array;
  /** Millionths of the currency; absent without amounts. */
  readonly micros?: BigInt64Array;
  /** Day of reckoning. */
  readonly asOf: number;
}

/** Sums by customer, ordered by customer id. */
export interface RfmSums {
  readonly customers: string[];
  readonly lastDays: number[];
  readonly orders: number[];
  readonly micros?: bigint[];
}

const MEMORY_ROWS = 200_000;
const ROWS_PER_BREATH = 50_000;

/**
 * Recency, frequency and monetary value of each customer. Rows that share customer and order id are one
 * order. Money is summed exactly, up to 6 digits after the point, so the result does not depend on the order
 * of rows.
 *
 * @returns One row a customer, ordered by customer id (code point by code point).
 * @throws {InputError} For a missing column, a row without customer, order id or time, an amount that is no
 *   number, no rows, or an `asOf` before the last order.
 *
 * O(orders); 200,000 orders take about half a second.
 *
 * @example
 * const customers = await rfm(orders, { asOf: '2026-01-01' });
 * customers.columnNames(); // ['customerId', 'recencyDays', 'frequency', 'monetary']
 */
export async function rfm<Row extends RfmOrder>(
  orders: Table<Row>,
  options: RfmOptions,
  task: Task = currentTask(),
): Promise<Table<RfmRow>> {
  const table = orders as unknown as Table;
  const input = await checkedInput(table, options, task);
  const where = options.where ?? (table.numRows() > MEMORY_ROWS ? 'engine' : 'memory');
  const sums = where === 'engine' ? await rfmInEngine(input, task) : await rfmInMemory(input, task);
  task.progress(1, 'Recency, frequency, monetary value');
  return rfmTable(sums, input.asOf, table.info.amount?.unit);
}

async function checkedInput(table: Table, { asOf }: RfmOptions, task: Task): Promise<RfmInput> {
  checkColumns('rfm', table, ['customerId', 'orderId', 'orderedAt']);
  const rows = table.numRows();
  if (rows === 0) throw new InputError('rfm: there are no orders.');
  if (asOf === undefined) throw new InputError('rfm needs asOf, the day from which recency counts.');
  const day = toDay(asOf, 'rfm: asOf');
  const customers = table.array('customerId') as string[];
  const orderIds = table.array('orderId') as string[];
  const times = table.array('orderedAt') as Date[];
  const amounts = table.columnNames().includes('amount') ? (table.array('amount') as number[]) : undefined;
  const days = new Int32Array(rows);
  const micros = amounts === undefined ? undefined : new BigInt64Array(rows);
  let lastDay = -Infinity;
  for (let i = 0; i < rows; i++) {
    if (i % ROWS_PER_BREATH === 0) await breathe(task);
    checkText(customers[i], i, 'customerId');
    checkText(orderIds[i], i, 'orderId');
    const time = times[i] instanceof Date ? times[i].getTime() : Number.NaN;
    if (Number.isNaN(time)) throw cellError(i, 'orderedAt', times[i], 'a Date');
    days[i] = Math.floor(time / DAY_MS);
    lastDay = Math.max(lastDay, days[i]);
    if (amounts === undefined || micros === undefined) continue;
    if (typeof amounts[i] !== 'number' || !(Math.abs(amounts[i]) < 1e12)) {
      throw cellError(i, 'amount', amounts[i], 'a number below 10^12');
    }
    micros[i] = toMicros(amounts[i]);
  }
  if (day < lastDay) {
    throw new InputError(
      `rfm: asOf ${dayText(day)} is before the last order, ${dayText(lastDay)}. Choose that day or a later one, or leave out the orders after it.`,
    );
  }
  return { customers, orders: orderIds, days, asOf: day, ...(micros === undefined ? {} : { micros }) };
}

async function rfmInMemory({ customers, orders, days, micros }: RfmInput, task: Task): Promise<RfmSums> {
  const byCustomer = new Map<string, { lastDay: number; orders: Set<string>; micros: bigint }>();
  for (let i = 0; i < customers.length; i++) {
    if (i % ROWS_PER_BREATH === 0) await breathe(task);
    let sums = byCustomer.get(customers[i]);
    if (sums === undefined) {
      sums = { lastDay: days[i], orders: new Set(), micros: 0n };
      byCustomer.set(customers[i], sums);
    }
    sums.lastDay = Math.max(sums.lastDay, days[i]);
    sums.orders.add(orders[i]);
    if (micros !== undefined) sums.micros += micros[i];
  }
  const sorted = [...byCustomer].sort(([a], [b]) => compareText(a, b));
  return {
    customers: sorted.map(([customer]) => customer),
    lastDays: sorted.map(([, { lastDay }]) => lastDay),
    orders: sorted.map(([, { orders }]) => orders.size),
    ...(micros === undefined ? {} : { micros: sorted.map(([, { micros }]) => micros) }),
  };
}

function rfmTable(
  { customers, lastDays, orders, micros }: RfmSums,
  asOf: number,
  unit?: string,
): Table<RfmRow> {
  const known = {
    customerId: { role: 'id', meaning: 'Customer id.' },
    recencyDays: {
      role: 'base',
      unit: 'days',
      basis: 'B4',
      meaning: `Whole days from the last order to ${dayText(asOf)}.`,
    },
    frequency: { role: 'base', unit: 'orders', basis: 'B4', meaning: 'Number of orders.' },
  } as const;
  const columns = {
    customerId: customers,
    recencyDays: lastDays.map((day) => asOf - day),
    frequency: orders,
  };
  if (micros === undefined) return tableOf<RfmRow>(columns as never, known);
  const monetary = {
    role: 'base',
    basis: 'B8',
    digits: 2,
    ...(unit === undefined ? {} : { unit }),
    meaning: `Money of all orders${unit === undefined ? '; the currency was not stated' : ''}.`,
  } as const;
  return tableOf<RfmRow>({ ...columns, monetary: micros.map(fromMicros) } as never, { ...known, monetary });
}

function checkText(value: unknown, row: number, column: string): void {
  if (typeof value !== 'string' || value === '') throw cellError(row, column, value, 'an id');
}

function cellError(row: number, column: string, value: unknown, needed: string): InputError {
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value ?? 'missing');
  return new InputError(`rfm: row ${row + 1}, column "${column}" is ${shown}, not ${needed}.`, { column });
}
