import { checkGiven } from '../../core/check-given.js';
import { DAY_MS, toDay } from '../../core/day.js';
import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { fromMicros, toMicros } from '../../core/money.js';
import { checkColumns, type Table } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable, type TableCell } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import type { EngineTable } from '../../engine/engine-table.js';
import type { WhereOptions } from '../../engine/plan-runner.js';
import { meanInterval } from '../../stats/mean-interval.js';
import { checkShown } from '../orders/check-minimum.js';
import { type OrderLineColumns, type OrderList, orderList } from '../orders/order-list.js';
import {
  type CustomerGroup,
  EVERYBODY,
  type SegmentsOfCustomers,
  segmentGroups,
} from '../orders/segment-groups.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import { needAmounts } from './period-totals.js';

/** What `acquisitionPayback` is made of. */
export interface PaybackOptions<
  Acquired extends object = Record<string, unknown>,
  Order extends object = Record<string, unknown>,
> extends WhereOptions {
  /** One row a customer that was won, also those who never ordered: `customerId`, `acquiredAt`, `acquisitionCost`. */
  readonly acquired: Table<Acquired>;
  /** Rows with `customerId`, `orderedAt`, `amount`, and perhaps `orderId`. */
  readonly orders: Table<Order> | EngineTable;
  readonly columns?: OrderLineColumns;
  /** What is left of one unit of revenue before the cost of acquisition, above 0 and at most 1. */
  readonly margin: number;
  /** Last day that the orders cover. */
  readonly asOf: string | Date;
  /** Segments, or `cohort`: by the month of acquisition; default all together. */
  readonly by?: SegmentsOfCustomers | 'cohort';
  /** Days of a step, default 30. */
  readonly stepDays?: number;
  /** Fewest customers of a segment or step that is told, 2 or more; default 10. */
  readonly minimum?: number;
  readonly confidence?: number;
}

/** What customers brought up to some days after they were won, over those who have been there for so long. */
export interface PaybackStep {
  readonly days: number;
  readonly customers: number;
  /** Margin of orders less cost of acquisition, for each customer. */
  readonly net: Estimate;
}

/** Cost and payback of one segment or cohort, or of all. */
export interface PaybackRow extends CustomerGroup {
  readonly customers: number;
  /** For each customer; `undefined` below the minimum. */
  readonly cost: Estimate | undefined;
  readonly steps: readonly PaybackStep[];
  /** Days after which the cost has come back on average; `undefined` where it has not, as long as one can see. */
  readonly paidBackDays: number | undefined;
  /** Days after which the whole interval is above 0. */
  readonly surelyPaidBackDays: number | undefined;
  readonly masked: boolean;
  readonly flags: readonly string[];
}

/** Cost of acquisition and when it comes back. It displays as a table. */
export interface AcquisitionPayback extends Displayable {
  readonly segments: readonly PaybackRow[];
  readonly all: PaybackRow;
  readonly margin: number;
  readonly currency: string | undefined;
  readonly confidence: number;
}

/**
 * What a customer costs to win and after how many days the margin of their orders has paid for it, by segment or cohort. Each
 * step counts only customers who have been there for so long, so that young ones do not make it look worse; customers who
 * never ordered count with their cost.
 *
 * @throws {InputError} For missing columns and values, a customer twice, a cost below 0, a margin out of range, and a customer
 *   won after `asOf` or after an own order, with the row.
 *
 * O(rows + customers · steps). Intervals by Student's t, rough for fewer than some hundred customers.
 *
 * @example
 * const rows = customers.objects().map(({ customerId }) => ({ customerId, acquiredAt: '2024-01-01', acquisitionCost: 20 }));
 * const acquired = tableFromRows(rows);
 * const payback = await acquisitionPayback({ acquired, orders, margin: 0.3, asOf: '2026-01-01' });
 * payback.all.cost!.value; // 20
 */
