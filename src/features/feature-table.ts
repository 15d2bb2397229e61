import type { ColumnInfo } from '../core/column.js';
import { toDay } from '../core/day.js';
import { inheritedInfo } from '../core/inherited-info.js';
import { InputError } from '../core/input-error.js';
import type { Purpose } from '../core/purpose.js';
import { type Table, tableOf } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import type { EngineColumn, EngineValue } from '../engine/engine.js';
import { type EngineTable, infoOf, isEngineTable } from '../engine/engine-table.js';
import { type WhereOptions, withPlanRunner } from '../engine/plan-runner.js';
import { type ActivityColumns, resolveColumns } from './activity.js';
import { activityInput } from './activity-input.js';
import { checkFeatures, checkRows, moneyIsExact } from './check-activity.js';
import { coveredFeatures } from './covered-features.js';
import { expandFamilies } from './expand-families.js';
import type { Feature, FeatureFamily, FeatureValue } from './feature.js';
import { featurePlan } from './feature-plan.js';
import { sayWhatIsLeftOut } from './left-out.js';
import { sourceColumns } from './source-columns.js';

/** How features are computed. */
export interface FeatureTableOptions extends WhereOptions {
  /** Day of reckoning, `YYYY-MM-DD` or a `Date` whose UTC day counts; needed by features that count days from it. */
  readonly asOf?: string | Date;
  /** Which columns say who did what and when. */
  readonly columns?: ActivityColumns;
  /** What a row is: a line of an order (default), or an order of its own, whatever its order id and day. */
  readonly rows?: 'order lines' | 'orders';
  /** Customers to have a row each, also those who did nothing; default those who did something. */
  readonly customers?: readonly string[] | Table<{ customerId: string }>;
  /** First day that counts, `YYYY-MM-DD` or a `Date`; default the first there is. */
  readonly since?: string | Date;
  /** Rows after the day of reckoning: an error (default), or left out with a warning that counts them. */
  readonly later?: 'error' | 'leave out';
  /** Rows without customer or time: an error (default), or left out with a warning that counts them. */
  readonly gaps?: 'error' | 'leave out';
  /** Currency of the amounts; default the unit of the column. */
  readonly currency?: string;
}

/** What a table of features is for. */
export interface FeaturePurpose {
  /**
   * Leaves out the features that are computed from a column that may not be used for it, with a warning that counts and
   * names them; default: all features stay, and their columns say what they may be used for.
   */
  readonly purpose?: Purpose;
}

/** A feature, or several of them. */
export type FeatureInput = Feature | FeatureFamily;

/** A feature or a family. It asks for no name, so that TypeScript keeps the one that each feature has. */
export interface AnyFeature {
  readonly kind: FeatureInput['kind'];
}

/** What a feature gives; `never` for families. */
type ValueOf<Each> = Each extends Feature<string, infer Value> ? Value : never;

/** A row of a feature table: names and types come from the features. */
export type FeatureRow<Features extends readonly AnyFeature[]> = { customerId: string } & {
  [Name in Extract<Features[number], Feature>['name']]: ValueOf<
    Extract<Features[number], { readonly name: Name }>
  >;
} & (Extract<Features[number], FeatureFamily> extends never ? unknown : Record<string, FeatureValue>);

/**
 * One row for each customer: features of what customers did, computed in one go.
 *
 * @param activity - What customers did: order lines, orders, or events, a row each; in memory, or a table that stays
 *   in its file (`openTable`).
 * @param features - Features and families of them, in the order of the columns.
 * @returns Ordered by customer id (code point by code point). A feature that is not defined for a customer is `null`;
 *   its meaning says when.
 *   A column may be used for what all columns it is computed from may be used for (the customer's among them, and the time
 *   where rows are left out by it), and is `protected` or `consent` where one of them is. Features left out for `purpose`
 *   are not there, whatever the type says.
 * @throws {InputError} For missing columns, values of another type, rows without customer or time, rows after the day
 *   of reckoning, two features of one name, and a purpose that no
 *   feature covers.
 *
 * O(rows); a sum of money is exact, other sums are rounded to 12 significant digits, so that the result does not
 * depend on the order of rows, on threads or on where it is computed. 100,000 lines of 10,000 customers take less
 * than 0.1 seconds.
 *
 * @example
 * const customers = await featureTable(orders, [recency(), orderCount(), monetary()], { asOf: '2026-01-01' });
 * customers.columnNames(); // ['customerId', 'recencyDays', 'orders', 'monetary']
 */
