import type { Table } from '../../core/table.js';
import type { Task } from '../../core/task.js';
import type { EngineTable } from '../../engine/engine-table.js';
import type { Expression } from '../../engine/plan/expression.js';
import type { Relation } from '../../engine/plan/relation.js';
import type { ValueType } from '../../engine/plan/value-type.js';
import type { RunPlan } from '../../engine/plan-runner.js';

/** How much a failed check matters: an `error` stops, a `warning` is to be looked at, a `note` is to be known. */
export type CheckSeverity = 'note' | 'warning' | 'error';

/** What every check takes. */
export interface CheckOptions {
  /** How much it matters when it fails; each check says its default. */
  readonly severity?: CheckSeverity;
  /** Share of rows that may fail, 0 to 1; default 0. */
  readonly allowed?: number;
}

/** A rule for a table, as a value: made by `notNull`, `unique`, `inRange` and the others, judged by `checkQuality`. */
export interface QualityCheck {
  /** Name of the function that made it. */
  readonly kind: string;
  /** Columns it looks at. */
  readonly columns: readonly string[];
  readonly severity: CheckSeverity;
  readonly allowed: number;
  /** The rule in words, for example `amount is from 0 to 100`. */
  readonly rule: string;
  /** What to do when it fails. */
  readonly wayOut: string;
  /** The other table that it looks into. */
  readonly other?: OtherColumn;
  /** Turns the rule into a test of the rows that are there. */
  readonly test: (scope: CheckScope) => CheckTest | Promise<CheckTest>;
}

/** A column of another table. */
export interface OtherColumn {
  readonly table: Table | EngineTable;
  readonly column: string;
}

/** What a check finds when it is judged. */
export interface CheckScope {
  /** The check, for messages. */
  readonly who: string;
  /** The columns that checks look at, and `@row` from 1 where the table is in memory. */
  readonly rows: Relation;
  readonly type: (column: string) => ValueType;
  /** Values of the check's own other column, as `@key`. */
  readonly other?: Relation;
  readonly run: RunPlan;
  /** Days since 1970 of the day that checks count from; an error where it was not given. */
  readonly asOf: () => number;
  /** The table, where it is in memory. */
  readonly table?: Table;
  readonly task: Task;
}

/** Each row passes or fails. */
export interface RowTest {
  readonly kind: 'rows';
  /** `scope.rows`, or the same rows with columns more. */
  readonly rows: Relation;
  readonly fails: Expression;
  /** Rows that are judged; default all. */
  readonly judged?: Expression;
  /** Said beside the result. */
  readonly note?: string;
}

/** The table as a whole passes or fails by a few numbers. */
export interface SummaryTest {
  readonly kind: 'summary';
  /** Summaries of `scope.rows`. */
  readonly values: Readonly<Record<string, Expression>>;
  readonly judge: (values: Readonly<Record<string, unknown>>) => Judgement;
}

/** What became of a check of the whole. */
export interface Judgement {
  /** `undefined` where it cannot be judged. */
  readonly passed: boolean | undefined;
  /** What was found, in words. */
  readonly found: string;
  readonly failing?: number;
  readonly of?: number;
  readonly firstRows?: readonly FailingRow[];
}

/** A row that fails. */
export interface FailingRow {
  /** Row of the table, from 1; not known where the table stays in its file. */
  readonly row?: number;
  /** Value of the key column, if one was named. */
  readonly key?: string;
  /** The values that the check looked at. */
  readonly value: string;
}

/** What a check asks of the rows: each of them, the whole by a few numbers, or what it judged by itself. */
export type CheckTest = RowTest | SummaryTest | (Judgement & { readonly kind: 'judged' });
