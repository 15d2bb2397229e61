import { checkGiven } from '../../core/check-given.js';
import { dayText, toDay } from '../../core/day.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { trackingWords } from './check-words.js';
import type { PurchaseModel } from './purchase-model.js';

/** Repeat purchases of all customers until a day. */
export interface TrackingPoint {
  /** End of a unit of time, `YYYY-MM-DD`. */
  readonly date: string;
  readonly actual: number;
  readonly expected: number;
}

/** Cumulative repeat purchases over time, actual and expected. It displays as a table. */
export interface PurchaseTracking extends Displayable {
  readonly model: string;
  readonly points: readonly TrackingPoint[];
  readonly customers: number;
  readonly calibrationEnd: string;
  readonly unit: string;
  readonly because: string;
}

/** What is tracked. */
export interface PurchaseTrackingOptions<Row extends object> {
  /** Rows with customer and day, in any order; several of a customer and day are one purchase. */
  readonly orders: Table<Row>;
  /** Last day that the model saw, `YYYY-MM-DD`. */
  readonly calibrationEnd: string | Date;
  /** Last day, default that of the last order. */
  readonly end?: string | Date;
  /** Days of the model's unit of time, default 7. */
  readonly unitDays?: number;
  /** Default `customerId` and `orderedAt`. */
  readonly columns?: { readonly customer?: string; readonly time?: string };
}

/**
 * Repeat purchases of all customers added up over calendar time, beside what the model expects of customers of their ages;
 * beyond calibration it has not seen them. Customers who came after calibration are left out, as the model could not have
 * known them.
 *
 * @param model - Of purchases at any time: `bgNbd`, `mbgNbd` or `paretoNbd`.
 * @throws {InputError} For missing columns, dates that are none, with the row, no customer before the end of calibration, an
 *   end before it, and a model of opportunities (`bgBb`).
 *
 * O(orders + first days x points).
 * Source: Fader, Hardie and Lee, Marketing Science 24 (2005) 275-284, figure 2.
 *
 * @example
 * const tracking = purchaseTracking(await bgNbd(history), { orders, calibrationEnd: '2025-10-01' });
 * tracking.customers; // 170
 */
export function purchaseTracking<Row extends object>(
  model: PurchaseModel,
  options: PurchaseTrackingOptions<Row>,
): PurchaseTracking {
  checkGiven('purchaseTracking', options);
  const who = 'purchaseTracking';
  const { unitDays = 7 } = options;
  if (model.process.discrete) {
    throw new InputError(
      `${who}: ${model.name} counts opportunities, not days. Compare it by holdoutByFrequency, or fit bgNbd.`,
    );
  }
  if (!(unitDays > 0 && unitDays < 1e6))
    throw new InputError(`${who}: unitDays is ${unitDays}, not above 0.`);
  const calibrationEnd = toDay(options.calibrationEnd, `${who}: calibrationEnd`);
  const days = daysByCustomer(who, options.orders as unknown as Table, options.columns);
  const known = days.filter((own) => own[0] <= calibrationEnd);
  if (known.length === 0) {
    throw new InputError(
      `${who}: no customer ordered by ${dayText(calibrationEnd)}, the end of calibration.`,
    );
  }
  const last =
    options.end === undefined
      ? known.reduce((most, own) => Math.max(most, own[own.length - 1]), calibrationEnd)
      : toDay(options.end, `${who}: end`);
  if (last < calibrationEnd) {
    throw new InputError(
      `${who}: the end, ${dayText(last)}, lies before the end of calibration, ${dayText(calibrationEnd)}.`,
    );
  }
  const first = known.reduce((least, own) => Math.min(least, own[0]), Infinity);
  const arrivals = new Map<number, number>();
  for (const [day] of known) arrivals.set(day, (arrivals.get(day) ?? 0) + 1);
  const repeats = Float64Array.from(known.flatMap((own) => own.slice(1))).sort();
  // Points are ends of units counted from the end of calibration, so that it is one of them.
  const before = Math.floor((calibrationEnd - first) / unitDays);
  const after = Math.floor((last - calibrationEnd) / unitDays);
  const parameters = model.parameters.map(({ value }) => value);
  let made = 0;
  const points = Array.from({ length: before + after + 1 }, (_, i): TrackingPoint => {
    const day = calibrationEnd + Math.round((i - before) * unitDays);
    while (made < repeats.length && repeats[made] <= day) made++;
    let expected = 0;
    for (const [arrived, customers] of arrivals) {
      if (arrived < day)
        expected += customers * model.process.expectedOfNew(parameters, (day - arrived) / unitDays);
    }
    return { date: dayText(day), actual: made, expected };
  });
  const facts = {
    model: model.name,
    points,
    customers: known.length,
    calibrationEnd: dayText(calibrationEnd),
    unit: model.unit,
  };
  const because = trackingWords(facts);
  const right = { align: 'right' } as const;
  return {
    ...facts,
    because,
    [DISPLAY_KEY]: () =>
      contentBundle({
        kind: 'table',
        caption: 'Repeat purchases of all customers so far',
        columns: [
          { name: 'date', title: 'Until' },
          { name: 'actual', title: 'Made', ...right },
          { name: 'expected', title: `Expected by ${model.name}`, ...right, format: { digits: 0 } },
        ],
        rows: points.map(({ date, actual, expected }) => [date, actual, expected]),
        totalRows: points.length,
        note: because,
      }),
  };
}

/** Days with orders of each customer, sorted. */
function daysByCustomer(
  who: string,
  orders: Table,
  {
    customer = 'customerId',
    time = 'orderedAt',
  }: { readonly customer?: string; readonly time?: string } = {},
): number[][] {
  checkColumns(who, orders, [customer, time]);
  const days = new Map<string, Set<number>>();
  const times = orders.array(time);
  orders.array(customer).forEach((id, row) => {
    const cell = times[row];
    const text = typeof cell === 'string' ? cell.slice(0, 10) : cell;
    const isDay = typeof text === 'string' || text instanceof Date;
    if (!isDay) {
      throw new InputError(
        `${who}: row ${row + 1} of the orders, column "${time}" is ${String(cell ?? 'missing')}, not a date.`,
        {
          column: time,
        },
      );
    }
    if (id === null || id === undefined || id === '') return; // nobody's order is nobody's repeat
    const day = toDay(text, `${who}: row ${row + 1} of the orders, column "${time}"`);
    const own = days.get(String(id)) ?? new Set();
    days.set(String(id), own.add(day));
  });
  return Array.from(days.values(), (own) => [...own].sort((a, b) => a - b));
}
