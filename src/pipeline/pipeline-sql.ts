import { toDay } from '../core/day.js';
import { InputError } from '../core/input-error.js';
import { duckDbDialect } from '../engine/duckdb/duckdb-dialect.js';
import type { EngineTable } from '../engine/engine-table.js';
import { call, column } from '../engine/plan/expression.js';
import { derive, type Relation, scan } from '../engine/plan/relation.js';
import type { ColumnTypes } from '../engine/plan/type-of.js';
import { sourceSql } from '../engine/run-plan.js';
import type { Dialect } from '../engine/sql/dialect.js';
import { planSql } from '../engine/sql/plan-sql.js';
import { activityInput } from '../features/activity-input.js';
import { featurePlan } from '../features/feature-plan.js';
import type { NamedType, PipelineData } from './pipeline-data.js';
import { GAP, SEGMENT, scoreRelation } from './score-relation.js';

/** How the SQL of a pipeline is written. */
export interface PipelineSqlOptions {
  /** Default `duckdb`. */
  readonly dialect?: 'duckdb';
  /** What the table is called in the SQL; default `activity` with features, else `customers`. */
  readonly from?: string;
  /** Day of reckoning of the features; default the day the pipeline was fitted with. */
  readonly asOf?: string | Date;
}

const DIALECTS: Readonly<Record<'duckdb', Dialect>> = { duckdb: duckDbDialect };

/** One query from raw rows to `customerId`, `segment` and `gap`, ordered by customer id. */
export function pipelineSql(data: PipelineData, options: PipelineSqlOptions): string {
  const who = 'toSQL';
  const dialect = DIALECTS[options.dialect ?? 'duckdb'];
  if (dialect === undefined) {
    throw new InputError(`${who}: there is no dialect "${options.dialect}". There is duckdb.`);
  }
  const from = dialect.quoteName(
    options.from ?? (data.source.kind === 'activity' ? 'activity' : 'customers'),
  );
  const { rows, types, source } = rowsOf(who, data, options.asOf);
  const scored = derive(who, scoreRelation(who, rows, data), {
    '@customer id': column('@id'),
  });
  const named = { customerId: '@customer id', segment: SEGMENT, gap: GAP };
  const answer = answerColumns(who, scored, named);
  return planSql(answer, dialect, {
    sources: { [source]: sourceSql(dialect, from, types, new Map()) },
    columns: Object.keys(named),
    orderBy: ['customerId'],
    bind: false,
  }).sql;
}

function rowsOf(who: string, { source, columns }: PipelineData, asOf: string | Date | undefined) {
  if (source.kind === 'activity') {
    const day = asOf ?? source.options.asOf;
    const types = mapOf(source.columns);
    const table: EngineTable = {
      kind: 'engine table',
      name: 'activity',
      columns: types,
      place: { kind: 'parquet', paths: [] },
    };
    const input = activityInput(
      who,
      table,
      source.features,
      source.options,
      day === undefined ? undefined : toDay(day, `${who}: asOf`),
    );
    return { rows: featurePlan(input.activity, source.features), types: input.types, source: 'activity' };
  }
  if (asOf !== undefined) {
    throw new InputError(`${who}: asOf is for pipelines with features; this one takes one row a customer.`);
  }
  const types = new Map([[source.id, 'text' as const], ...mapOf(columns)]);
  const rows = derive(who, scan('customers', types), { '@id': call('toText', column(source.id)) });
  return { rows, types, source: 'customers' };
}

function mapOf(columns: readonly NamedType[]): ColumnTypes {
  return new Map(columns.map(({ name, type }) => [name, type]));
}

/** The rows with columns under other names. */
function answerColumns(who: string, from: Relation, named: Readonly<Record<string, string>>): Relation {
  const taken = ['segment', 'gap'].find((name) => from.columns.has(name));
  if (taken !== undefined) {
    throw new InputError(`${who}: a column is called "${taken}" like a column of the answer. Rename it.`, {
      column: taken,
    });
  }
  const free = Object.entries(named).filter(([name]) => !from.columns.has(name));
  return derive(who, from, Object.fromEntries(free.map(([name, value]) => [name, column(value)])));
}
