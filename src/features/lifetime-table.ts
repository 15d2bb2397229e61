import { DAY_MS, dayText, toDay } from '../core/day.js';
import { InputError } from '../core/input-error.js';
import { type Table, tableOf } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import { type EngineTable, isEngineTable } from '../engine/engine-table.js';
import { type FeatureTableOptions, featureTable } from './feature-table.js';
import { lifetimeRfm } from './lifetime-rfm.js';
import { monetary } from './monetary.js';
import { purchaseDays } from './purchase-days.js';

/** What models of lifetime value are fitted on, and what they are judged by. */
export interface LifetimeRow {
  customerId: string;
  /** Days with purchases after the first, in calibration. */
  repeatPurchases: number;
  /** Age of the customer on the last of them, in units of time; 0 without repeat. */
  lastPurchaseAge: number;
  /** Age at the end of calibration. */
  customerAge: number;
  /** Mean money of the repeat days; 0 without repeat. Absent without amounts. */
  repeatMonetaryMean?: number;
  /** Days with purchases in the holdout; absent without one. */
  holdoutPurchases?: number;
  /** Money in the holdout. */
  holdoutMonetary?: number;
}

/** Where calibration and holdout end. */
export interface LifetimeTableOptions
  extends Omit<FeatureTableOptions, 'asOf' | 'since' | 'later' | 'customers'> {
  /** Last day of calibration, `YYYY-MM-DD`. */
  readonly calibrationEnd: string | Date;
  /** Last day of the holdout; without it there is none. */
  readonly holdoutEnd?: string | Date;
  /** Days of the unit of time, default 7. */
  readonly unitDays?: number;
}

/**
 * Customers who bought by the end of calibration, with recency, frequency and monetary value as models of lifetime value
 * mean them (see `lifetimeRfm`), and what they bought in the holdout after it. Customers who came later are left out,
 * as a model could not have known them; those with a zero first order stay.
 *
 * @throws {InputError} As `featureTable`, and when the holdout does not end after calibration.
 *
 * @example
 * const table = await lifetimeTable(orders, { calibrationEnd: '2025-10-01', holdoutEnd: '2026-01-01' });
 * table.columnNames().includes('holdoutPurchases'); // true
 */
export async function lifetimeTable<Row extends object>(
  activity: Table<Row> | EngineTable,
  options: LifetimeTableOptions,
  task: Task = currentTask(),
): Promise<Table<LifetimeRow>> {
  const who = 'lifetimeTable';
  const { calibrationEnd, holdoutEnd, unitDays = 7, ...rest } = options;
  const end = toDay(calibrationEnd, `${who}: calibrationEnd`);
  const last = holdoutEnd === undefined ? undefined : toDay(holdoutEnd, `${who}: holdoutEnd`);
  if (last !== undefined && last <= end) {
    throw new InputError(
      `${who}: the holdout ends on ${dayText(last)}, not after calibration, ${dayText(end)}.`,
    );
  }
  const names: readonly string[] = isEngineTable(activity)
    ? [...activity.columns.keys()]
    : activity.columnNames();
  const money = names.includes(options.columns?.amount ?? 'amount');
  const quiet = { ...task, warn() {} }; // later rows are the holdout's, not lost
  const fitted = lifetimeRfm({ unitDays, money });
  const calibration = (await featureTable(
    activity,
    fitted,
    { ...rest, asOf: new Date(end * DAY_MS), later: 'leave out' },
    quiet,
    who,
  )) as unknown as Table<LifetimeRow>;
  if (last === undefined) return calibration;
  const holdout = await featureTable(
    activity,
    [purchaseDays({ name: 'holdoutPurchases' }), ...(money ? [monetary({ name: 'holdoutMonetary' })] : [])],
    {
      ...rest,
      asOf: new Date(last * DAY_MS),
      since: new Date((end + 1) * DAY_MS),
      later: 'leave out',
      customers: calibration.array('customerId'),
    },
    quiet,
    who,
  );
  const columns = Object.fromEntries([
    ...calibration.columnNames().map((name) => [name, calibration.array(name)]),
    ...(holdout as unknown as Table)
      .columnNames()
      .slice(1)
      .map((name) => [name, (holdout as unknown as Table).array(name)]),
  ]);
  return tableOf<LifetimeRow>(columns as never, { ...calibration.info, ...holdout.info } as never);
}
