import { toDay } from '../core/day.js';
import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import type { Table } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import type { EngineTable } from '../engine/engine-table.js';
import { aggregate, column, quantileOf } from '../engine/plan/expression.js';
import { group } from '../engine/plan/relation.js';
import { withPlanRunner } from '../engine/plan-runner.js';
import { activityInput } from './activity-input.js';
import { refuseFaults } from './check-activity.js';
import type { FeatureTableOptions } from './feature-table.js';
import { levelRelations } from './level-relation.js';
import { orderCount } from './order-count.js';

/** After how many days without an order a customer counts as gone. */
export interface ChurnWindow {
  readonly days: number;
  /** Share of gaps between days with orders that are not longer. */
  readonly share: number;
  /** Gaps it was taken from. */
  readonly gaps: number;
  /** One sentence for reports. */
  readonly sentence: string;
}

/**
 * The churn window of a business without contracts: the days within which most customers who order again have done so,
 * a quantile of all gaps between days with orders. Gaps that are still open count for nothing, so that for a young
 * business it is too short.
 *
 * @param options - `share`: which quantile, default 0.8.
 * @throws {InputError} For a share that is not between 0 and 1, and when nobody ordered twice.
 *
 * @example
 * const { days } = await churnWindow(orders, { asOf: '2026-01-01' });
 * days > 0; // true
 */
export async function churnWindow<Row extends object>(
  activity: Table<Row> | EngineTable,
  options: Omit<FeatureTableOptions, 'customers'> & { readonly asOf: string | Date; readonly share?: number },
  task: Task = currentTask(),
): Promise<ChurnWindow> {
  const who = 'churnWindow';
  const { share = 0.8 } = options;
  if (!(share > 0 && share < 1))
    throw new InputError(`${who}: share is ${share}; give a number between 0 and 1.`);
  const asOf = toDay(options.asOf, `${who}: asOf`);
  const input = activityInput(who, activity as Table | EngineTable, [orderCount()], options, asOf);
  const plan = group(who, levelRelations(input.activity)('days'), [], {
    '@days': quantileOf(column('@gap'), share),
    '@gaps': aggregate('count', [column('@gap')]),
  });
  const answer = await withPlanRunner(who, input.sources, options, task, async (run) => {
    await refuseFaults(input.activity, asOf, run);
    return run(plan, { columns: ['@days', '@gaps'], orderBy: [] });
  });
  const [days, gaps] = answer.map(({ values }) => values[0] as number);
  if (gaps === 0)
    throw new InputError(`${who}: no customer has orders on two days, so there are no gaps to judge by.`);
  const window = Math.ceil(days);
  const percent = Math.round(share * 100);
  const sentence = `${percent}% of customers who order again do so within ${window} days (${formatNumber(gaps)} ${gaps === 1 ? 'gap' : 'gaps'}).`;
  return { days: window, share, gaps, sentence };
}
