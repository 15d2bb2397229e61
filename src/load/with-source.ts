import { isTable, type Table } from '../core/table.js';
import type { Task } from '../core/task.js';
import { withDuckDb } from '../engine/duckdb/with-duckdb.js';
import type { Engine } from '../engine/engine.js';
import { fileKind } from './file-kind.js';
import { type FileStart, fileStart } from './file-start.js';
import { findLayout } from './find-layout.js';
import { loadedSource } from './loaded-source.js';
import { rewriteAsUtf8 } from './rewrite-as-utf8.js';
import type { OnBadRows, ReadOptions, Source } from './source.js';
import { tableSource } from './table-source.js';
import { textEncoding } from './text-encoding.js';
import { MixedLineEnds, textSource } from './text-source.js';
import { typedSource } from './typed-source.js';

/** How a source is opened. */
export interface SourceOptions extends ReadOptions {
  /** Records of a text with more or fewer values than there are columns. */
  readonly onBadRows?: OnBadRows;
}

/** What is asked of a source once it is open. */
export type SourceWork<Result> = (source: Source, engine: Engine) => Promise<Result>;

/**
 * Opens a file or a table in memory as a source in an engine, lends both to `work` and closes them. Text
 * that is no UTF-8, or that mixes line ends, is read from a temporary copy.
 *
 * @param who - Function that complains.
 * @throws {InputError} When the file cannot be opened or is of a kind that is not read.
 */
export async function withSource<Result>(
  who: string,
  from: string | Table,
  options: SourceOptions,
  task: Task,
  work: SourceWork<Result>,
): Promise<Result> {
  const engineOptions = options.threads === undefined ? {} : { threads: options.threads };
  if (isTable(from)) {
    const table = from;
    return withDuckDb(task, (engine) => work(tableSource(who, engine, table), engine), engineOptions);
  }
  const start = await fileStart(who, from);
  const kind = fileKind(who, start);
  const loaded = await loadedSource(who, from, kind, options, task);
  if (loaded !== undefined) {
    const { table, origin } = loaded;
    return withDuckDb(task, (engine) => work(tableSource(who, engine, table, origin), engine), engineOptions);
  }
  return withDuckDb(
    task,
    async (engine) =>
      kind === 'text'
        ? withText(who, engine, start, options, task, work)
        : work(await typedSource(who, engine, start, kind === 'json' ? kind : 'parquet'), engine),
    engineOptions,
  );
}

async function withText<Result>(
  who: string,
  engine: Engine,
  start: FileStart,
  options: SourceOptions,
  task: Task,
  work: SourceWork<Result>,
): Promise<Result> {
  const encoding = textEncoding(who, start, options.encoding);
  const text = new TextDecoder(encoding).decode(start.bytes, { stream: !start.whole });
  const layout = findLayout(text, start.whole, options);
  const viaCopy = () =>
    rewriteAsUtf8(who, start, encoding, task, (copy) =>
      work(textSource(who, engine, start.path, copy, layout, task, options.onBadRows), engine),
    );
  if (encoding !== 'utf-8') return viaCopy();
  try {
    return await work(textSource(who, engine, start.path, start, layout, task, options.onBadRows), engine);
  } catch (error) {
    if (error instanceof MixedLineEnds) return viaCopy();
    throw error;
  }
}
