import { checkGiven } from '../../core/check-given.js';
import { formatNumber } from '../../core/format.js';
import { fromMicros } from '../../core/money.js';
import type { Table } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable, type TableCell, type TableContent } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { counted } from '../../display/counted.js';
import type { EngineTable } from '../../engine/engine-table.js';
import type { WhereOptions } from '../../engine/plan-runner.js';
import { gini } from '../../stats/gini.js';
import { checkShown } from '../orders/check-minimum.js';
import { type OrderLineColumns, orderList } from '../orders/order-list.js';
import { type Period, rangeOrAllDays } from '../orders/period.js';
import {
  type CustomerGroup,
  EVERYBODY,
  type SegmentsOfCustomers,
  segmentGroups,
} from '../orders/segment-groups.js';
import { needAmounts, periodTotals } from './period-totals.js';

/** What `revenueConcentration` is made of. */
export interface ConcentrationOptions<Order extends object = Record<string, unknown>> extends WhereOptions {
  /** Rows with `customerId`, `orderedAt`, `amount`, and perhaps `orderId`. */
  readonly orders: Table<Order> | EngineTable;
  readonly columns?: OrderLineColumns;
  /** First and last day, both included; default all days. */
  readonly period?: Period;
  readonly segmentation?: SegmentsOfCustomers;
  /** Fewest customers of a segment that is shown, default 10. */
  readonly minimum?: number;
}

/** How revenue is spread over the customers of one segment, or of all. */
export interface ConcentrationRow extends CustomerGroup {
  /** With an order in the period, and money of 0 or more after returns. */
  readonly customers: number;
  /** Customers whose returns are larger than their orders: left out, as shares of less than nothing mean nothing. */
  readonly belowZero: number;
  readonly revenue: number;
  /** 0: all the same; towards 1: one has all. `undefined` without customers or revenue. */
  readonly gini: number | undefined;
  /** Share of revenue of the tenth, and of the fifth, of customers who bring most. */
  readonly topTenth: number | undefined;
  readonly topFifth: number | undefined;
  /** The smallest share of customers who bring half of the revenue. */
  readonly half: number | undefined;
  readonly masked: boolean;
}

/** How revenue is spread over customers. It displays as a table. */
export interface RevenueConcentration extends Displayable {
  readonly segments: readonly ConcentrationRow[];
  readonly all: ConcentrationRow;
  /** Money of rows without customer, which is in no row. */
  readonly unidentified: number;
  readonly currency: string | undefined;
  readonly because: string;
}

/**
 * How much of the revenue few customers bring, by segment: Gini coefficient, shares of the tenth and fifth who bring most, and
 * how few bring half. Revenue is after returns.
 *
 * @throws {InputError} For missing columns and values, and a period that is none.
 *
 * O(rows + customers log customers).
 *
 * @example
 * const spread = await revenueConcentration({ orders, segmentation });
 * spread.all.topFifth! > 0.2; // true
 */
export async function revenueConcentration<Order extends object>(
  options: ConcentrationOptions<Order>,
  task: Task = currentTask(),
): Promise<RevenueConcentration> {
  checkGiven('revenueConcentration', options);
  const who = 'revenueConcentration';
  const { minimum = 10 } = options;
  checkShown(who, minimum, 0.95);
  const range = rangeOrAllDays(who, options.period);
  const list = await orderList(who, options, task);
  needAmounts(who, list);
  const totals = periodTotals(list, range);
  const groups = segmentGroups(who, list.customers, options.segmentation);
  const row = (group: CustomerGroup, belongs: (label: number) => boolean) => {
    const own = list.customers.flatMap((_, c) =>
      belongs(groups.labels[c]) && totals.orders[c] > 0 ? [totals.gross[c] + totals.returns[c]] : [],
    );
    return rowOf(group, own, minimum);
  };
  const all = row(EVERYBODY, () => true);
  const result = {
    segments: groups.segments.map((segment, s) => row(segment, (label) => label === s)),
    all,
    unidentified: fromMicros(totals.unidentified),
    currency: list.currency,
    because: inWords(all, range.text),
  };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(contentOf(result, minimum)) };
}

function rowOf(group: CustomerGroup, money: readonly bigint[], minimum: number): ConcentrationRow {
  const values = money.filter((each) => each >= 0n).sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const total = values.reduce((sum, each) => sum + each, 0n);
  const customers = values.length;
  const measured = customers > 0 && total > 0n;
  /** Share of revenue of the first customers; a part of one counts by that part. */
  const top = (share: number) => {
    const count = share * customers;
    const whole = Math.floor(count);
    const sum = values.slice(0, whole).reduce((all, each) => all + each, 0n);
    return (Number(sum) + (count - whole) * Number(values[whole] ?? 0n)) / Number(total);
  };
  let [few, sum] = [0, 0n];
  while (measured && 2n * sum < total) sum += values[few++];
  return {
    ...group,
    customers,
    belowZero: money.length - customers,
    revenue: fromMicros(total),
    gini: measured ? gini(values.map(fromMicros)) : undefined,
    topTenth: measured ? top(0.1) : undefined,
    topFifth: measured ? top(0.2) : undefined,
    half: measured ? few / customers : undefined,
    masked: money.length < minimum,
  };
}

const percent = (share: number) => formatNumber(share, { style: 'percent', digits: 1 });

function inWords({ topFifth, half, customers, belowZero }: ConcentrationRow, period: string): string {
  if (topFifth === undefined) return `There is no revenue of customers in ${period}.`;
  const out =
    belowZero > 0 ? ` Left out: ${counted(belowZero, 'customer')} who returned more than they ordered.` : '';
  return `The fifth of ${counted(customers, 'customer')} who bring most bring ${percent(topFifth)} of revenue; half of it comes from ${percent(half!)} of them.${out}`;
}

function contentOf(
  { segments, all, because, currency, unidentified }: Omit<RevenueConcentration, symbol>,
  minimum: number,
): TableContent {
  const rows = [...segments, all];
  const share = { align: 'right', format: { style: 'percent', digits: 1 } } as const;
  const apart =
    unidentified === 0
      ? ''
      : ` Not in it: ${formatNumber(unidentified, { digits: 2 })} of rows without customer.`;
  return {
    kind: 'table',
    caption: 'How revenue is spread over customers',
    columns: [
      { name: 'segment', title: 'Segment' },
      { name: 'customers', title: 'Customers', align: 'right' },
      {
        name: 'revenue',
        title: 'Revenue',
        align: 'right',
        format: { digits: 2 },
        ...(currency === undefined ? {} : { unit: currency }),
      },
      { name: 'gini', title: 'Gini', align: 'right', format: { digits: 3 } },
      { name: 'topTenth', title: 'Of the top tenth', ...share },
      { name: 'topFifth', title: 'Of the top fifth', ...share },
      { name: 'half', title: 'Customers who bring half', ...share },
    ],
    rows: rows.map((row): TableCell[] =>
      row.masked
        ? [row.name, `fewer than ${minimum}`, null, null, null, null, null]
        : [
            row.name,
            row.customers,
            row.revenue,
            row.gini ?? null,
            row.topTenth ?? null,
            row.topFifth ?? null,
            row.half ?? null,
          ],
    ),
    totalRows: rows.length,
    note: because + apart,
  };
}
