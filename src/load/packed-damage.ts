import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { ReadableFile } from '../engine/duckdb/read-sql.js';

/**
 * What is wrong with a packed file, or `undefined`. The engine reads a file that is cut short up to the cut
 * and says nothing, so orders would be missing without a word.
 */
export async function packedDamage(file: ReadableFile, signal: AbortSignal): Promise<unknown> {
  if (file.compression !== 'gzip') return undefined;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pipeline(createReadStream(file.path), createGunzip(), nowhere, { signal });
    return undefined;
  } catch (error) {
    return error;
  }
}
