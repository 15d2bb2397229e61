import type { Table } from '../core/table.js';
import type { Task } from '../core/task.js';
import { arrowTable } from './arrow-table.js';
import { collectTable } from './collect-table.js';
import { excelRows } from './excel-rows.js';
import type { FileKind } from './file-kind.js';
import { openTable } from './open-table.js';
import type { ReadOptions } from './source.js';
import type { TableOrigin } from './table-source.js';

/** Files that are read into memory before the engine sees them: workbooks, Arrow files and databases. */
export async function loadedSource(
  who: string,
  path: string,
  kind: FileKind,
  options: ReadOptions,
  task: Task,
): Promise<{ table: Table; origin: TableOrigin } | undefined> {
  if (kind === 'excel') {
    const { table, rows, sheet } = await excelRows(who, path, options, task);
    return { table, origin: { name: path, rows, within: ` of sheet "${sheet}"` } };
  }
  if (kind === 'arrow') return { table: await arrowTable(who, path), origin: { name: path } };
  if (kind !== 'duckdb') return undefined;
  const opened = await openTable(
    path,
    options.table === undefined ? {} : { table: options.table },
    task,
    who,
  );
  return { table: await collectTable(opened, undefined, task, who), origin: { name: path } };
}
