import { toDay } from '../core/day.js';
import type { Table } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import { DISPLAY_KEY, type Displayable } from '../display/bundle.js';
import { escapeHtml } from '../display/escape-html.js';
import { duckDbDialect } from '../engine/duckdb/duckdb-dialect.js';
import { type EngineTable, isEngineTable } from '../engine/engine-table.js';
import { planRunner } from '../engine/plan-runner.js';
import { sourceSql } from '../engine/run-plan.js';
import type { Dialect } from '../engine/sql/dialect.js';
import { planSql, type SourceSql } from '../engine/sql/plan-sql.js';
import { viewSql } from '../engine/sql/view-sql.js';
import { activityInput } from './activity-input.js';
import { expandFamilies } from './expand-families.js';
import { featurePlan } from './feature-plan.js';
import type { FeatureInput, FeatureTableOptions } from './feature-table.js';

/** How the SQL is written. */
export interface ExplainOptions extends Omit<FeatureTableOptions, 'customers' | 'where'> {
  /** What the table is called in the SQL; default `activity`. */
  readonly from?: string;
}

const DIALECTS: Readonly<Record<'duckdb', Dialect>> = { duckdb: duckDbDialect };

/** SQL, shown as it is. */
export interface ExplainedFeatures extends Displayable {
  readonly sql: string;
}

/**
 * The SQL that computes features, to be read or taken elsewhere: one query, one row a customer, ordered by id. Texts
 * stand in it as literals; when `featureTable` runs it they are bound.
 *
 * @param options - As for `featureTable`.
 * @throws {InputError} As `featureTable`.
 *
 * @example
 * const { sql } = await explainFeatures(orders, [recency()], { asOf: '2026-01-01', from: 'orders' });
 * sql.includes('GROUP BY'); // true
 */
export async function explainFeatures<Row extends object>(
  activity: Table<Row> | EngineTable,
  features: readonly FeatureInput[],
  options: ExplainOptions = {},
  task: Task = currentTask(),
): Promise<ExplainedFeatures> {
  const who = 'explainFeatures';
  const asOf = options.asOf === undefined ? undefined : toDay(options.asOf, `${who}: asOf`);
  const table = activity as Table | EngineTable;
  const input = activityInput(who, table, features, options, asOf);
  const expanded = await expandFamilies(
    who,
    input.activity,
    features,
    planRunner(who, input.sources, options, task),
  );
  const dialect = DIALECTS.duckdb;
  const name = dialect.quoteName(options.from ?? 'activity');
  const from = isEngineTable(table) ? viewSql(name, table, dialect) : name;
  const given = isEngineTable(table) ? table.columns : new Map<string, never>();
  const source: SourceSql = sourceSql(dialect, from, input.types, given);
  const { sql } = planSql(featurePlan(input.activity, expanded), dialect, {
    sources: { activity: source },
    columns: ['@id', ...expanded.map(({ name }) => name)],
    orderBy: ['@id'],
    bind: false,
  });
  const html = `<pre><code>${escapeHtml(sql)}</code></pre>`;
  return { sql, [DISPLAY_KEY]: () => ({ 'text/plain': sql, 'text/html': html }) };
}
