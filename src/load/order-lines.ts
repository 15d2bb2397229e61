import { productSql } from '../engine/duckdb/parse-sql.js';
import { quoteText } from '../engine/duckdb/quote.js';
import type { Engine } from '../engine/engine.js';
import type { DropReason } from './orders.js';

/** SQL for each field of a line; what a file lacks is left out. */
export interface LineFields {
  readonly customer: string;
  readonly date: string;
  /** Order id; `undefined` for customer and day. */
  readonly order?: string;
  readonly amount?: string;
  readonly quantity?: string;
  readonly unitPrice?: string;
}

/** What the table of lines holds besides customer, order id and time. */
export interface LineShape {
  readonly hasAmounts: boolean;
  readonly hasQuantities: boolean;
}

/**
 * Makes the table `lines` from the table `rows`: one row a line, with its money in exact decimals and the
 * first reason for which it is left out, NULL where it is kept.
 */
export async function makeLines(engine: Engine, fields: LineFields): Promise<LineShape> {
  const { customer, date, order, amount, quantity, unitPrice } = fields;
  const hasQuantities = quantity !== undefined;
  const hasAmounts = amount !== undefined || unitPrice !== undefined;
  const rules: [DropReason, string][] = [['no customer', 'customer IS NULL']];
  if (order !== undefined && (await marksCancellations(engine, order))) {
    rules.push(['cancellation', `regexp_full_match(order_id, '[Cc][0-9]+')`]);
  }
  rules.push(['no date', 'ordered_at IS NULL']);
  if (amount !== undefined) {
    rules.push(['no amount', 'amount IS NULL'], ['amount below 0', 'amount < 0']);
    if (hasQuantities) rules.push(['quantity below 0', 'quantity < 0']);
  } else if (unitPrice !== undefined) {
    rules.push(['no amount', 'quantity IS NULL OR unit_price IS NULL']);
    rules.push(['quantity not above 0', 'quantity <= 0'], ['unit price not above 0', 'unit_price <= 0']);
  } else if (hasQuantities) {
    rules.push(['quantity below 0', 'quantity < 0']);
  }
  const cases = rules.map(([reason, test]) => `WHEN ${test} THEN ${quoteText(reason)}`);
  const money = unitPrice === undefined ? 'amount' : productSql('quantity', 'unit_price');
  const orderId = order === undefined ? `customer || ' ' || strftime(ordered_at, '%Y-%m-%d')` : 'order_id';
  await engine.run(`CREATE TEMP TABLE lines AS SELECT
      row, customer, ordered_at, ${orderId} AS order_id, quantity, ${money} AS amount,
      CASE ${cases.join(' ')} END AS reason
    FROM (SELECT
        rowid AS row, ${customer} AS customer, ${date} AS ordered_at,
        ${order ?? 'CAST(NULL AS VARCHAR)'} AS order_id, ${quantity ?? 'NULL'} AS quantity,
        ${unitPrice ?? 'NULL'} AS unit_price, ${amount ?? 'NULL'} AS amount
      FROM rows)`);
  return { hasAmounts, hasQuantities };
}

/** Whether a leading C marks cancellations: most order ids are numbers, and some are a C and a number. */
async function marksCancellations(engine: Engine, order: string): Promise<boolean> {
  const [numbers, marked] = await engine.query(`SELECT
      count(*) FILTER (regexp_full_match(id, '[0-9]+')), count(*) FILTER (regexp_full_match(id, '[Cc][0-9]+'))
    FROM (SELECT ${order} AS id FROM rows)`);
  return marked.values[0] !== 0 && (numbers.values[0] as number) > (marked.values[0] as number);
}
