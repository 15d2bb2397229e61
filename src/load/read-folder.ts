import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { InputError } from '../core/input-error.js';
import { type Table, tableOf } from '../core/table.js';
import type { Task } from '../core/task.js';
import type { EngineType } from '../engine/engine.js';

/** Reads one file of the folder; columns that are named are read as texts. */
export type ReadFile = (path: string, types: Readonly<Record<string, EngineType>>) => Promise<Table>;

/** Whether a path is a folder. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/**
 * The rows of all files of a folder, in the order of their names: files of one kind with the same columns. A column that
 * is of another type in one of them is text in all.
 *
 * @param fileColumn - Name of a column that says which file a row is from; default none.
 * @throws {InputError} For a folder without files, files of several kinds, and a file with other columns than the first.
 */
export async function readFolder(
  who: string,
  path: string,
  fileColumn: string | undefined,
  read: ReadFile,
  task: Task,
): Promise<Table> {
  const names = (await readdir(path, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
  if (names.length === 0) throw new InputError(`${who}: the folder "${path}" has no files.`, { file: path });
  const kinds = [...new Set(names.map((name) => extname(name.toLowerCase().replace(/\.(gz|gzip)$/, ''))))];
  if (kinds.length > 1) {
    throw new InputError(
      `${who}: the folder "${path}" has files of several kinds (${kinds.join(', ')}). Put those that belong together into one.`,
      { file: path },
    );
  }
  const readAll = async (types: Readonly<Record<string, EngineType>>): Promise<Table[]> => {
    const tables: Table[] = [];
    for (const [i, name] of names.entries()) {
      task.progress(i / names.length, `Reading ${name}`);
      tables.push(await read(join(path, name), types));
      checkSameColumns(who, names[0], tables[0], name, tables[i]);
    }
    return tables;
  };
  let tables = await readAll({});
  const mixed = tables[0]
    .columnNames()
    .filter((column) => new Set(tables.flatMap((table) => kindOf(table, column))).size > 1);
  if (mixed.length > 0) tables = await readAll(Object.fromEntries(mixed.map((column) => [column, 'text'])));
  const columns = Object.fromEntries(
    tables[0].columnNames().map((column) => [column, tables.flatMap((table) => table.array(column))]),
  );
  const files = tables.flatMap((table, i) => Array<string>(table.numRows()).fill(names[i]));
  if (fileColumn !== undefined && Object.hasOwn(columns, fileColumn)) {
    throw new InputError(`${who}: there is a column "${fileColumn}" already. Give fileColumn another name.`);
  }
  const named = fileColumn === undefined ? columns : { ...columns, [fileColumn]: files };
  return tableOf(named as never) as unknown as Table;
}

function checkSameColumns(who: string, first: string, expected: Table, name: string, found: Table): void {
  const [wanted, given] = [expected.columnNames(), found.columnNames()];
  const missing = wanted.filter((column) => !given.includes(column));
  const more = given.filter((column) => !wanted.includes(column));
  if (missing.length === 0 && more.length === 0) return;
  const parts = [
    ...(missing.length === 0 ? [] : [`lacks ${missing.join(', ')}`]),
    ...(more.length === 0 ? [] : [`has ${more.join(', ')} besides`]),
  ];
  throw new InputError(`${who}: "${name}" ${parts.join(' and ')}; "${first}" has ${wanted.join(', ')}.`, {
    file: name,
  });
}

/** What a column holds; nothing where it has no values. */
function kindOf(table: Table, column: string): string[] {
  const first = table.array(column).find((value) => value !== null && value !== undefined);
  if (first === undefined) return [];
  return [first instanceof Date ? 'date' : typeof first];
}
