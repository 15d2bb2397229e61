import { dayText, toDay } from '../core/day.js';
import { InputError } from '../core/input-error.js';
import type { Table } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import type { EngineTable } from '../engine/engine-table.js';
import { isEngineTable } from '../engine/engine-table.js';
import { type FeaturePurpose, type FeatureTableOptions, featureTable } from './feature-table.js';
import { monetary } from './monetary.js';
import { orderCount } from './order-count.js';
import { recency } from './recency.js';

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

/** What `rfm` needs to know: the options of `featureTable`, with a day of reckoning. */
export interface RfmOptions extends Omit<FeatureTableOptions, 'customers'>, FeaturePurpose {
  /** Day of reckoning, `YYYY-MM-DD` or a `Date` whose UTC day counts; not before the last order. */
  readonly asOf: string | Date;
}

/**
 * Recency, frequency and monetary value of each customer, as segmentation means them; `lifetimeRfm` gives what models
 * of lifetime value mean. Rows that share customer and order id are one order; without order ids customer and day
 * make an order. Money is summed exactly, up to 6 digits after the point, so the result does not depend on the order
 * of rows.
 *
 * @returns One row a customer, ordered by customer id (code point by code point). Columns inherit purposes as those of
 *   `featureTable`; those left out for `purpose` are not there, whatever the type says.
 * @throws {InputError} For a missing column, a row without customer, order id or time, an amount that is no
 *   number, no rows, or an `asOf` before the last order.
 *
 * O(orders); 100,000 orders take about a tenth of a second.
 *
 * @example
 * const customers = await rfm(orders, { asOf: '2026-01-01' });
 * customers.columnNames(); // ['customerId', 'recencyDays', 'frequency', 'monetary']
 */
export async function rfm<Row extends object>(
  orders: Table<Row> | EngineTable,
  options: RfmOptions,
  task: Task = currentTask(),
): Promise<Table<RfmRow>> {
  if (options.asOf === undefined) throw new InputError('rfm needs asOf, the day from which recency counts.');
  const asOf = dayText(toDay(options.asOf, 'rfm: asOf'));
  const names: readonly string[] = isEngineTable(orders) ? [...orders.columns.keys()] : orders.columnNames();
  const hasMoney = names.includes(options.columns?.amount ?? 'amount');
  const features = [recency(), orderCount({ name: 'frequency' }), ...(hasMoney ? [monetary()] : [])];
  const table = (await featureTable(orders, features, options, task, 'rfm')) as unknown as Table<RfmRow>;
  const made: readonly string[] = table.columnNames();
  const unit = table.info.monetary?.unit;
  return table.describe({
    ...(made.includes('recencyDays')
      ? { recencyDays: { meaning: `Whole days from the last order to ${asOf}.` } }
      : {}),
    ...(made.includes('monetary')
      ? {
          monetary: {
            meaning: `Money of all orders${unit === undefined ? '; the currency was not stated' : ''}.`,
          },
        }
      : {}),
  });
}
