import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../core/input-error.js';
import { currentTask, type Task } from '../core/task.js';
import { checkKnown, unknownName } from '../core/unknown-name.js';
import { describePlace, tablesOf } from '../engine/duckdb/describe-place.js';
import { readFailure } from '../engine/duckdb/read-failure.js';
import { withDuckDb } from '../engine/duckdb/with-duckdb.js';
import type { EngineTable, TablePlace } from '../engine/engine-table.js';
import type { ValueType } from '../engine/plan/value-type.js';
import { countLeftOut } from './count-left-out.js';
import { fileKind } from './file-kind.js';
import { checkFirstLine, type FileStart, fileStart } from './file-start.js';
import type { KnownLayout } from './find-layout.js';
import { findLayout } from './find-layout.js';
import { packedTightly } from './packed-tightly.js';
import { scanText } from './scan-text.js';
import type { OnBadRows } from './source.js';
import { unreadableText } from './unreadable-text.js';

/** How `openTable` opens; what is left out is found. */
export interface OpenTableOptions extends KnownLayout {
  /** What columns hold; default as the file says, for text as its first 20,480 rows say. */
  readonly types?: Readonly<Record<string, ValueType>>;
  /**
   * Of a text file, records of more or fewer values than there are columns, and rows with a value that is not of the type
   * given for its column: an error once they are read (default), or left out with a warning that counts them, for which
   * the file is read once. `findBadRows` lists them.
   */
  readonly onBadRows?: OnBadRows;
  /** Table of a DuckDB database, `name` or `schema.name`; default the only one. */
  readonly table?: string;
}

/**
 * Opens a table without reading it: its rows stay where they are until something is computed from them, so that it may
 * be larger than memory. A Parquet file or a folder of them, a text file (UTF-8, any separator, gzip too), or a DuckDB
 * database. The value is plain data and holds nothing open.
 *
 * A value of a text file that is not of the type of its column is an error once it is read, with its line; `readTable`
 * looks at all values to find types and reads other encodings. Times are read as they
 * are written, in UTC, and those with a zone (`Z`, `+02:00`) as the instant, in UTC.
 *
 * @throws {InputError} For a file that is missing, empty, or not a table of these kinds, an unknown table or column.
 *
 * @example
 * const orders = await openTable('orders.csv', { types: { amount: 'money' } });
 * [...orders.columns.keys()]; // ['customerId', 'orderId', 'orderedAt', 'amount']
 */
export async function openTable(
  path: string,
  options: OpenTableOptions = {},
  task: Task = currentTask(),
  who: string = 'openTable',
): Promise<EngineTable> {
  const { types = {} } = options;
  return withDuckDb(task, async (engine) => {
    const place = await placeOf(who, path, options, (database) => tablesOf(engine, database), task);
    const found = await describePlace(engine, place).catch(async (error: unknown) => {
      throw place.kind === 'csv' && readFailure(error) !== undefined
        ? await unreadableText(who, engine, place, task)
        : error;
    });
    checkKnown(who, 'column', Object.keys(types), [...found.keys()]);
    const columns = new Map([...found].map(([name, type]) => [name, types[name] ?? type]));
    const typed: TablePlace =
      place.kind === 'csv'
        ? {
            ...place,
            types: Object.fromEntries(columns),
            ...(place.leaveOut === undefined ? {} : { leaveOut: Object.keys(types) }),
          }
        : place;
    if (typed.kind === 'csv' && typed.leaveOut !== undefined) await countLeftOut(who, engine, typed, task);
    return {
      kind: 'engine table',
      name: path,
      columns: typed.kind === 'csv' ? columns : found,
      place: typed,
    };
  });
}

async function placeOf(
  who: string,
  path: string,
  options: OpenTableOptions,
  tables: (path: string) => Promise<string[]>,
  task: Task,
): Promise<TablePlace> {
  const folder = await stat(path)
    .then((found) => found.isDirectory())
    .catch(() => false);
  if (folder) {
    const names = (await readdir(path)).filter((name) => /\.(parquet|pq)$/i.test(name)).sort();
    if (names.length === 0) throw new InputError(`${who}: "${path}" has no Parquet files.`, { file: path });
    return { kind: 'parquet', paths: names.map((name) => join(path, name)) };
  }
  const start = await fileStart(who, path);
  const kind = fileKind(who, start);
  if (kind === 'duckdb') return databasePlace(who, path, options.table, await tables(path));
  if (kind === 'parquet') return { kind, paths: [path] };
  if (kind === 'json' || kind === 'excel' || kind === 'arrow') {
    const what = { json: 'JSON', excel: 'an Excel workbook', arrow: 'an Arrow file' }[kind];
    throw new InputError(`${who}: "${path}" is ${what}. Read it with readTable, or save it as Parquet.`, {
      file: path,
    });
  }
  if (!isUtf8(start)) {
    throw new InputError(`${who}: "${path}" is not UTF-8. Read it with readTable.`, { file: path });
  }
  if (start.compression === 'gzip' && (await packedTightly(path))) {
    const problem = await scanText(who, path, start, task.signal);
    if (problem !== undefined) throw problem;
  }
  const text = new TextDecoder().decode(start.bytes);
  checkFirstLine(who, start, text);
  const layout = findLayout(text, start.whole, options);
  if (layout.separator === 'blanks') {
    throw new InputError(`${who}: "${path}" is separated by blanks. Read it with readTable.`, { file: path });
  }
  const { separator, header } = layout;
  const types = Object.fromEntries(layout.names.map((name) => [name, 'text' as const]));
  const leaveOut = options.onBadRows === 'leave out' ? { leaveOut: [] } : {};
  return { kind: 'csv', path, compression: start.compression, separator, header, types, ...leaveOut };
}

function isUtf8({ bytes, whole }: FileStart): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole });
    return !bytes.includes(0);
  } catch {
    return false;
  }
}

function databasePlace(
  who: string,
  path: string,
  wanted: string | undefined,
  tables: readonly string[],
): TablePlace {
  const plain = (name: string) => name.replace(/^main\./, '');
  const table = wanted ?? (tables.length === 1 ? tables[0] : undefined);
  if (table === undefined) {
    const list = tables.length === 0 ? 'none' : tables.map(plain).join(', ');
    throw new InputError(`${who}: "${path}" has ${tables.length} tables: ${list}. Name one: table: "…".`, {
      file: path,
    });
  }
  const found = tables.find((name) => plain(name) === plain(table));
  if (found === undefined) throw unknownName(who, 'table', table, tables.map(plain));
  return { kind: 'duckdb', path, table: found };
}
