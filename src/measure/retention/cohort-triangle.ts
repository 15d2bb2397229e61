import { checkGiven } from '../../core/check-given.js';
import { DAY_MS, dayText, toDay } from '../../core/day.js';
import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { DISPLAY_KEY, type Displayable, type TableCell, type TableContent } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import type { CohortRow } from '../../features/cohort-table.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import { checkShown } from '../orders/check-minimum.js';

/** One cohort some months after its first order. */
export interface CohortCell {
  /** Calendar months since the month of the first order. */
  readonly month: number;
  /** `unfinished`: the month is not over; what is there may still grow. */
  readonly state: 'whole' | 'unfinished';
  readonly active: number;
  readonly retention: Estimate;
  readonly orders: number;
  /** Money of the cohort in the month, and for each customer of the cohort; `undefined` without amounts. */
  readonly revenue: number | undefined;
  readonly revenuePerCustomer: number | undefined;
}

/** Customers who ordered first in the same month. Months that are yet to come have no cell. */
export interface Cohort {
  /** First day of the month. */
  readonly cohort: string;
  readonly customers: number;
  /** Fewer customers than the minimum: it is not displayed. */
  readonly masked: boolean;
  readonly cells: readonly CohortCell[];
}

/** All cohorts that are old enough, in one month. */
export interface CohortMonth {
  readonly month: number;
  readonly cohorts: number;
  readonly customers: number;
  readonly active: number;
  readonly retention: Estimate;
}

/** Cohorts by months since the first order. It displays as a table. */
export interface CohortTriangle extends Displayable {
  readonly cohorts: readonly Cohort[];
  /** Over the cohorts for which the month is over. */
  readonly all: readonly CohortMonth[];
  readonly asOf: string;
  readonly currency: string | undefined;
  readonly confidence: number;
  readonly minimum: number;
}

/**
 * The retention triangle of `cohortTable` with intervals: a row a cohort, a column a month since. Months that have not come
 * yet are empty and never 0, the month of `asOf` is marked as unfinished until its last day, and only months that are over
 * count in the row over all cohorts.
 *
 * @param cohorts - What `cohortTable` gives.
 * @param options - `asOf`: the day given to `cohortTable`.
 * @throws {InputError} For a table that is none of cohorts, and a day that does not fit it.
 *
 * O(rows of the table).
 *
 * @example
 * const cohorts = await cohortTable(orders, { asOf: '2026-01-01' });
 * cohortTriangle(cohorts, { asOf: '2026-01-01' }).cohorts[0].cells[0].retention.value; // 1
 */
export function cohortTriangle(
  cohorts: Table<CohortRow>,
  options: { readonly asOf: string | Date; readonly minimum?: number; readonly confidence?: number },
): CohortTriangle {
  checkGiven('cohortTriangle', options);
  const who = 'cohortTriangle';
  const { minimum = 10, confidence = 0.95 } = options;
  checkShown(who, minimum, confidence);
  checkColumns(who, cohorts as unknown as Table, []);
  const names: readonly string[] = cohorts.columnNames();
  const missing = ['cohort', 'month', 'customers', 'active', 'orders'].find((name) => !names.includes(name));
  if (missing !== undefined) {
    throw new InputError(`${who}: there is no column "${missing}". Give what cohortTable gives.`);
  }
  const asOf = toDay(options.asOf, `${who}: asOf`);
  const text = dayText(asOf);
  const isOver = dayText(asOf + 1).slice(0, 7) !== text.slice(0, 7);
  const rows = cohorts.objects();
  const byCohort = new Map<string, CohortRow[]>();
  for (const row of rows) byCohort.set(row.cohort, [...(byCohort.get(row.cohort) ?? []), row]);
  const made = [...byCohort].map(([cohort, own]): Cohort => {
    const age = monthsBetween(cohort, text);
    if (own[own.length - 1].month !== age) {
      throw new InputError(
        `${who}: the cohort of ${cohort.slice(0, 7)} ends in month ${own[own.length - 1].month}, but on ${text} it is in month ${age}. Give the day given to cohortTable.`,
      );
    }
    const { customers } = own[0];
    return {
      cohort,
      customers,
      masked: customers < minimum,
      cells: own.map((row) => ({
        month: row.month,
        state: row.month === age && !isOver ? 'unfinished' : 'whole',
        active: row.active,
        retention: wilsonInterval(row.active, customers, confidence),
        orders: row.orders,
        revenue: row.monetary,
        revenuePerCustomer: row.monetary === undefined ? undefined : row.monetary / customers,
      })),
    };
  });
  const result = {
    cohorts: made,
    all: overCohorts(made, confidence),
    asOf: text,
    currency: cohorts.info.monetary?.unit,
    confidence,
    minimum,
  };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(triangleContent(result)) };
}

function overCohorts(cohorts: readonly Cohort[], confidence: number): CohortMonth[] {
  const last = cohorts.reduce((most, { cells }) => Math.max(most, cells.length - 1), -1);
  return Array.from({ length: last + 1 }, (_, month) => month).flatMap((month) => {
    const whole = cohorts.filter(({ cells }) => cells[month]?.state === 'whole');
    if (whole.length === 0) return [];
    const customers = whole.reduce((sum, each) => sum + each.customers, 0);
    const active = whole.reduce((sum, { cells }) => sum + cells[month].active, 0);
    return [
      {
        month,
        cohorts: whole.length,
        customers,
        active,
        retention: wilsonInterval(active, customers, confidence),
      },
    ];
  });
}

function triangleContent({ cohorts, all, asOf, minimum }: Omit<CohortTriangle, symbol>): TableContent {
  const months = cohorts.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const percent = (value: number) => formatNumber(value, { style: 'percent', digits: 0 });
  const places = Array.from({ length: months }, (_, month) => month);
  return {
    kind: 'table',
    caption: 'Customers who ordered, by months since the month of the first order',
    columns: [
      { name: 'cohort', title: 'First order' },
      { name: 'customers', title: 'Customers', align: 'right' },
      ...places.map((month) => ({ name: `m${month}`, title: String(month), align: 'right' as const })),
    ],
    rows: [
      ...cohorts.map(({ cohort, customers, masked, cells }): TableCell[] => [
        cohort.slice(0, 7),
        masked ? `fewer than ${minimum}` : customers,
        ...places.map((month) => {
          const cell = cells[month];
          if (cell === undefined || masked) return null;
          return `${percent(cell.retention.value)}${cell.state === 'unfinished' ? '*' : ''}`;
        }),
      ]),
      [
        'All that are old enough',
        all[0]?.customers ?? null,
        ...places.map((month) => {
          const own = all.find((each) => each.month === month);
          return own === undefined ? null : percent(own.retention.value);
        }),
      ],
    ],
    totalRows: cohorts.length + 1,
    note: `Empty: the month has not come yet. *: unfinished on ${asOf}, and left out of the last row.`,
  };
}

/** Calendar months from one day's month to another's. */
function monthsBetween(from: string, to: string): number {
  const [a, b] = [from, to].map((text) => {
    const date = new Date(toDay(text, 'cohortTriangle') * DAY_MS);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  });
  return b - a;
}
