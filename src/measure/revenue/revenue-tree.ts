import type { SegmentationOrigin } from '../../cluster/segmentation.js';
import { checkGiven } from '../../core/check-given.js';
import type { Table } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import type { EngineTable } from '../../engine/engine-table.js';
import type { WhereOptions } from '../../engine/plan-runner.js';
import { checkShown } from '../orders/check-minimum.js';
import { type OrderLineColumns, orderList } from '../orders/order-list.js';
import { coverageFlags, lengthFlag, type Period, twoPeriods } from '../orders/period.js';
import { EVERYBODY, type SegmentsOfCustomers, segmentGroups } from '../orders/segment-groups.js';
import { needAmounts, periodTotals } from './period-totals.js';
import { treeContent, treeWords } from './revenue-tree-content.js';
import { type RevenueTreeRow, treeRow } from './revenue-tree-row.js';

/** What `revenueTree` is made of. */
export interface RevenueTreeOptions<Order extends object = Record<string, unknown>> extends WhereOptions {
  /** Rows with `customerId`, `orderedAt`, `amount`, and perhaps `orderId` and `quantity`. */
  readonly orders: Table<Order> | EngineTable;
  readonly columns?: OrderLineColumns;
  /** First and last day of the earlier period, both included. */
  readonly before: Period;
  /** The same of the later period. */
  readonly after: Period;
  readonly segmentation?: SegmentsOfCustomers;
  /** Currency of the amounts; default that of the table. */
  readonly currency?: string;
  /** Fewest customers of a segment that is shown, default 10. */
  readonly minimum?: number;
}

/** Where a change of revenue comes from. It displays as a table. */
export interface RevenueTree extends Displayable {
  readonly segments: readonly RevenueTreeRow[];
  /** Customers in no segment; `undefined` where there are none. */
  readonly outside: RevenueTreeRow | undefined;
  /** All customers, and rows without customer as a part of its own. */
  readonly all: RevenueTreeRow;
  readonly before: string;
  readonly after: string;
  readonly currency: string | undefined;
  readonly minimum: number;
  readonly origin: SegmentationOrigin | undefined;
  readonly flags: readonly string[];
  readonly because: string;
}

/**
 * Why revenue changed between two periods: revenue is customers × orders per customer × items per order × price per item,
 * less returns, and its change is told as what each of them contributed. The parts add up to the change to the last cent
 * (amounts with more digits: to the last millionth), and the changes of segments to that of all.
 *
 * An order of less than no money is a return, no order. Without pieces, or where they add up to nothing, the two last factors
 * are one, the order value. Parts of segments do not add up to the parts of all: that fewer customers are of a segment with
 * large orders is a change of orders for all, and of customers for the segment.
 *
 * Segments made of the orders of the earlier period move by themselves (regression to the mean): who had many orders then has
 * fewer now, and who had few has more. Make them of earlier orders, or of something else, before you read their rows.
 *
 * @throws {InputError} For missing columns and values, periods that overlap or lie the wrong way. A period without orders is
 *   no error: the change is then one of customers, with a flag.
 *
 * O(rows).
 *
 * @example
 * const before = ['2025-01-01', '2025-06-30'] as const;
 * const tree = await revenueTree({ orders, before, after: ['2025-07-01', '2025-12-31'] });
 * const cents = (money: number) => Math.round(100 * money);
 * tree.all.parts.reduce((sum, { change }) => sum + cents(change), 0) === cents(tree.all.change); // true
 */
export async function revenueTree<Order extends object>(
  options: RevenueTreeOptions<Order>,
  task: Task = currentTask(),
): Promise<RevenueTree> {
  checkGiven('revenueTree', options);
  const who = 'revenueTree';
  const { minimum = 10 } = options;
  checkShown(who, minimum, 0.95);
  const periods = twoPeriods(who, options.before, options.after);
  const list = await orderList(who, options, task);
  needAmounts(who, list);
  const totals = [periodTotals(list, periods.before), periodTotals(list, periods.after)] as const;
  const groups = segmentGroups(who, list.customers, options.segmentation);
  const members = groups.segments.map((): number[] => []);
  const outside: number[] = [];
  groups.labels.forEach((label, c) => {
    (label < 0 ? outside : members[label]).push(c);
  });
  const hasPieces = list.pieces !== undefined;
  const row = (group: { key: string; name: string }, own: readonly number[]) =>
    treeRow(group, own, totals, hasPieces, minimum);
  const everybody = list.customers.map((_, c) => c);
  const unidentified = [totals[0].unidentified, totals[1].unidentified] as const;
  const all = treeRow(EVERYBODY, everybody, totals, hasPieces, minimum, unidentified);
  const empty = [periods.before, periods.after].flatMap(({ text }, p) =>
    (p === 0 ? all.before : all.after).orders === 0 ? [`There are no orders from ${text}.`] : [],
  );
  const others = segmentedOut(groups.segments.length > 0, outside, row);
  const result = {
    segments: groups.segments.map((segment, s) => row(segment, members[s])),
    outside: others,
    all,
    before: periods.before.text,
    after: periods.after.text,
    currency: options.currency ?? list.currency,
    minimum,
    origin: groups.origin,
    flags: [...empty, ...lengthFlag(periods), ...coverageFlags(list.day, periods)],
  };
  const told = { ...result, because: treeWords(result) };
  return { ...told, [DISPLAY_KEY]: () => contentBundle(treeContent(told)) };
}

function segmentedOut(
  segmented: boolean,
  outside: readonly number[],
  row: (group: { key: string; name: string }, own: readonly number[]) => RevenueTreeRow,
): RevenueTreeRow | undefined {
  if (!segmented || outside.length === 0) return undefined;
  const made = row({ key: 'outside', name: 'In no segment' }, outside);
  return made.before.customers + made.after.customers === 0 && made.change === 0 ? undefined : made;
}