export async function featureTable<const Features extends readonly AnyFeature[], Row extends object>(
  activity: Table<Row> | EngineTable,
  features: Features,
  options: FeatureTableOptions & FeaturePurpose = {},
  task: Task = currentTask(),
  who: string = 'featureTable',
): Promise<Table<FeatureRow<Features>>> {
  const asOf = options.asOf === undefined ? undefined : toDay(options.asOf, `${who}: asOf`);
  const table = activity as Table | EngineTable;
  const sources = sourcesIn(who, table, options);
  const asked = leftForPurpose(
    who,
    features as readonly AnyFeature[] as readonly FeatureInput[],
    options.purpose,
    sources,
    task,
  );
  const input = activityInput(who, table, asked, options, asOf);
  return withPlanRunner(who, input.sources, options, task, async (run) => {
    const expanded = await expandFamilies(who, input.activity, asked, run);
    checkNames(who, expanded);
    const oneRow = expanded.some((feature) => feature.oneRow === true);
    const computed = [...expanded, ...checkFeatures(input.activity, oneRow || input.selected)];
    task.progress(0.1, 'Features');
    const plan = featurePlan(input.activity, computed, input.customers);
    const wanted = { columns: ['@id', ...computed.map(({ name }) => name)], orderBy: ['@id'] };
    const quick = await run(plan, { ...wanted, quickMoney: true });
    const answer = moneyIsExact(quick) ? quick : await run(plan, wanted);
    await checkRows(input.activity, answer, asOf, oneRow, run);
    if (input.selected) {
      const used = answer.find(({ name }) => name === '@rows')!.values as (number | null)[];
      const total = used.reduce<number>((sum, rows) => sum + (rows ?? 0), 0);
      await sayWhatIsLeftOut(input.whole, total, asOf, run, task);
    }
    task.progress(1, 'Features');
    return tableWithInfo(answer, expanded, input.currency, sources) as unknown as Table<FeatureRow<Features>>;
  });
}

/** The columns that each feature is computed from, and what is known about them. */
interface FeatureSources {
  readonly of: (feature: FeatureInput) => readonly string[];
  readonly info: Readonly<Record<string, ColumnInfo>>;
}

function sourcesIn(who: string, table: Table | EngineTable, options: FeatureTableOptions): FeatureSources {
  const known = isEngineTable(table) ? [...table.columns.keys()] : table.columnNames();
  const columns = resolveColumns(who, known, options.columns ?? {});
  const { time, customer, order } = columns;
  const selects =
    options.since !== undefined || options.later === 'leave out' || options.gaps === 'leave out';
  const info = new Map(Object.entries(infoOf(table)));
  for (const name of [customer, order]) {
    if (name !== undefined) info.set(name, { role: 'id', ...info.get(name) });
  }
  return {
    of: (feature) => {
      const names = sourceColumns(feature, columns, options.rows === 'orders');
      return selects && time !== undefined && !names.includes(time) ? [...names, time] : names;
    },
    info: Object.fromEntries(info),
  };
}

function leftForPurpose(
  who: string,
  features: readonly FeatureInput[],
  purpose: Purpose | undefined,
  { of, info }: FeatureSources,
  task: Task,
): readonly FeatureInput[] {
  if (purpose === undefined) return features;
  const covered = coveredFeatures(who, features, purpose, of, info);
  for (const warning of covered.warnings) task.warn(warning);
  return covered.features;
}

function checkNames(who: string, features: readonly Feature[]): void {
  const seen = new Set(['customerId']);
  for (const { name } of features) {
    if (seen.has(name)) {
      throw new InputError(`${who}: two columns are called "${name}". Give one of them another name.`, {
        column: name,
      });
    }
    seen.add(name);
  }
}

function tableWithInfo(
  answer: EngineColumn[],
  features: readonly Feature[],
  currency: string | undefined,
  { of, info: known }: FeatureSources,
): Table {
  const columns: Record<string, EngineValue[]> = { customerId: answer[0].values };
  const info: Record<string, ColumnInfo> = { customerId: { role: 'id', meaning: 'Customer id.' } };
  features.forEach((feature, j) => {
    columns[feature.name] = answer[j + 1].values;
    const { unit, ...rest } = feature.info;
    const shown = unit === 'currency' ? currency : unit;
    const own = { ...rest, ...(shown === undefined ? {} : { unit: shown }) };
    info[feature.name] = inheritedInfo(
      own,
      of(feature).map((name) => known[name]),
    );
  });
  return tableOf(columns as never, info as never) as unknown as Table;
}
