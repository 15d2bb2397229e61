import { checkGiven } from '../../core/check-given.js';
import { dayText, toDay } from '../../core/day.js';
import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { counted } from '../../display/counted.js';
import type { EngineTable } from '../../engine/engine-table.js';
import type { WhereOptions } from '../../engine/plan-runner.js';
import { checkShown } from '../orders/check-minimum.js';
import { type OrderLineColumns, orderList } from '../orders/order-list.js';
import { type SegmentsOfCustomers, segmentGroups } from '../orders/segment-groups.js';
import { type OrderDays, orderDays } from './order-days.js';
import { type SurvivalBySegment, survivalBySegment } from './survival-by-segment.js';
import { survivalContent } from './survival-content.js';

/** What `timeToNextOrder` is made of. */
export interface NextOrderOptions<Order extends object = Record<string, unknown>> extends WhereOptions {
  /** Rows with `customerId`, `orderedAt`, and perhaps `orderId` and `amount`; several rows of one order are lines of it. */
  readonly orders: Table<Order> | EngineTable;
  readonly columns?: OrderLineColumns;
  /** Last day that the orders cover, `YYYY-MM-DD`. */
  readonly asOf: string | Date;
  /** Without it, all customers together. */
  readonly segmentation?: SegmentsOfCustomers;
  /** The time from which day with an order to the next: 1, the default, from the first to the second. */
  readonly after?: number;
  /** Days by which shares are told, default 30, 90, 180 and 365. */
  readonly horizons?: readonly number[];
  /** Fewest customers of a segment that is shown and compared, default 10. */
  readonly minimum?: number;
  readonly confidence?: number;
}

/** How soon customers order again. It displays as a table. */
export interface TimeToNextOrder extends SurvivalBySegment, Displayable {
  readonly asOf: string;
  readonly leftOut: {
    readonly rowsWithoutCustomer: number;
    /** Orders of less than no money. */
    readonly returns: number;
    /** Customers with orders that are in no segment; they count among all. */
    readonly customersOutside: number;
    /** Customers of the segmentation without so many days with orders. */
    readonly customersWithout: number;
  };
}

/**
 * How long until customers order again, where many have not yet and many never will: Kaplan-Meier of the days from one day
 * with orders to the next, by segment, and whether segments differ (log-rank test). A plain mean of gaps knows nothing of
 * those who did not come back.
 *
 * Segments made from these same orders, such as RFM, differ by how they were made: make them of earlier orders or of
 * something else before you believe the test. Where orders begin before the table does, a first order is not the first.
 *
 * @throws {InputError} For missing columns and values, orders after `asOf`, and where nobody has so many days with orders.
 *
 * O(rows + customers log customers).
 *
 * @example
 * const next = await timeToNextOrder({ orders, asOf: '2026-01-01' });
 * next.all.customers; // 200
 */
export async function timeToNextOrder<Order extends object>(
  options: NextOrderOptions<Order>,
  task: Task = currentTask(),
): Promise<TimeToNextOrder> {
  checkGiven('timeToNextOrder', options);
  const who = 'timeToNextOrder';
  const { after = 1, horizons = [30, 90, 180, 365], minimum = 10, confidence = 0.95 } = options;
  checkShown(who, minimum, confidence);
  if (!Number.isInteger(after) || after < 1) {
    throw new InputError(`${who}: after is ${after}. It is the number of an order, from 1 on.`);
  }
  if (!horizons.every((days) => days > 0 && days < Infinity)) {
    throw new InputError(`${who}: horizons are ${horizons.join(', ')}. They are days above 0.`);
  }
  const asOf = toDay(options.asOf, `${who}: asOf`);
  const list = await orderList(who, options, task);
  const days = orderDays(who, list, asOf);
  const known: string[] = [];
  const times: number[] = [];
  const happened: boolean[] = [];
  list.customers.forEach((id, c) => {
    const from = days.start[c] + after - 1;
    if (from >= days.start[c + 1]) return;
    const came = from + 1 < days.start[c + 1];
    known.push(id);
    times.push((came ? days.day[from + 1] : asOf) - days.day[from]);
    happened.push(came);
  });
  if (known.length === 0) {
    throw new InputError(
      `${who}: no customer has ${counted(after, 'day')} with orders, so there is nothing to wait from.`,
    );
  }
  const groups = segmentGroups(who, known, options.segmentation);
  const since = after === 1 ? 'the first order' : `order ${after}`;
  const words = { event: 'ordered again', left: 'Not ordered again', since };
  const result = survivalBySegment({
    times,
    happened,
    groups,
    unit: 'days',
    words,
    horizons,
    confidence,
    minimum,
  });
  const leftOut = {
    rowsWithoutCustomer: list.rowsWithoutCustomer,
    returns: days.returns,
    customersOutside: groups.outside,
    customersWithout: groups.absent.reduce((sum, count) => sum + count, 0),
  };
  const remarks = remarksOn(days, leftOut);
  return {
    ...result,
    asOf: dayText(asOf),
    leftOut,
    [DISPLAY_KEY]: () =>
      contentBundle(survivalContent(`How soon customers order again after ${since}`, result, remarks)),
  };
}

function remarksOn({ returns }: OrderDays, leftOut: TimeToNextOrder['leftOut']): string[] {
  const { rowsWithoutCustomer, customersOutside, customersWithout } = leftOut;
  return [
    ...(rowsWithoutCustomer > 0
      ? [`Left out: ${counted(rowsWithoutCustomer, 'row')} without customer.`]
      : []),
    ...(returns > 0 ? [`${counted(returns, 'return')} (less than no money) are no orders.`] : []),
    ...(customersOutside > 0 ? [`In no segment: ${counted(customersOutside, 'customer')}.`] : []),
    ...(customersWithout > 0 ? [`Without such orders: ${counted(customersWithout, 'customer')}.`] : []),
  ];
}
