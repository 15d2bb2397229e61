import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import { fromMicros } from '../../core/money.js';
import { currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable, type TableCell } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { quantile } from '../../stats/quantile.js';
import { ratioInterval } from '../../stats/ratio-interval.js';
import { checkShown } from '../orders/check-minimum.js';
import { orderList } from '../orders/order-list.js';
import { rangeOrAllDays } from '../orders/period.js';
import { type CustomerGroup, EVERYBODY, segmentGroups } from '../orders/segment-groups.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import { needAmounts, periodTotals } from './period-totals.js';
import type { ConcentrationOptions } from './revenue-concentration.js';

/** What an order is worth in one segment, or among all. */
export interface OrderValueRow extends CustomerGroup {
  readonly customers: number;
  readonly orders: number;
  /** Money for each order; its interval takes customers, not orders, as independent. `undefined` below two customers. */
  readonly average: Estimate | undefined;
  /** Lower quartile, median and upper quartile of orders; `undefined` without orders. */
  readonly quartiles: readonly [number, number, number] | undefined;
  readonly masked: boolean;
}

/** What an order is worth, by segment. It displays as a table. */
export interface OrderValues extends Displayable {
  readonly segments: readonly OrderValueRow[];
  readonly all: OrderValueRow;
  readonly currency: string | undefined;
  readonly confidence: number;
}

/**
 * The average order by segment with its interval, and the quartiles, as few large orders move an average. Orders of less than
 * no money are returns and do not count; rows without customer do not either.
 *
 * @throws {InputError} For missing columns and values, and a period that is none.
 *
 * O(rows + orders log orders).
 *
 * @example
 * (await orderValues({ orders, segmentation })).all.quartiles![1] > 20; // true
 */
export async function orderValues<Order extends object>(
  options: ConcentrationOptions<Order> & { readonly confidence?: number },
  task: Task = currentTask(),
): Promise<OrderValues> {
  checkGiven('orderValues', options);
  const who = 'orderValues';
  const { minimum = 10, confidence = 0.95 } = options;
  checkShown(who, minimum, confidence);
  const range = rangeOrAllDays(who, options.period);
  const list = await orderList(who, options, task);
  needAmounts(who, list);
  const totals = periodTotals(list, range);
  const groups = segmentGroups(who, list.customers, options.segmentation);
  const sizes: number[][] = groups.segments.map(() => []);
  const everything: number[] = [];
  list.customer.forEach((c, i) => {
    const amount = list.amount![i];
    if (c < 0 || amount < 0 || list.day[i] < range.first || list.day[i] > range.last) return;
    everything.push(amount);
    if (groups.labels[c] >= 0) sizes[groups.labels[c]].push(amount);
  });
  const row = (
    group: CustomerGroup,
    amounts: readonly number[],
    belongs: (label: number) => boolean,
  ): OrderValueRow => {
    const buyers = list.customers.flatMap((_, c) =>
      totals.orders[c] > 0 && belongs(groups.labels[c]) ? [c] : [],
    );
    const sorted = Float64Array.from(amounts).sort();
    return {
      ...group,
      customers: buyers.length,
      orders: amounts.length,
      average:
        buyers.length < 2
          ? undefined
          : ratioInterval(
              buyers.map((c) => fromMicros(totals.gross[c])),
              buyers.map((c) => totals.orders[c]),
              confidence,
            ),
      quartiles:
        amounts.length === 0
          ? undefined
          : [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)],
      masked: buyers.length < minimum,
    };
  };
  const segments = groups.segments.map((segment, s) => row(segment, sizes[s], (label) => label === s));
  const all = row(EVERYBODY, everything, () => true);
  const { currency } = list;
  const rows = [...segments, all];
  const unit = currency === undefined ? {} : { unit: currency };
  const money = { align: 'right', format: { digits: 2 }, ...unit } as const;
  return {
    segments,
    all,
    currency,
    confidence,
    [DISPLAY_KEY]: () =>
      contentBundle({
        kind: 'table',
        caption: 'What an order is worth',
        columns: [
          { name: 'segment', title: 'Segment' },
          { name: 'customers', title: 'Customers', align: 'right' },
          { name: 'orders', title: 'Orders', align: 'right' },
          { name: 'average', title: 'Average order', align: 'right', ...unit },
          { name: 'lower', title: 'Lower quartile', ...money },
          { name: 'median', title: 'Median', ...money },
          { name: 'upper', title: 'Upper quartile', ...money },
        ],
        rows: rows.map((each): TableCell[] =>
          each.masked
            ? [each.name, `fewer than ${minimum}`, null, null, null, null, null]
            : [
                each.name,
                each.customers,
                each.orders,
                intervalCell(each.average, { digits: 2 }),
                ...(each.quartiles ?? [null, null, null]),
              ],
        ),
        totalRows: rows.length,
        note: `In brackets ${formatNumber(confidence, { style: 'percent' })} intervals; customers, not orders, are taken as independent.`,
      }),
  };
}
