import type { SegmentationOrigin } from '../../cluster/segmentation.js';
import { checkGiven } from '../../core/check-given.js';
import { fromMicros } from '../../core/money.js';
import { currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { checkShown } from '../orders/check-minimum.js';
import { type OrderList, orderList } from '../orders/order-list.js';
import { coverageFlags, type DayRange, lengthFlag, twoPeriods } from '../orders/period.js';
import { type CustomerGroup, EVERYBODY, segmentGroups } from '../orders/segment-groups.js';
import { gainLossContent, gainLossWords } from './gain-loss-content.js';
import { needAmounts, type PeriodTotals, periodTotals } from './period-totals.js';
import type { RevenueTreeOptions } from './revenue-tree.js';

/** What became of customers from one period to the next. */
export type CustomerMove =
  | 'new'
  | 'reactivated'
  | 'growing'
  | 'steady'
  | 'shrinking'
  | 'lapsed'
  | 'returns only';

/** All moves, gains first. */
export const CUSTOMER_MOVES: readonly CustomerMove[] = [
  'new',
  'reactivated',
  'growing',
  'steady',
  'shrinking',
  'lapsed',
  'returns only',
];

/** Customers of one move and their money. */
export interface MoveRow {
  readonly move: CustomerMove;
  readonly customers: number;
  readonly before: number;
  readonly after: number;
  readonly change: number;
}

/** Gains and losses of one segment, or of all. */
export interface GainLossRow extends CustomerGroup {
  /** Each move once; those of nobody have zeros. */
  readonly moves: readonly MoveRow[];
  readonly customers: number;
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /** Fewer customers than the minimum: not displayed. */
  readonly masked: boolean;
}

/** Revenue won and lost from one period to the next. It displays as a table. */
export interface GainLoss extends Displayable {
  readonly segments: readonly GainLossRow[];
  /** Customers in no segment; `undefined` where there are none. */
  readonly outside: GainLossRow | undefined;
  /** All customers; rows without customer are not in it. */
  readonly all: GainLossRow;
  /** Money of rows without customer. */
  readonly unidentified: { readonly before: number; readonly after: number; readonly change: number };
  readonly total: { readonly before: number; readonly after: number; readonly change: number };
  readonly before: string;
  readonly after: string;
  readonly currency: string | undefined;
  readonly minimum: number;
  readonly origin: SegmentationOrigin | undefined;
  readonly flags: readonly string[];
  readonly because: string;
}

/**
 * Revenue won and lost between two periods by what customers did: new ones, reactivated ones (ordered earlier, but not in the
 * first period), those in both who spend more, the same or less, and lapsed ones. Each customer with money in either period
 * is in one of them, so that the changes add up to that of revenue to the last millionth; rows without customer are apart.
 *
 * Who is new can only be told from orders before the first period: where the table has none, a flag says so.
 *
 * Segments made of the orders of the earlier period move by themselves (regression to the mean): who had many orders then has
 * fewer now, and who had few has more. Make them of earlier orders, or of something else, before you read their rows.
 *
 * @throws {InputError} As `revenueTree`.
 *
 * O(rows).
 *
 * @example
 * const before = ['2025-01-01', '2025-06-30'] as const;
 * const moved = await gainLoss({ orders, before, after: ['2025-07-01', '2025-12-31'], segmentation });
 * moved.all.moves.map(({ move }) => move)[0]; // 'new'
 */
export async function gainLoss<Order extends object>(
  options: RevenueTreeOptions<Order>,
  task: Task = currentTask(),
): Promise<GainLoss> {
  checkGiven('gainLoss', options);
  const who = 'gainLoss';
  const { minimum = 10 } = options;
  checkShown(who, minimum, 0.95);
  const periods = twoPeriods(who, options.before, options.after);
  const list = await orderList(who, options, task);
  needAmounts(who, list);
  const [a, b] = [periodTotals(list, periods.before), periodTotals(list, periods.after)];
  const firstDay = list.day.reduce((least, day) => Math.min(least, day), Infinity);
  const moves = movesOf(list, a, b, periods.after);
  const groups = segmentGroups(who, list.customers, options.segmentation);
  const row = (group: CustomerGroup, belongs: (label: number) => boolean) =>
    rowOf(
      group,
      list.customers.flatMap((_, c) => (belongs(groups.labels[c]) ? [c] : [])),
      moves,
      a,
      b,
      minimum,
    );
  const outside = row({ key: 'outside', name: 'In no segment' }, (label) => label < 0);
  const all = row(EVERYBODY, () => true);
  const [from, to] = [a.unidentified, b.unidentified];
  const net = ({ gross, returns, unidentified }: PeriodTotals) =>
    [...gross, ...returns].reduce((sum, money) => sum + money, unidentified);
  const noHistory =
    firstDay >= periods.before.first
      ? ['There are no orders before the first period: reactivated customers count as new.']
      : [];
  const empty = ([a, b] as const).flatMap(({ orders }, p) =>
    orders.some((count) => count > 0)
      ? []
      : [`There are no orders of customers from ${[periods.before, periods.after][p].text}.`],
  );
  const result = {
    segments: groups.segments.map((segment, s) => row(segment, (label) => label === s)),
    outside: groups.segments.length === 0 || outside.customers === 0 ? undefined : outside,
    all,
    unidentified: { before: fromMicros(from), after: fromMicros(to), change: fromMicros(to - from) },
    total: { before: fromMicros(net(a)), after: fromMicros(net(b)), change: fromMicros(net(b) - net(a)) },
    before: periods.before.text,
    after: periods.after.text,
    currency: options.currency ?? list.currency,
    minimum,
    origin: groups.origin,
    flags: [...empty, ...noHistory, ...lengthFlag(periods), ...coverageFlags(list.day, periods)],
  };
  const told = { ...result, because: gainLossWords(result) };
  return { ...told, [DISPLAY_KEY]: () => contentBundle(gainLossContent(told)) };
}

/** The move of each customer; `undefined` for those without money or order in either period. */
function movesOf(
  list: OrderList,
  a: PeriodTotals,
  b: PeriodTotals,
  { first }: DayRange,
): (CustomerMove | undefined)[] {
  const earlier = new Uint8Array(list.customers.length);
  list.customer.forEach((c, i) => {
    if (c >= 0 && list.day[i] < first && list.amount![i] >= 0) earlier[c] = 1;
  });
  return list.customers.map((_, c) => {
    const [was, is] = [a.orders[c] > 0, b.orders[c] > 0];
    const [x, y] = [a.gross[c] + a.returns[c], b.gross[c] + b.returns[c]];
    if (was && is) return y > x ? 'growing' : y < x ? 'shrinking' : 'steady';
    if (was) return 'lapsed';
    if (is) return earlier[c] === 1 ? 'reactivated' : 'new';
    return a.returns[c] !== 0n || b.returns[c] !== 0n ? 'returns only' : undefined;
  });
}

function rowOf(
  group: CustomerGroup,
  members: readonly number[],
  moves: readonly (CustomerMove | undefined)[],
  a: PeriodTotals,
  b: PeriodTotals,
  minimum: number,
): GainLossRow {
  const money = (own: readonly number[]) => {
    let [before, after] = [0n, 0n];
    for (const c of own) {
      before += a.gross[c] + a.returns[c];
      after += b.gross[c] + b.returns[c];
    }
    return { before: fromMicros(before), after: fromMicros(after), change: fromMicros(after - before) };
  };
  const counted = members.filter((c) => moves[c] !== undefined);
  return {
    ...group,
    moves: CUSTOMER_MOVES.map((move) => {
      const own = counted.filter((c) => moves[c] === move);
      return { move, customers: own.length, ...money(own) };
    }),
    customers: counted.length,
    ...money(counted),
    masked: counted.length < minimum,
  };
}
