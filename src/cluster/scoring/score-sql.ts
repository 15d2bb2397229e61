import { InputError } from '../../core/input-error.js';
import { duckDbDialect } from '../../engine/duckdb/duckdb-dialect.js';
import { call, column } from '../../engine/plan/expression.js';
import { derive, type Relation, scan } from '../../engine/plan/relation.js';
import type { ColumnTypes } from '../../engine/plan/type-of.js';
import { sourceSql } from '../../engine/run-plan.js';
import type { Dialect } from '../../engine/sql/dialect.js';
import { planSql } from '../../engine/sql/plan-sql.js';
import { freeNames } from './free-names.js';
import { scoreNames, scoreRelation } from './score-relation.js';
import type { Scorer } from './scorer.js';

/** How the SQL that places customers is written. */
export interface ScoreSqlOptions {
  /** Default `duckdb`. */
  readonly dialect?: 'duckdb';
  /** What the table is called in the SQL. */
  readonly from?: string;
}

/** Rows of one customer each, before they are placed. */
export interface RowsToScore {
  readonly rows: Relation;
  /** Column with the customer id; default `@id`. */
  readonly id?: string;
  /** Name of the source in `rows`. */
  readonly source: string;
  /** Columns of the source. */
  readonly types: ColumnTypes;
}

const DIALECTS: Readonly<Record<'duckdb', Dialect>> = { duckdb: duckDbDialect };

/** One query that gives `customerId`, `segment` and `gap`, ordered by customer id. */
export function scoreSql(
  who: string,
  scorer: Scorer,
  { rows, id = '@id', source, types }: RowsToScore,
  options: ScoreSqlOptions,
): string {
  const dialect = DIALECTS[options.dialect ?? 'duckdb'];
  if (dialect === undefined) {
    throw new InputError(`${who}: there is no dialect "${options.dialect}". There is duckdb.`);
  }
  const from = dialect.quoteName(options.from ?? source);
  const placed = scoreRelation(who, rows, scorer);
  const customer = freeNames(placed.columns.keys())('@customer id');
  const scored = derive(who, placed, { [customer]: column(id) });
  const { segment, gap } = scoreNames(scorer);
  const named = { customerId: customer, segment, gap };
  return planSql(answerColumns(who, scored, named), dialect, {
    sources: { [source]: sourceSql(dialect, from, types, new Map()) },
    columns: Object.keys(named),
    orderBy: ['customerId'],
    bind: false,
  }).sql;
}

/** Rows of a table with one row a customer. */
export function customerRows(who: string, { columns }: Scorer, id: string): RowsToScore {
  if (typeof id !== 'string' || id === '')
    throw new InputError(`${who}: id is ${String(id)}. It is the name of a column.`);
  const types = new Map([[id, 'text' as const], ...columns.map(({ name, type }) => [name, type] as const)]);
  const own = freeNames(types.keys())('@id');
  const rows = derive(who, scan('customers', types), { [own]: call('toText', column(id)) });
  return { rows, id: own, types, source: 'customers' };
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
