import { dayText, toDay } from '../core/day.js';
import { type Table, tableOf } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import type { EngineTable } from '../engine/engine-table.js';
import { aggregate, call, column } from '../engine/plan/expression.js';
import { derive, group, join, labelled } from '../engine/plan/relation.js';
import { withPlanRunner } from '../engine/plan-runner.js';
import { activityInput } from './activity-input.js';
import { refuseFaults } from './check-activity.js';
import type { FeatureTableOptions } from './feature-table.js';
import { levelRelations } from './level-relation.js';
import { monetary } from './monetary.js';
import { orderCount } from './order-count.js';

/** What a cohort did some months after its first order. */
export interface CohortRow {
  /** First day of the month of the first order, `YYYY-MM-DD`. */
  cohort: string;
  /** Calendar months since; 0 is the month of the first order. */
  month: number;
  /** Customers of the cohort. */
  customers: number;
  /** Those who ordered in that month. */
  active: number;
  /** `active` over `customers`. */
  retention: number;
  orders: number;
  /** Money in that month; the column is absent without amounts. */
  monetary?: number;
}

/**
 * Cohorts by the month of the first order, and how many of them ordered in each month since: the retention triangle. A
 * month in which nobody of a cohort ordered has a row of zeros; months after the day of reckoning have none, and its own
 * month is complete only on its last day.
 *
 * @returns By cohort, then month.
 * @throws {InputError} As `featureTable`.
 *
 * O(rows). The same in memory and in an engine.
 *
 * @example
 * const cohorts = await cohortTable(orders, { asOf: '2026-01-01' });
 * cohorts.get('retention', 0); // 1
 */
export async function cohortTable<Row extends object>(
  activity: Table<Row> | EngineTable,
  options: Omit<FeatureTableOptions, 'customers'> & { readonly asOf: string | Date },
  task: Task = currentTask(),
): Promise<Table<CohortRow>> {
  const who = 'cohortTable';
  const asOf = toDay(options.asOf, `${who}: asOf`);
  const table = activity as Table | EngineTable;
  const names: readonly string[] = 'kind' in table ? [...table.columns.keys()] : table.columnNames();
  const money = names.includes(options.columns?.amount ?? 'amount') ? [monetary()] : [];
  const input = activityInput(who, table, [orderCount(), ...money], options, asOf);
  const { hasAmounts } = input.activity;
  const orders = derive(who, levelRelations(input.activity)('orders'), {
    '@month': call('monthIndex', column('@day')),
  });
  const first = group(who, orders, ['@customer'], { '@cohort': aggregate('minimum', [column('@month')]) });
  const joined = join(labelled(orders, 'order'), labelled(first, 'first'), ['@customer']);
  const plan = group(
    who,
    derive(who, joined, { '@since': call('subtract', column('@month'), column('@cohort')) }),
    ['@cohort', '@since'],
    {
      '@active': aggregate('countDistinct', [column('@customer')]),
      '@orders': aggregate('count'),
      ...(hasAmounts ? { '@sum': aggregate('sum', [column('@amount')]) } : {}),
    },
  );
  const columns = ['@cohort', '@since', '@active', '@orders', ...(hasAmounts ? ['@sum'] : [])];
  const answer = await withPlanRunner(who, input.sources, options, task, async (run) => {
    await refuseFaults(input.activity, asOf, run);
    return run(plan, { columns, orderBy: ['@cohort', '@since'] });
  });
  const rows = triangle(
    answer.map(({ values }) => values as number[]),
    monthOf(asOf),
  );
  return shownTriangle(rows, hasAmounts, input.currency);
}

/** All months of each cohort, those without orders as zeros. */
function triangle([cohort, since, active, orders, sums]: number[][], last: number): Required<CohortRow>[] {
  const rows: Required<CohortRow>[] = [];
  for (const own of [...new Set(cohort)]) {
    const first = cohort.indexOf(own);
    const customers = active[first];
    let place = first;
    for (let month = 0; month <= last - own; month++) {
      const there = cohort[place] === own && since[place] === month;
      rows.push({
        cohort: firstDay(own),
        month,
        customers,
        active: there ? active[place] : 0,
        retention: there ? active[place] / customers : 0,
        orders: there ? orders[place] : 0,
        monetary: there ? (sums?.[place] ?? 0) : 0,
      });
      if (there) place++;
    }
  }
  return rows;
}

function shownTriangle(
  rows: readonly Required<CohortRow>[],
  hasAmounts: boolean,
  currency: string | undefined,
): Table<CohortRow> {
  const values = <Name extends keyof CohortRow>(name: Name) => rows.map((row) => row[name]);
  const money = { digits: 2, meaning: 'Money of the cohort in that month.' };
  return tableOf<CohortRow>(
    {
      cohort: values('cohort'),
      month: values('month'),
      customers: values('customers'),
      active: values('active'),
      retention: values('retention'),
      orders: values('orders'),
      ...(hasAmounts ? { monetary: values('monetary') } : {}),
    } as never,
    {
      cohort: { meaning: 'First day of the month of the first order.' },
      month: { unit: 'months', meaning: 'Calendar months since the first order.' },
      customers: { unit: 'customers', meaning: 'Customers of the cohort.' },
      active: { unit: 'customers', meaning: 'Those who ordered in that month.' },
      retention: { unit: 'share', meaning: 'Those who ordered over all customers of the cohort.' },
      orders: { unit: 'orders', meaning: 'Orders of the cohort in that month.' },
      ...(hasAmounts
        ? { monetary: { ...money, ...(currency === undefined ? {} : { unit: currency }) } }
        : {}),
    },
  );
}

function monthOf(day: number): number {
  const [year, month] = dayText(day).split('-').map(Number);
  return (year - 1970) * 12 + month - 1;
}

function firstDay(month: number): string {
  return new Date(Date.UTC(1970, month, 1)).toISOString().slice(0, 10);
}
