import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import type { Task } from '../../core/task.js';
import { checkKnown } from '../../core/unknown-name.js';
import { type EngineTable, infoOf, isEngineTable } from '../../engine/engine-table.js';
import { memoryType } from '../../engine/memory/column-type.js';
import { openRows } from '../../engine/open-rows.js';
import { aggregate, call, column, type Expression } from '../../engine/plan/expression.js';
import { derive, group } from '../../engine/plan/relation.js';
import type { ValueType } from '../../engine/plan/value-type.js';
import type { WhereOptions } from '../../engine/plan-runner.js';

/** Which columns of orders say who, when, which order, how much money and how many pieces. */
export interface OrderLineColumns {
  /** Default `customerId`. */
  readonly customer?: string;
  /** Default `orderedAt`. */
  readonly time?: string;
  /** Default `orderId` where there is one, else customer and day make an order. */
  readonly order?: string;
  /** Money; default `amount` where there is one. */
  readonly amount?: string;
  /** Pieces of the row; default `quantity` where there is one. */
  readonly quantity?: string;
}

/** Orders, and which of their columns are read. */
export interface OrderListOptions extends WhereOptions {
  /** Rows of orders, in memory or in an engine. */
  readonly orders: object;
  readonly columns?: OrderLineColumns;
}

/** Orders, one place an order, by customer, then day. */
export interface OrderList {
  /** Ids, each once. */
  readonly customers: readonly string[];
  /** Place of the customer in `customers`; -1 for rows without a customer. */
  readonly customer: Int32Array;
  /** Of the first row, days since 1970-01-01. */
  readonly day: Int32Array;
  /** `undefined` where there are no amounts. */
  readonly amount: Float64Array | undefined;
  readonly pieces: Float64Array | undefined;
  readonly rowsWithoutCustomer: number;
  /** Unit of the amounts, where it is known. */
  readonly currency: string | undefined;
}

/**
 * Rows of orders as one place an order; several rows of one order are lines of it. Rows stay where they are, an order
 * takes some 100 bytes of memory.
 *
 * @throws {InputError} For columns that are not there, no rows, and rows without day, order id, amount or pieces, with the
 *   first such row or their number.
 */
export async function orderList(who: string, options: OrderListOptions, task: Task): Promise<OrderList> {
  const table = options.orders as Table | EngineTable;
  const given = options.columns ?? {};
  if (!isEngineTable(table)) checkColumns(who, table, []);
  const known = isEngineTable(table) ? [...table.columns.keys()] : table.columnNames();
  const { customer = 'customerId', time = 'orderedAt' } = given;
  const named = Object.values(given).filter((name) => name !== undefined);
  checkKnown(who, 'column', [...named, customer, time], known);
  const usual = (name: string) => (known.includes(name) ? name : undefined);
  const order = given.order ?? usual('orderId');
  const amount = given.amount ?? usual('amount');
  const quantity = given.quantity ?? usual('quantity');
  const id = (name: string): ValueType => {
    const type = isEngineTable(table) ? table.columns.get(name)! : memoryType(table.array(name), false);
    return type === 'integer' ? 'integer' : 'text';
  };
  const types: Record<string, ValueType> = { [customer]: id(customer), [time]: 'time' };
  if (order !== undefined) types[order] = id(order);
  if (amount !== undefined) types[amount] = 'money';
  if (quantity !== undefined) types[quantity] = 'money';
  const needed = [time, order, amount, quantity].filter((name) => name !== undefined);

  const { rows, run } = openRows(who, table, types, options, task);
  const day = call('day', column(time));
  const orders = derive(who, rows, { '@day': day, '@order': order === undefined ? day : column(order) });
  const values: Record<string, Expression> = {
    '@rows': aggregate('count'),
    '@first': aggregate('minimum', [column('@day')]),
    ...(amount === undefined ? {} : { '@amount': aggregate('sum', [column(amount)]) }),
    ...(quantity === undefined ? {} : { '@pieces': aggregate('sum', [column(quantity)]) }),
  };
  const gaps = needed.map((name) => call('isMissing', column(name)));
  values['@gaps'] = aggregate('count', [], gaps.length === 1 ? gaps[0] : call('or', ...gaps));
  const columns = [customer, ...Object.keys(values)];
  const grouped = group(who, orders, [customer, '@order'], values);
  // Orders of a customer and day that are alike in the rest may come in any order.
  const orderBy = columns.filter((name) => name !== '@rows' && name !== '@gaps');
  const answer = await run(grouped, { columns, orderBy });
  const own = (name: string) => answer[columns.indexOf(name)].values;
  if ((own('@gaps') as number[]).some((count) => count > 0)) {
    const counts = needed.map((_, i) => [`@${i}`, aggregate('count', [], gaps[i])] as const);
    const answer = await run(group(who, orders, [], Object.fromEntries(counts)), {
      columns: counts.map(([name]) => name),
      orderBy: [],
    });
    const lacking = answer.map(({ values }) => values[0] as number);
    const first = lacking.findIndex((count) => count > 0);
    throw gapIn(who, table, needed[first], lacking[first]);
  }
  const ids: string[] = [];
  let before: unknown;
  let rowsWithoutCustomer = 0;
  const counts = own('@rows') as number[];
  const places = Int32Array.from(own(customer) as unknown[], (value, i) => {
    if (value === null || value === undefined) {
      rowsWithoutCustomer += counts[i];
      return -1;
    }
    if (value !== before) {
      before = value;
      ids.push(String(value));
    }
    return ids.length - 1;
  });
  const unit = amount === undefined ? undefined : infoOf(table)[amount]?.unit;
  const numbers = (name: string) => Float64Array.from(own(name) as number[]);
  return {
    customers: ids,
    customer: places,
    day: Int32Array.from(own('@first') as number[]),
    amount: amount === undefined ? undefined : numbers('@amount'),
    pieces: quantity === undefined ? undefined : numbers('@pieces'),
    rowsWithoutCustomer,
    currency: unit === 'not stated' ? undefined : unit,
  };
}

function gapIn(who: string, table: Table | EngineTable, name: string, count: number): InputError {
  const first = isEngineTable(table)
    ? -1
    : table.array(name).findIndex((value) => {
        return value === null || value === undefined || value === '' || Number.isNaN(Number(value));
      });
  const where = first < 0 ? '' : `, the first is row ${first + 1}`;
  return new InputError(
    `${who}: ${count} ${count === 1 ? 'row has' : 'rows have'} no value in column "${name}"${where}. Fill them, or leave them out first.`,
    { column: name },
  );
}
