import { InputError } from '../../core/input-error.js';
import { fromMicros, toMicros } from '../../core/money.js';
import { checkColumns, type Table } from '../../core/table.js';
import { breathe, type Task } from '../../core/task.js';

/** What each customer ordered. */
export interface CustomerOrders {
  /** Orders of each customer, an order being an order id of that customer, or else a customer and day. */
  readonly orders: Uint32Array;
  /** Revenue of each customer; `undefined` where orders have no amounts. */
  readonly revenue: Float64Array | undefined;
  /** Sum of the revenue of some customers, given by position: exact for amounts of up to six decimals. */
  readonly revenueOf: (customers: ArrayLike<number>) => number;
  /** Rows whose customer is not among those given: left out. */
  readonly rowsOutside: number;
  /** First and last day, ISO, where the orders are dated. */
  readonly period: readonly [string, string] | undefined;
}

const ROWS_A_BREATH = 65_536;
const DAY = 86_400_000; // milliseconds
const LARGEST_AMOUNT = 1e12;

/**
 * Orders and revenue of customers.
 *
 * @param orders - Rows with `customerId`, and `orderId` or `orderedAt`, and perhaps `amount`. Several rows of one
 *   order are lines of it.
 * @param positionOf - Position of each customer that counts, by id.
 * @throws {InputError} For a missing column, an amount that is no number below 10^12 or a date that is none, with the row.
 */
export async function customerOrders(
  orders: Table,
  positionOf: ReadonlyMap<string, number>,
  task: Task,
): Promise<CustomerOrders> {
  checkColumns('scoreboard', orders, ['customerId']);
  const names = orders.columnNames();
  if (!names.includes('orderId')) checkColumns('scoreboard', orders, ['orderedAt']);
  const customerIds = orders.array('customerId');
  const dates = names.includes('orderedAt') ? orders.array('orderedAt') : undefined;
  const orderIds = names.includes('orderId') ? orders.array('orderId') : undefined;
  const amounts = names.includes('amount') ? toAmounts(orders.array('amount')) : undefined;

  const known: Set<string | number>[] = Array.from({ length: positionOf.size }, () => new Set());
  const micros = new Array<bigint>(positionOf.size).fill(0n);
  let rowsOutside = 0;
  let first = Infinity;
  let last = -Infinity;
  for (let row = 0; row < customerIds.length; row++) {
    if (row % ROWS_A_BREATH === 0) {
      task.progress(row / customerIds.length, 'Orders by customer');
      await breathe(task);
    }
    const position = positionOf.get(String(customerIds[row] ?? ''));
    if (position === undefined) {
      rowsOutside++;
      continue;
    }
    const time = dates === undefined ? undefined : toTime(dates[row], row);
    if (time !== undefined) {
      first = Math.min(first, time);
      last = Math.max(last, time);
    }
    known[position].add(orderIds === undefined ? Math.floor(time! / DAY) : toOrderId(orderIds[row], row));
    if (amounts !== undefined) micros[position] += toMicros(amounts[row]);
  }

  return {
    orders: Uint32Array.from(known, (ids) => ids.size),
    revenue: amounts === undefined ? undefined : Float64Array.from(micros, fromMicros),
    revenueOf: (customers) => fromMicros(Array.from(customers).reduce((total, i) => total + micros[i], 0n)),
    rowsOutside,
    period: first > last ? undefined : [isoDay(first), isoDay(last)],
  };
}

function toAmounts(values: readonly unknown[]): Float64Array {
  return Float64Array.from(values, (value, row) => {
    const amount = typeof value === 'bigint' ? Number(value) : value;
    if (typeof amount === 'number' && Math.abs(amount) < LARGEST_AMOUNT) return amount;
    const shown = typeof value === 'string' ? JSON.stringify(value) : String(value ?? 'missing');
    throw new InputError(
      `scoreboard: row ${row + 1} of the orders, column "amount" is ${shown}, not a number below 10^12. Correct the row or drop it.`,
      { column: 'amount' },
    );
  });
}

function toOrderId(value: unknown, row: number): string {
  if (value !== null && value !== undefined && value !== '') return String(value);
  throw new InputError(
    `scoreboard: row ${row + 1} of the orders has no order id. Drop the column to count customer and day as an order.`,
    { column: 'orderId' },
  );
}

/** Milliseconds of a date, or of the day that a text begins with, in UTC. */
function toTime(value: unknown, row: number): number {
  const isText = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);
  const time = value instanceof Date ? value.getTime() : isText ? Date.parse(value.slice(0, 10)) : NaN;
  if (!Number.isNaN(time)) return time;
  throw new InputError(
    `scoreboard: row ${row + 1} of the orders, column "orderedAt" is ${String(value ?? 'missing')}, not a date.`,
    { column: 'orderedAt' },
  );
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
