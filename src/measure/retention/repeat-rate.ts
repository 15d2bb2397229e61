import { checkGiven } from '../../core/check-given.js';
import { toDay } from '../../core/day.js';
import { formatNumber } from '../../core/format.js';
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
import { orderDays } from './order-days.js';
import { differenceInWords, type ShareBySegment, shareBySegment, shareContent } from './share-by-segment.js';

/** What `repeatRate` is made of. */
export interface RepeatRateOptions<Order extends object = Record<string, unknown>> extends WhereOptions {
  /** Rows with `customerId`, `orderedAt`, and perhaps `orderId` and `amount`. */
  readonly orders: Table<Order> | EngineTable;
  readonly columns?: OrderLineColumns;
  /** Last day that the orders cover. */
  readonly asOf: string | Date;
  /** Days after the first order within which the second has to come. */
  readonly withinDays: number;
  readonly segmentation?: SegmentsOfCustomers;
  /** Fewest customers of a segment that is shown and compared, default 10. */
  readonly minimum?: number;
  readonly confidence?: number;
}

/** Who ordered a second time soon enough, by segment. It displays as a table. */
export interface RepeatRate extends ShareBySegment, Displayable {
  readonly withinDays: number;
  /** Customers whose first order is so late that the days are not over: they count nowhere. */
  readonly tooNew: number;
  readonly customersOutside: number;
  readonly because: string;
}

/**
 * Share of customers who ordered on a second day within some days of their first order, by segment, among those whose days
 * are over. Customers who are too new would lower it: they are counted apart.
 *
 * @throws {InputError} For missing columns and values, orders after `asOf`, days below 1, and where all customers are too new.
 *
 * O(rows).
 *
 * @example
 * const repeat = await repeatRate({ orders, asOf: '2026-01-01', withinDays: 90, segmentation });
 * repeat.all.customers + repeat.tooNew; // 200
 */
export async function repeatRate<Order extends object>(
  options: RepeatRateOptions<Order>,
  task: Task = currentTask(),
): Promise<RepeatRate> {
  checkGiven('repeatRate', options);
  const who = 'repeatRate';
  const { withinDays, minimum = 10, confidence = 0.95 } = options;
  checkShown(who, minimum, confidence);
  if (!Number.isInteger(withinDays) || withinDays < 1) {
    throw new InputError(`${who}: withinDays is ${withinDays}. It is a whole number of days from 1 on.`);
  }
  const asOf = toDay(options.asOf, `${who}: asOf`);
  const list = await orderList(who, options, task);
  const { day, start } = orderDays(who, list, asOf);
  const buyers = list.customers.flatMap((_, c) => (start[c] < start[c + 1] ? [c] : []));
  const old = buyers.filter((c) => day[start[c]] + withinDays <= asOf);
  if (old.length === 0) {
    throw new InputError(
      `${who}: no customer had ${withinDays} days since the first order. Take fewer days.`,
    );
  }
  const groups = segmentGroups(
    who,
    old.map((c) => list.customers[c]),
    options.segmentation,
  );
  const again = (c: number) => start[c] + 1 < start[c + 1] && day[start[c] + 1] - day[start[c]] <= withinDays;
  const result = shareBySegment(groups, old.map(again), minimum, confidence);
  const tooNew = buyers.length - old.length;
  const because = [
    `${formatNumber(result.all.did)} of ${counted(old.length, 'customer')} ordered again within ${withinDays} days.`,
    differenceInWords(result),
    ...(tooNew > 0 ? [`Too new to tell: ${counted(tooNew, 'customer')}.`] : []),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
  const words = {
    caption: `Who ordered again within ${withinDays} days of the first order`,
    could: 'Customers',
    did: 'Ordered again',
    share: 'Repeat rate',
  };
  return {
    ...result,
    withinDays,
    tooNew,
    customersOutside: groups.outside,
    because,
    [DISPLAY_KEY]: () => contentBundle(shareContent(result, words, because)),
  };
}
