import { InputError } from '../../core/input-error.js';
import { toMicros } from '../../core/money.js';
import type { OrderList } from '../orders/order-list.js';
import type { DayRange } from '../orders/period.js';

/** What each customer brought in a period. Money is in millionths. */
export interface PeriodTotals {
  /** Orders of 0 or more. */
  readonly orders: Int32Array;
  /** Pieces in them. */
  readonly pieces: Float64Array;
  /** Their money. */
  readonly gross: readonly bigint[];
  /** Money of orders of less than 0, at most 0. */
  readonly returns: readonly bigint[];
  /** Money of rows without customer. */
  readonly unidentified: bigint;
}

/** Sums of the orders in a period, by customer. */
export function periodTotals(list: OrderList, { first, last }: DayRange): PeriodTotals {
  const n = list.customers.length;
  const orders = new Int32Array(n);
  const pieces = new Float64Array(n);
  const gross = new Array<bigint>(n).fill(0n);
  const returns = new Array<bigint>(n).fill(0n);
  let unidentified = 0n;
  for (let i = 0; i < list.customer.length; i++) {
    if (list.day[i] < first || list.day[i] > last) continue;
    const money = toMicros(list.amount![i]);
    const c = list.customer[i];
    if (c < 0) unidentified += money;
    else if (money < 0n) returns[c] += money;
    else {
      orders[c]++;
      pieces[c] += list.pieces?.[i] ?? 0;
      gross[c] += money;
    }
  }
  return { orders, pieces, gross, returns, unidentified };
}

/** @throws {InputError} Where orders have no amounts. */
export function needAmounts(who: string, list: OrderList): void {
  if (list.amount !== undefined) return;
  throw new InputError(`${who}: the orders have no column of amounts. Name it: columns: { amount: '…' }.`);
}
