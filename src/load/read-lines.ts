import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { breathe, type Task } from '../core/task.js';
import type { ReadableFile } from '../engine/duckdb/read-sql.js';
import { asInputError } from './file-start.js';

const LINES_PER_BREATH = 20_000;

/** The lines of a text in UTF-8, packed with gzip or not, without their ends and a mark at the beginning. */
export async function* readLines({ path, compression }: ReadableFile, task: Task): AsyncGenerator<string> {
  const file = createReadStream(path);
  const input = compression === 'gzip' ? file.pipe(createGunzip()) : file;
  const failed = new Promise<never>((_, reject) => {
    file.on('error', reject);
    input.on('error', reject);
  });
  failed.catch(() => {}); // looked at below
  const lines = createInterface({ input, crlfDelay: Infinity })[Symbol.asyncIterator]();
  try {
    for (let count = 0; ; count++) {
      const { done, value } = await Promise.race([lines.next(), failed]);
      if (done) return;
      if (count % LINES_PER_BREATH === 0) await breathe(task);
      yield count === 0 ? value.replace(/^\uFEFF/, '') : value;
    }
  } catch (error) {
    throw asInputError('readBaskets', path, error);
  } finally {
    file.destroy();
  }
}
