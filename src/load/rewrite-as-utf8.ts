import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Task } from '../core/task.js';
import type { ReadableFile } from '../engine/duckdb/read-sql.js';
import { asInputError } from './file-start.js';

/**
 * Lends `work` a copy of a text file in UTF-8 with one kind of line end, and removes the copy afterwards.
 *
 * @param who - Function that complains.
 * @param encoding - As in the Encoding Standard, for example `windows-1252` or `utf-16le`.
 * @throws {InputError} When the file is damaged or the disk has no room for the copy.
 */
export async function rewriteAsUtf8<Result>(
  who: string,
  file: ReadableFile,
  encoding: string,
  task: Task,
  work: (copy: ReadableFile) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'clientele-'));
  try {
    const path = join(folder, 'copy.txt');
    const source = createReadStream(file.path);
    const sink = createWriteStream(path);
    const recode = recoder(encoding);
    const options = { signal: task.signal };
    const packed = file.compression === 'gzip';
    const writing = packed
      ? pipeline(source, createGunzip(), recode, sink, options)
      : pipeline(source, recode, sink, options);
    await writing.catch((error: unknown) => {
      task.signal.throwIfAborted();
      throw asInputError(who, file.path, error);
    });
    return await work({ path, compression: 'none' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function recoder(encoding: string): Transform {
  const decoder = new TextDecoder(encoding);
  let held = ''; // a return at the end of a chunk may be the first half of a line end
  const unix = (text: string) => text.replace(/\r\n?/g, '\n');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const text = held + decoder.decode(chunk, { stream: true });
      held = text.endsWith('\r') ? '\r' : '';
      done(null, unix(held === '' ? text : text.slice(0, -1)));
    },
    flush(done) {
      done(null, unix(held + decoder.decode()));
    },
  });
}
