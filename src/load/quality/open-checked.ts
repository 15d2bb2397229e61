import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import type { Task } from '../../core/task.js';
import { checkKnown } from '../../core/unknown-name.js';
import { type EngineTable, isEngineTable } from '../../engine/engine-table.js';
import { memoryType } from '../../engine/memory/column-type.js';
import { type ColumnIn, readFrame } from '../../engine/memory/read-frame.js';
import { type Relation, scan } from '../../engine/plan/relation.js';
import type { ColumnTypes } from '../../engine/plan/type-of.js';
import type { ValueType } from '../../engine/plan/value-type.js';
import { planRunner, type RunPlan, type WhereOptions, withPlanRunner } from '../../engine/plan-runner.js';
import type { PlanSource } from '../../engine/run-plan.js';
import type { OtherColumn } from './quality-check.js';

/** Rows to be checked, and the columns of other tables that checks look into. */
export interface CheckedRows {
  /** With `@row` from 1 where the table is in memory. */
  readonly rows: Relation;
  /** Values of the other columns, each as `@key`, in the order given. */
  readonly others: readonly Relation[];
  /** Runs one plan. */
  readonly run: RunPlan;
  /** Lends what runs several plans, one after the other, in one session. */
  together<Result>(work: (run: RunPlan) => Promise<Result>): Promise<Result>;
}

/**
 * Brings the columns in that checks look at. A column in memory that mixes kinds of values is one of texts, so that checks
 * can name the ones that do not belong. Plans run where the rows are, unless `where` says otherwise.
 *
 * @throws {InputError} For columns that are not there.
 */
export function openChecked(
  who: string,
  table: Table | EngineTable,
  columns: readonly string[],
  others: readonly OtherColumn[],
  options: WhereOptions,
  task: Task,
): CheckedRows {
  checkKnown(who, 'column', columns, namesOf(table));
  const ours = columns.find((name) => name.startsWith('@'));
  if (ours !== undefined) {
    throw new InputError(`${who}: column "${ours}" begins with @, as columns of ours do. Rename it.`, {
      column: ours,
    });
  }
  const main = openSource(who, table, columns);
  const sources: Record<string, PlanSource> = { rows: main.source };
  const relations = others.map(({ table: other, column }, i) => {
    checkKnown(`${who}, other table`, 'column', [column], namesOf(other));
    const opened = openSource(who, other, [column]);
    sources[`other ${i}`] = opened.source;
    const type = opened.types.get(column)!;
    return { name: `other ${i}`, column, type };
  });
  const where: WhereOptions = { where: 'memory', ...options }; // several plans: moving rows each time is slower
  return {
    rows: scan('rows', main.types),
    others: relations.map(({ name, column, type }) => keyed(scan(name, new Map([[column, type]])), column)),
    run: planRunner(who, sources, where, task),
    together: (work) => withPlanRunner(who, sources, where, task, work),
  };
}

/** The one column under the name `@key`. */
function keyed(rows: Relation, column: string): Relation {
  const type = rows.columns.get(column)!;
  return {
    kind: 'derive',
    from: rows,
    values: { '@key': { kind: 'column', name: column } },
    columns: new Map([...rows.columns, ['@key', type]]),
  };
}

function namesOf(table: Table | EngineTable): string[] {
  return isEngineTable(table) ? [...table.columns.keys()] : table.columnNames();
}

function openSource(
  who: string,
  table: Table | EngineTable,
  columns: readonly string[],
): { source: PlanSource; types: ColumnTypes } {
  const names = [...new Set(columns)];
  if (isEngineTable(table)) {
    const wanted = names.length === 0 ? [...table.columns.keys()].slice(0, 1) : names;
    return { source: table, types: new Map(wanted.map((name) => [name, table.columns.get(name)!])) };
  }
  const rows = table.numRows();
  const read = names.map((name) => readable(name, table.array(name)));
  const numbers: ColumnIn = {
    name: '@row',
    type: 'integer',
    values: Array.from({ length: rows }, (_, i) => i + 1),
  };
  const all = [...read, numbers];
  return {
    source: readFrame(who, all, rows),
    types: new Map(all.map(({ name, type }): [string, ValueType] => [name, type])),
  };
}

function readable(name: string, values: readonly unknown[]): ColumnIn {
  const kinds = new Set(values.map(kindOf).filter((kind) => kind !== undefined));
  if (kinds.size > 1 || kinds.has('other')) return { name, type: 'text', values: values.map(asText) };
  return { name, type: memoryType(values, false), values };
}

function kindOf(value: unknown): string | undefined {
  if (value === null || value === undefined || Number.isNaN(value)) return undefined;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : 'date';
  if (typeof value === 'bigint') return 'number';
  return typeof value === 'object' || Math.abs(value as number) === Infinity ? 'other' : typeof value;
}

function asText(value: unknown): string | null {
  if (kindOf(value) === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
