import { checkGiven } from '../../core/check-given.js';
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
import { coverageFlags, type Period, twoPeriods } from '../orders/period.js';
import { type SegmentsOfCustomers, segmentGroups } from '../orders/segment-groups.js';
import { orderDays } from './order-days.js';
import { differenceInWords, type ShareBySegment, shareBySegment, shareContent } from './share-by-segment.js';

/** What `retentionBySegment` is made of. */
export interface RetentionOptions<Order extends object = Record<string, unknown>> extends WhereOptions {
  /** Rows with `customerId`, `orderedAt`, and perhaps `orderId` and `amount`. */
  readonly orders: Table<Order> | EngineTable;
  readonly columns?: OrderLineColumns;
  /** First and last day of the period whose customers could come back, both included. */
  readonly before: Period;
  /** The later period in which they came back or not. */
  readonly after: Period;
  readonly segmentation?: SegmentsOfCustomers;
  /** Fewest customers of a segment that is shown and compared, default 10. */
  readonly minimum?: number;
  readonly confidence?: number;
}

/** Who came back, by segment. It displays as a table. */
export interface RetentionBySegment extends ShareBySegment, Displayable {
  /** Customers of the first period that are in no segment; they count among all. */
  readonly customersOutside: number;
  readonly because: string;
}

/**
 * Of the customers who ordered in one period, how many ordered in a later one: retention by segment with Wilson intervals,
 * and whether segments differ.
 *
 * @throws {InputError} For missing columns and values, periods that overlap or lie the wrong way, and where the orders do not
 *   reach the end of the later period or nobody ordered in the first.
 *
 * O(rows).
 *
 * @example
 * const before = ['2025-01-01', '2025-06-30'] as const;
 * const kept = await retentionBySegment({ orders, before, after: ['2025-07-01', '2025-12-26'], segmentation });
 * kept.all.customers > 0; // true
 */
export async function retentionBySegment<Order extends object>(
  options: RetentionOptions<Order>,
  task: Task = currentTask(),
): Promise<RetentionBySegment> {
  checkGiven('retentionBySegment', options);
  const who = 'retentionBySegment';
  const { minimum = 10, confidence = 0.95 } = options;
  checkShown(who, minimum, confidence);
  const { before, after } = twoPeriods(who, options.before, options.after);
  const list = await orderList(who, options, task);
  const { day, start } = orderDays(who, list, Infinity);
  const inside = (c: number, { first, last }: typeof before) => {
    for (let i = start[c]; i < start[c + 1]; i++) if (day[i] >= first && day[i] <= last) return true;
    return false;
  };
  const there = list.customers.flatMap((_, c) => (inside(c, before) ? [c] : []));
  if (there.length === 0) {
    throw new InputError(`${who}: nobody ordered from ${before.text}, so nobody could come back.`);
  }
  if (!day.some((each) => each >= after.first && each <= after.last)) {
    throw new InputError(
      `${who}: there are no orders from ${after.text}. Nobody coming back cannot be told from orders that are not there.`,
    );
  }
  const groups = segmentGroups(
    who,
    there.map((c) => list.customers[c]),
    options.segmentation,
  );
  const result = shareBySegment(
    groups,
    there.map((c) => inside(c, after)),
    minimum,
    confidence,
  );
  const outside =
    groups.outside > 0 ? [`In no segment: ${counted(groups.outside, 'customer')}, counted among all.`] : [];
  const because = [
    `Of ${counted(there.length, 'customer')} who ordered from ${before.text}, ${formatNumber(result.all.did)} ordered from ${after.text}.`,
    differenceInWords(result),
    ...coverageFlags(list.day, { before, after }),
    ...outside,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
  const words = {
    caption: 'Who came back',
    could: 'Customers before',
    did: 'Came back',
    share: 'Retention',
  };
  return {
    ...result,
    customersOutside: groups.outside,
    because,
    [DISPLAY_KEY]: () => contentBundle(shareContent(result, words, because)),
  };
}