export async function acquisitionPayback<Acquired extends object, Order extends object>(
  options: PaybackOptions<Acquired, Order>,
  task: Task = currentTask(),
): Promise<AcquisitionPayback> {
  checkGiven('acquisitionPayback', options);
  const who = 'acquisitionPayback';
  const { margin, by, stepDays = 30, minimum = 10, confidence = 0.95 } = options;
  checkShown(who, minimum, confidence);
  if (minimum < 2) throw new InputError(`${who}: minimum is ${minimum}. It is 2 or more.`);
  if (!(margin > 0 && margin <= 1)) {
    throw new InputError(`${who}: margin is ${margin}. It is a share of revenue above 0 and at most 1.`);
  }
  if (!Number.isInteger(stepDays) || stepDays < 1) {
    throw new InputError(`${who}: stepDays is ${stepDays}. It is a whole number of days from 1 on.`);
  }
  const asOf = toDay(options.asOf, `${who}: asOf`);
  const won = readAcquired(who, options.acquired as unknown as Table, asOf);
  const list = await orderList(who, options, task);
  needAmounts(who, list);
  const spent = spentBySteps(who, list, won, asOf, stepDays);
  const segmentation = by === 'cohort' ? cohorts(won) : by;
  const groups = segmentGroups(who, won.ids, segmentation);
  const measure = (group: CustomerGroup, belongs: (label: number) => boolean): PaybackRow => {
    const own = won.ids.flatMap((_, i) => (belongs(groups.labels[i]) ? [i] : []));
    return rowOf(group, own, won, spent, { margin, asOf, stepDays, minimum, confidence });
  };
  const segments = groups.segments.map((segment, s) => measure(segment, (label) => label === s));
  const all = measure(EVERYBODY, () => true);
  const { currency } = list;
  const rows = [...segments, all];
  const unit = currency === undefined ? {} : { unit: currency };
  return {
    segments,
    all,
    margin,
    currency,
    confidence,
    [DISPLAY_KEY]: () =>
      contentBundle({
        kind: 'table',
        caption: 'Cost of acquisition and payback',
        columns: [
          { name: 'segment', title: by === 'cohort' ? 'Won in' : 'Segment' },
          { name: 'customers', title: 'Customers', align: 'right' },
          { name: 'cost', title: 'Cost per customer', align: 'right', ...unit },
          { name: 'paidBack', title: 'Paid back after', align: 'right', unit: 'days' },
          { name: 'surely', title: 'Surely after', align: 'right', unit: 'days' },
          { name: 'net', title: 'Net per customer at the last step', align: 'right', ...unit },
          { name: 'flags', title: 'Remarks' },
        ],
        rows: rows.map((row): TableCell[] =>
          row.masked
            ? [row.name, `fewer than ${minimum}`, null, null, null, null, null]
            : [
                row.name,
                row.customers,
                intervalCell(row.cost, { digits: 2 }),
                row.paidBackDays ?? null,
                row.surelyPaidBackDays ?? null,
                row.steps.length === 0
                  ? null
                  : intervalCell(row.steps[row.steps.length - 1].net, { digits: 2 }),
                row.flags.length === 0 ? null : row.flags.join(' '),
              ],
        ),
        totalRows: rows.length,
        note: `Net is ${formatNumber(margin, { style: 'percent' })} of revenue less the cost of acquisition. In brackets ${formatNumber(confidence, { style: 'percent' })} intervals; surely: the whole interval is above 0.`,
      }),
  };
}

interface Won {
  readonly ids: readonly string[];
  readonly day: readonly number[];
  readonly cost: readonly number[];
}

function readAcquired(who: string, table: Table, asOf: number): Won {
  checkColumns(who, table, ['customerId', 'acquiredAt', 'acquisitionCost']);
  if (table.numRows() === 0) throw new InputError(`${who}: no customer was won.`);
  const seen = new Map<string, number>();
  const ids = table.array('customerId').map((value, row) => {
    const id = String(value ?? '');
    const first = seen.get(id);
    if (id === '') throw new InputError(`${who}: row ${row + 1} of acquired has no customer.`);
    if (first !== undefined) {
      throw new InputError(`${who}: customer "${id}" is in rows ${first + 1} and ${row + 1} of acquired.`);
    }
    seen.set(id, row);
    return id;
  });
  const day = table.array('acquiredAt').map((value, row) => {
    const at = `${who}: row ${row + 1} of acquired`;
    if (!(value instanceof Date) && typeof value !== 'string') {
      throw new InputError(`${at}, column "acquiredAt" is ${String(value ?? 'missing')}, not a day.`);
    }
    const own = toDay(typeof value === 'string' ? value.slice(0, 10) : value, at);
    if (own > asOf) throw new InputError(`${at}: the customer was won after asOf.`);
    return own;
  });
  const cost = table.array('acquisitionCost').map((value, row) => {
    if (typeof value === 'number' && value >= 0 && value < 1e12) return value;
    throw new InputError(
      `${who}: row ${row + 1} of acquired, column "acquisitionCost" is ${String(value ?? 'missing')}, no money of 0 or more.`,
      { column: 'acquisitionCost' },
    );
  });
  return { ids, day, cost };
}

