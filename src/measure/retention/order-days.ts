import { dayText } from '../../core/day.js';
import { InputError } from '../../core/input-error.js';
import type { OrderList } from '../orders/order-list.js';

/** Days on which customers ordered, each day once. */
export interface OrderDays {
  /** By customer, ascending. */
  readonly day: Int32Array;
  /** Where the days of each customer begin in `day`; one more than customers. */
  readonly start: Int32Array;
  /** Orders of less than no money, which are none. */
  readonly returns: number;
}

/** @throws {InputError} For orders after the day of reckoning. */
export function orderDays(who: string, list: OrderList, asOf: number): OrderDays {
  const last = list.day.reduce((most, day) => Math.max(most, day), -Infinity);
  if (last > asOf) {
    throw new InputError(
      `${who}: asOf ${dayText(asOf)} is before the last order, ${dayText(last)}. Choose that day or a later one.`,
    );
  }
  const days: number[] = [];
  const start = new Int32Array(list.customers.length + 1);
  let [at, returns] = [0, 0];
  while (at < list.customer.length && list.customer[at] < 0) at++;
  for (let c = 0; c < list.customers.length; c++) {
    start[c] = days.length;
    for (; at < list.customer.length && list.customer[at] === c; at++) {
      if (list.amount !== undefined && list.amount[at] < 0) returns++;
      else if (days.length === start[c] || days[days.length - 1] !== list.day[at]) days.push(list.day[at]);
    }
  }
  start[list.customers.length] = days.length;
  return { day: Int32Array.from(days), start, returns };
}
