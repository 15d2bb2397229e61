import type { Table } from '../core/table.js';
import type { ReadOptions } from './source.js';

/** One order of one customer, its lines summed. */
export interface OrderRow {
  /** Customer id, as text: leading zeros stay. */
  customerId: string;
  /** Order id; customer and day where orders have none. */
  orderId: string;
  /** When it was placed, in UTC: as written, or the instant where the file gives a zone. The earliest time of its lines. */
  orderedAt: Date;
  /** Money, summed exactly over the kept lines; the column is absent when the file has no amounts. */
  amount?: number;
  /** Pieces; the column is absent when the file has none. */
  quantity?: number;
  /** Kept lines of the order. */
  lines: number;
}

/**
 * What an order is: the id in a column, `line number` (every line of its own), or `customer and day`. A
 * column that is called so wins.
 */
export type OrderIdentity = 'line number' | 'customer and day' | (string & {});

/** Which column holds what. An empty text is as good as nothing. */
export interface OrderColumns {
  readonly customer?: string;
  readonly date?: string;
  /** How dates are written: `YYYYMMDD`, `DD.MM.YYYY` or `%Y%m%d`. */
  readonly dateFormat?: string;
  readonly order?: OrderIdentity;
  /** Money of the line. */
  readonly amount?: string;
  /** Pieces of the line. */
  readonly quantity?: string;
  /** Money of one piece; the amount is then quantity times unit price. */
  readonly unitPrice?: string;
}

/** How `readOrders` reads; what is left out is suggested from names and contents. */
export interface ReadOrdersOptions extends OrderColumns, ReadOptions {
  /** Currency of the amounts, for example `GBP`; default `not stated`. */
  readonly currency?: string;
  /** Day from which recency counts, `YYYY-MM-DD`; default the day after the last order. */
  readonly asOf?: string;
}

/** A field of orders that a column can fill. */
export type OrderField = 'customer' | 'date' | 'order' | 'amount' | 'quantity' | 'unitPrice';

/** Where the meaning of a field comes from, in words for the report. */
export interface OrderMappingEntry {
  readonly field: OrderField | 'dateFormat' | 'currency' | 'asOf';
  /** Column or value. */
  readonly value: string;
  readonly origin: 'given' | 'suggested' | 'default';
  /** One sentence. */
  readonly reason: string;
}

/** Why lines were left out. */
export type DropReason =
  | 'no customer'
  | 'cancellation'
  | 'no date'
  | 'no amount'
  | 'amount below 0'
  | 'quantity below 0'
  | 'quantity not above 0'
  | 'unit price not above 0';

/** Lines left out for one reason; each line counts under the first that applies. */
export interface DroppedLines {
  readonly reason: DropReason;
  readonly lines: number;
  /** Their money, where it is known. */
  readonly amount?: number;
  /** Where the first of them is, for example `line 143`. */
  readonly first: string;
}

/** What became of the rows of the file. */
export interface OrderLedger {
  readonly linesRead: number;
  readonly linesKept: number;
  /** Money of the kept lines. */
  readonly amountKept?: number;
  readonly dropped: readonly DroppedLines[];
  /** Customers with at least one line. */
  readonly customersInFile: number;
  readonly customersKept: number;
  readonly ordersKept: number;
}

/** Orders that were read, and all that a report must say of them. */
export interface Orders {
  /** One row an order, ordered by customer, time and order id. */
  readonly orders: Table<OrderRow>;
  readonly mapping: readonly OrderMappingEntry[];
  readonly ledger: OrderLedger;
  /** Day from which recency counts, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** `not stated` when it was not given. */
  readonly currency: string;
  /** Day of the first kept order, `YYYY-MM-DD`. */
  readonly firstDay: string;
  /** Day of the last kept order, `YYYY-MM-DD`. */
  readonly lastDay: string;
}
