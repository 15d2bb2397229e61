import type { Table } from '../../core/table.js';
import type { Retailer } from './retailer.js';

/** One file of the data set. */
export interface RetailerFile {
  /** For example `orders.csv`. */
  readonly name: string;
  /** Rows of a table; absent for the truth in JSON. */
  readonly rows?: number;
  /** Content; lines end in a line feed, the last one too. */
  readonly text: string;
}

/** Columns in EUR, written with two decimals. */
const MONEY = ['amount', 'unitPrice', 'discount', 'cost', 'revenue', 'margin'];

/** A retailer as the files of a data set: UTF-8 CSV with a header line, and the truth in JSON. */
export function retailerFiles(retailer: Retailer): RetailerFile[] {
  return [
    csv('customers.csv', retailer.customers),
    csv('orders.csv', retailer.orders),
    csv('order-lines.csv', retailer.lines),
    csv('campaign.csv', retailer.campaign),
    csv('campaign-outcomes.csv', retailer.outcomes),
    csv('needs.csv', retailer.needs),
    csv('truth.csv', retailer.groups),
    json('truth.json', retailer.truth),
    json('truth-outcomes.json', retailer.outcomesTruth),
  ];
}

function json(name: string, truth: unknown): RetailerFile {
  return { name, text: `${JSON.stringify(truth, null, 2)}\n` };
}

function csv<Row extends object>(name: string, table: Table<Row>): RetailerFile {
  const money = table.columnNames().filter((column) => MONEY.includes(column));
  const format = Object.fromEntries(money.map((column) => [column, (euros: number) => euros.toFixed(2)]));
  return { name, rows: table.numRows(), text: `${table.toCSV({ format }).trimEnd()}\n` };
}
