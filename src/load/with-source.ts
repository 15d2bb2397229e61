import { InputError } from '../core/input-error.js';
import { isTable, type Table } from '../core/table.js';
import type { Task } from '../core/task.js';
import { withDuckDb } from '../engine/duckdb/with-duckdb.js';
import type { Engine } from '../engine/engine.js';
import { type FileStart, fileStart } from './file-start.js';
import { findLayout } from './find-layout.js';
import { rewriteAsUtf8 } from './rewrite-as-utf8.js';
import type { ReadOptions, Source } from './source.js';
import { tableSource } from './table-source.js';
import { MixedLineEnds, textSource } from './text-source.js';
import { typedSource } from './typed-source.js';

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
  options: ReadOptions,
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
  return withDuckDb(
    task,
    async (engine) =>
      kind === 'text'
        ? withText(who, engine, start, options, task, work)
        : work(await typedSource(who, engine, start, kind), engine),
    engineOptions,
  );
}

async function withText<Result>(
  who: string,
  engine: Engine,
  start: FileStart,
  options: ReadOptions,
  task: Task,
  work: SourceWork<Result>,
): Promise<Result> {
  const encoding = textEncoding(who, start, options.encoding);
  const text = new TextDecoder(encoding).decode(start.bytes, { stream: !start.whole });
  const layout = findLayout(text, start.whole, options);
  const viaCopy = () =>
    rewriteAsUtf8(start, encoding, task, (copy) =>
      work(textSource(who, engine, start.path, copy, layout, task), engine),
    );
  if (encoding !== 'utf-8') return viaCopy();
  try {
    return await work(textSource(who, engine, start.path, start, layout, task), engine);
  } catch (error) {
    if (error instanceof MixedLineEnds) return viaCopy();
    throw error;
  }
}

function fileKind(who: string, { path, bytes }: FileStart): 'text' | 'json' | 'parquet' {
  const starts = (...signature: number[]) => signature.every((byte, i) => bytes[i] === byte);
  const name = path.toLowerCase().replace(/\.(gz|gzip)$/, '');
  if (starts(0x50, 0x41, 0x52, 0x31)) return 'parquet';
  const refuse = (what: string) => new InputError(`${who}: "${path}" is ${what}`, { file: path });
  if (/\.(parquet|pq)$/.test(name)) throw refuse('no Parquet file, whatever its name says.');
  if (starts(0x50, 0x4b, 0x03, 0x04)) {
    throw refuse('a zip archive or an Excel workbook. Unpack it, or save the sheet as CSV.');
  }
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw refuse('an old Excel workbook. Save the sheet as CSV.');
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) throw refuse('packed with zstd. Unpack it, or pack it with gzip.');
  if (/\.(json|jsonl|ndjson)$/.test(name)) return 'json';
  return /^\s*(\[\s*)?\{\s*"/.test(new TextDecoder().decode(bytes.subarray(0, 200))) ? 'json' : 'text';
}

/** The encoding given or shown by the first bytes, else UTF-8, checked on what was read. */
function textEncoding(who: string, { path, bytes, whole }: FileStart, given: string | undefined): string {
  const refuse = (message: string) => new InputError(`${who}: "${path}": ${message}`, { file: path });
  if (given !== undefined && given !== '') {
    try {
      return new TextDecoder(given).encoding;
    } catch {
      throw refuse(
        `encoding "${given}" is not known. Known are, for example, utf-8, windows-1252, utf-16le.`,
      );
    }
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.includes(0)) throw refuse('it holds zero bytes, so it is no UTF-8 text. Give its encoding.');
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole });
  } catch {
    throw refuse(
      `line ${badLine(bytes)} is not UTF-8. Give the encoding, for example encoding: "windows-1252".`,
    );
  }
  return 'utf-8';
}

/** The first line whose bytes are no UTF-8. */
function badLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let start = 0;
  for (let line = 1; ; line++) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed < 0 ? bytes.length : feed;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    if (feed < 0) return line;
    start = feed + 1;
  }
}
