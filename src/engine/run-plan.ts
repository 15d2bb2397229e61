import { toMicros } from '../core/money.js';
import { breathe, type Task } from '../core/task.js';
import type { AppendedColumn, Engine, EngineColumn, EngineType, EngineValue } from './engine.js';
import type { EngineTable } from './engine-table.js';
import { evaluatePlan } from './memory/evaluate-plan.js';
import type { Frame, Vector } from './memory/vector.js';
import type { Relation } from './plan/relation.js';
import type { ColumnTypes } from './plan/type-of.js';
import type { ValueType } from './plan/value-type.js';
import type { Dialect } from './sql/dialect.js';
import { planSql, type SourceSql } from './sql/plan-sql.js';

/** Rows that a plan starts from: in memory, or a table that stays where it is. */
export type PlanSource = Frame | EngineTable;

/** What is wanted of a plan: columns, and the columns that order the rows. */
export interface PlanAnswer {
  readonly columns: readonly string[];
  readonly orderBy: readonly string[];
  /** Whether an engine may keep money in doubles; who asks for it checks that all sizes add up to less than 9e9. */
  readonly quickMoney?: boolean;
}

/** Runs a plan where its rows are in memory. */
export async function runPlanInMemory(
  plan: Relation,
  sources: Readonly<Record<string, Frame>>,
  answer: PlanAnswer,
  task: Task,
): Promise<EngineColumn[]> {
  await breathe(task);
  const frame = evaluatePlan(plan, sources, answer.orderBy);
  return answer.columns.map((name) => columnOut(name, frame.columns.get(name)!, frame.rows));
}

/** Tables of rows that earlier plans of a session brought from memory, by source and columns. */
export type BroughtRows = Map<string, string>;

/** Runs a plan in an engine; rows in memory are brought there first, unless an earlier plan of the session did. */
export async function runPlanInEngine(
  plan: Relation,
  sources: Readonly<Record<string, PlanSource>>,
  answer: PlanAnswer,
  engine: Engine,
  brought: BroughtRows = new Map(),
): Promise<EngineColumn[]> {
  const dialect = answer.quickMoney === true ? engine.quickMoney : engine.dialect;
  const opened: Record<string, SourceSql> = {};
  for (const [name, { columns: types }] of scans(plan)) {
    const source = sources[name];
    opened[name] =
      'kind' in source
        ? sourceSql(dialect, await engine.open(source), types, source.columns)
        : frameSql(await bringFrame(engine, name, source, types, brought), types, dialect);
  }
  const { sql, values } = planSql(plan, dialect, { sources: opened, ...answer });
  const columns = await engine.query(sql, values);
  for (const { values, type } of columns) {
    if (type === 'number') for (let i = 0; i < values.length; i++) if (values[i] === 0) values[i] = 0; // no -0
  }
  return answer.columns.map((name, j) => ({ ...columns[j], name }));
}

/** The sources of a plan by name. */
function scans(
  plan: Relation,
  found = new Map<string, { columns: ColumnTypes }>(),
  seen = new Set<Relation>(),
) {
  if (seen.has(plan)) return found;
  seen.add(plan);
  if (plan.kind === 'scan') found.set(plan.source, plan);
  else if (plan.kind === 'join') {
    scans(plan.left, found, seen);
    scans(plan.right, found, seen);
  } else scans(plan.from, found, seen);
  return found;
}

/** The columns of a source as the types that a plan takes them for. */
export function sourceSql(
  dialect: Dialect,
  from: string,
  wanted: ColumnTypes,
  given: ColumnTypes,
): SourceSql {
  const column = (name: string) => {
    const quoted = dialect.quoteName(name);
    const type = wanted.get(name)!;
    return type === given.get(name) && type !== 'money' ? quoted : dialect.cast(quoted, type);
  };
  return { from, column };
}

async function bringFrame(
  engine: Engine,
  source: string,
  frame: Frame,
  types: ColumnTypes,
  brought: BroughtRows,
): Promise<string> {
  const key = JSON.stringify([source, ...types.keys()]);
  const known = brought.get(key);
  if (known !== undefined) return known;
  const table = `source_${brought.size}`;
  await engine.append(
    table,
    [...types.keys()].map((name, j) => appended(`c${j + 1}`, frame.columns.get(name)!, frame.rows)),
  );
  brought.set(key, table);
  return table;
}

function frameSql(table: string, types: ColumnTypes, dialect: Dialect): SourceSql {
  const names = [...types.keys()];
  const column = (name: string) => {
    const place = `c${names.indexOf(name) + 1}`;
    return types.get(name) === 'money' ? dialect.fromMicros(place) : place;
  };
  return { from: table, column };
}

const APPENDED: Readonly<Record<ValueType, AppendedColumn['type']>> = {
  integer: 'integer',
  number: 'number',
  money: 'integer',
  text: 'text',
  boolean: 'boolean',
  time: 'date',
};

function appended(name: string, vector: Vector, rows: number): AppendedColumn {
  const { type, values, stride } = vector;
  if (type === 'money') {
    const micros = new Array<bigint | null>(rows);
    for (let i = 0; i < rows; i++) {
      const amount = values[i * stride];
      micros[i] = Number.isNaN(amount) ? null : toMicros(amount);
    }
    return { name, type: 'integer', values: micros };
  }
  return { name, type: APPENDED[type], values: valuesOut(vector, rows) };
}

const TYPES_OUT: Readonly<Record<ValueType, EngineType>> = {
  integer: 'number',
  number: 'number',
  money: 'number',
  text: 'text',
  boolean: 'boolean',
  time: 'date',
};

/** A column of the evaluator as it is given to people. */
export function columnOut(name: string, vector: Vector, rows: number): EngineColumn {
  return { name, type: TYPES_OUT[vector.type], values: valuesOut(vector, rows) };
}

function valuesOut({ type, values, stride, dictionary }: Vector, rows: number): EngineValue[] {
  const out = new Array<EngineValue>(rows);
  for (let i = 0; i < rows; i++) {
    const value = values[i * stride];
    if (Number.isNaN(value)) out[i] = null;
    else if (dictionary !== undefined) out[i] = dictionary[value];
    else if (type === 'boolean') out[i] = value === 1;
    else if (type === 'time') out[i] = new Date(value);
    else out[i] = value === 0 ? 0 : value; // no -0, which engines do not give either
  }
  return out;
}