/** Money of each customer within the first step, the second, and so on. */
function spentBySteps(
  who: string,
  list: OrderList,
  won: Won,
  asOf: number,
  stepDays: number,
): readonly Map<number, bigint>[] {
  const place = new Map(won.ids.map((id, i) => [id, i]));
  const places = list.customers.map((id) => place.get(id) ?? -1);
  const spent = won.ids.map(() => new Map<number, bigint>());
  for (let i = 0; i < list.customer.length; i++) {
    const c = list.customer[i] < 0 ? -1 : places[list.customer[i]];
    if (c < 0 || list.day[i] > asOf) continue;
    const after = list.day[i] - won.day[c];
    if (after < 0) {
      throw new InputError(
        `${who}: customer "${won.ids[c]}" ordered ${-after} days before being won. Correct row ${c + 1} of acquired.`,
      );
    }
    const step = Math.floor(after / stepDays);
    spent[c].set(step, (spent[c].get(step) ?? 0n) + toMicros(list.amount![i]));
  }
  return spent;
}

function rowOf(
  group: CustomerGroup,
  own: readonly number[],
  won: Won,
  spent: readonly Map<number, bigint>[],
  settings: {
    readonly margin: number;
    readonly asOf: number;
    readonly stepDays: number;
    readonly minimum: number;
    readonly confidence: number;
  },
): PaybackRow {
  const { margin, asOf, stepDays, minimum, confidence } = settings;
  const money = new Map(own.map((i) => [i, 0n]));
  const steps: PaybackStep[] = [];
  for (let step = 0; ; step++) {
    const days = (step + 1) * stepDays;
    // A step is days 0 to stepDays − 1 and so on: it is over on the day before the next begins.
    const there = own.filter((i) => won.day[i] + days - 1 <= asOf);
    if (there.length < minimum) break;
    const net = there.map((i) => {
      money.set(i, money.get(i)! + (spent[i].get(step) ?? 0n));
      return margin * fromMicros(money.get(i)!) - won.cost[i];
    });
    steps.push({ days, customers: there.length, net: meanInterval(net, confidence) });
  }
  const masked = own.length < minimum;
  const cost = masked
    ? undefined
    : meanInterval(
        own.map((i) => won.cost[i]),
        confidence,
      );
  const paidBackDays = steps.find(({ net }) => net.value >= 0)?.days;
  const last = steps[steps.length - 1];
  const flags = masked
    ? [`${own.length} customers, fewer than ${minimum}: not shown.`]
    : steps.length === 0
      ? [`Fewer than ${minimum} customers have been there for ${stepDays} days.`]
      : paidBackDays === undefined
        ? [`Not paid back within ${last.days} days.`]
        : last.net.value < 0
          ? ['Below 0 again later: the oldest customers bring less.']
          : [];
  return {
    ...group,
    customers: own.length,
    cost,
    steps,
    paidBackDays,
    surelyPaidBackDays: steps.find(({ net }) => net.low > 0)?.days,
    masked,
    flags,
  };
}

/** Customers by the month in which they were won. */
function cohorts(won: Won): SegmentsOfCustomers {
  const months = won.day.map((day) => new Date(day * DAY_MS).toISOString().slice(0, 7));
  const names = [...new Set(months)].sort();
  const segments = names.map((name) => {
    const size = months.filter((month) => month === name).length;
    return { key: name, name, size, share: size / won.ids.length };
  });
  return {
    ids: won.ids,
    labels: Int32Array.from(months, (month) => names.indexOf(month)),
    segments,
  } as unknown as SegmentsOfCustomers;
}
