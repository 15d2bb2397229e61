import { isTable, type Table } from '../core/table.js';
import type { Task } from '../core/task.js';
import type { ReadableFile } from '../engine/duckdb/read-sql.js';
import { withDuckDb } from '../engine/duckdb/with-duckdb.js';
import type { Engine, EngineOptions } from '../engine/engine.js';
import { fileKind } from './file-kind.js';
import { checkFirstLine, type FileStart, fileStart } from './file-start.js';
import { findLayout } from './find-layout.js';
import { loadedSource } from './loaded-source.js';
import { rewriteAsUtf8 } from './rewrite-as-utf8.js';
import { scanText } from './scan-text.js';
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
  if (kind === 'text') return withText(who, start, options, engineOptions, task, work);
  return withDuckDb(
    task,
    async (engine) => work(await typedSource(who, engine, start, kind === 'json' ? kind : 'parquet'), engine),
    engineOptions,
  );
}

/** A text file is looked at as a whole while it is read; what is found wrong ends the reading. */
async function withText<Result>(
  who: string,
  start: FileStart,
  options: SourceOptions,
  engineOptions: EngineOptions,
  task: Task,
  work: SourceWork<Result>,
): Promise<Result> {
  const [wrong, done] = [new AbortController(), new AbortController()];
  const scan = scanText(who, start.path, start, AbortSignal.any([task.signal, done.signal]));
  scan.then(
    (problem) => {
      if (problem !== undefined) wrong.abort(problem);
    },
    () => {}, // stopped
  );
  const stoppable: Task = {
    signal: AbortSignal.any([task.signal, wrong.signal]),
    progress: (fraction, label) => task.progress(fraction, label),
    warn: (message) => task.warn(message),
  };
  try {
    return await withDuckDb(
      stoppable,
      (engine) => withOpenText(who, engine, start, options, scan, stoppable, work),
      engineOptions,
    );
  } finally {
    done.abort();
  }
}

async function withOpenText<Result>(
  who: string,
  engine: Engine,
  start: FileStart,
  options: SourceOptions,
  scan: Promise<unknown>,
  task: Task,
  work: SourceWork<Result>,
): Promise<Result> {
  const encoding = textEncoding(who, start, options.encoding);
  const text = new TextDecoder(encoding).decode(start.bytes, { stream: !start.whole });
  checkFirstLine(who, start, text);
  const layout = findLayout(text, start.whole, options);
  const open = (file: ReadableFile) =>
    work(textSource(who, engine, start.path, file, layout, scan, options.onBadRows), engine);
  const viaCopy = async () => {
    const problem = await scan;
    if (problem !== undefined) throw problem;
    return rewriteAsUtf8(who, start, encoding, task, open);
  };
  if (encoding !== 'utf-8') return viaCopy();
  try {
    return await open(start);
  } catch (error) {
    if (error instanceof MixedLineEnds) return viaCopy();
    throw error;
  }
}
