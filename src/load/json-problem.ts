import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { InputError } from '../core/input-error.js';
import type { ReadableFile } from '../engine/duckdb/read-sql.js';

/**
 * The error for a JSON file that cannot be read. For one object a line it finds the first line that is none;
 * the engine's own line numbers are off by one there.
 */
export async function jsonProblem(who: string, file: ReadableFile, words: string): Promise<InputError> {
  if (words.includes('maximum_object_size')) {
    return new InputError(
      `${who}: "${file.path}" has an object of more than 67,108,864 bytes. Is it a table?`,
      {
        file: file.path,
      },
    );
  }
  const packed = createReadStream(file.path);
  const input = file.compression === 'gzip' ? packed.pipe(createGunzip()) : packed;
  let line = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      line++;
      if (line === 1 && !/^\s*\{.*\}\s*$/.test(text)) break; // an array or an object over several lines
      if (text.trim() !== '' && !isObject(text)) {
        return new InputError(`${who}: "${file.path}", line ${line} is no JSON object.`, {
          file: file.path,
          line,
        });
      }
    }
  } finally {
    packed.destroy();
  }
  const reason = words.replace(/^Malformed JSON in file ".*", /, '').replace(/\.?\s*$/, '');
  return new InputError(
    `${who}: "${file.path}" is no JSON of rows (${reason}). It needs an array of objects, or one object a line.`,
    { file: file.path },
  );
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
