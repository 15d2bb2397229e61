import { InputError } from '../core/input-error.js';
import type { Table } from '../core/table.js';
import type { Task } from '../core/task.js';
import { checkKnown } from '../core/unknown-name.js';
import { type EngineTable, isEngineTable } from './engine-table.js';
import { memoryType } from './memory/column-type.js';
import { readFrame } from './memory/read-frame.js';
import { type Relation, scan } from './plan/relation.js';
import type { ValueType } from './plan/value-type.js';
import { planRunner, type RunPlan, type WhereOptions } from './plan-runner.js';
import type { PlanSource } from './run-plan.js';

/** Rows to make plans of, and what runs them. */
export interface OpenRows {
  readonly rows: Relation;
  readonly run: RunPlan;
}

/**
 * Columns of a table as rows of a plan, wherever they are.
 *
 * @param wanted - Columns, and the type they have to be of; `undefined` takes them as they are.
 * @throws {InputError} For columns that are not there, a table without rows, and values of another type.
 */
export function openRows(
  who: string,
  table: Table | EngineTable,
  wanted: Readonly<Record<string, ValueType | undefined>>,
  options: WhereOptions,
  task: Task,
): OpenRows {
  const names = Object.keys(wanted);
  const stays = isEngineTable(table);
  checkKnown(who, 'column', names, stays ? [...table.columns.keys()] : table.columnNames());
  const types = new Map(
    names.map((name): [string, ValueType] => [
      name,
      wanted[name] ?? (stays ? table.columns.get(name)! : memoryType(table.array(name), false)),
    ]),
  );
  const source = stays ? table : frameOf(who, table, types);
  return { rows: scan('rows', types), run: planRunner(who, { rows: source }, options, task) };
}

function frameOf(who: string, table: Table, types: ReadonlyMap<string, ValueType>): PlanSource {
  if (table.numRows() === 0) throw new InputError(`${who}: there are no rows.`);
  const columns = [...types].map(([name, type]) => ({ name, type, values: table.array(name) }));
  return readFrame(who, columns, table.numRows());
}
