import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import type { ReadableFile } from '../engine/duckdb/read-sql.js';
import { explainFailure } from './explain-failure.js';
import { asInputError } from './file-start.js';

/** Longest line that is read, in bytes; the engine's own limit. */
const LONGEST_LINE = 2_000_000;
/** A packed file that unpacks to more bytes than this, and to so many times its size, is made to fill the disk. */
const BOMB_BYTES = 1_000_000_000;
const BOMB_RATIO = 100;
const CHUNK_BYTES = 1 << 18;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/**
 * Runs once over the bytes of a text file and says what is wrong with it, or `undefined`: a packed file that is cut short
 * (the engine reads it up to the cut and says nothing, so orders would be missing without a word) or made to fill the
 * disk, and a line of more than 2,000,000 bytes (which the engine may skip without a word). It keeps one chunk in memory.
 *
 * @param path - The file as the caller named it; `file` may be a copy of it.
 */
export async function scanText(
  who: string,
  path: string,
  file: ReadableFile,
  signal: AbortSignal,
): Promise<unknown> {
  const { size } = await stat(file.path);
  const most = Math.max(BOMB_BYTES, size * BOMB_RATIO);
  let bytes = 0;
  let since = 0; // bytes since the last line end
  try {
    for await (const chunk of chunksOf(file, signal)) {
      const ends = [LINE_FEED, RETURN].map((end) => chunk.indexOf(end)).filter((place) => place >= 0);
      const first = ends.length === 0 ? chunk.length : Math.min(...ends);
      if (since + first > LONGEST_LINE) {
        const line = await lineAt(file, bytes - since, signal);
        return explainFailure(who, path, { kind: 'line too long', line, words: '' });
      }
      const last = Math.max(chunk.lastIndexOf(LINE_FEED), chunk.lastIndexOf(RETURN));
      since = last < 0 ? since + chunk.length : chunk.length - last - 1;
      bytes += chunk.length;
      if (file.compression === 'gzip' && bytes > most) {
        return new InputError(
          `${who}: "${path}" has ${formatNumber(size)} bytes and unpacks to more than ${formatNumber(most)}. A table is not packed that small; unpack it first if it is one.`,
          { file: path },
        );
      }
    }
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    return asInputError(who, path, error);
  }
}

/** The unpacked bytes of a file. */
function chunksOf({ path, compression }: ReadableFile, signal: AbortSignal): AsyncIterable<Buffer> {
  const packed = createReadStream(path, { highWaterMark: CHUNK_BYTES, signal });
  if (compression === 'none') return packed;
  const unpack = createGunzip({ chunkSize: CHUNK_BYTES });
  packed.on('error', (error) => unpack.destroy(error));
  unpack.on('close', () => packed.destroy());
  return packed.pipe(unpack);
}

/** The line, counted from 1, that begins at a byte. */
async function lineAt(file: ReadableFile, byte: number, signal: AbortSignal): Promise<number> {
  let [line, place, before] = [1, 0, 0];
  for await (const chunk of chunksOf(file, signal)) {
    for (const each of chunk.subarray(0, Math.max(0, byte - place))) {
      if (each === RETURN || (each === LINE_FEED && before !== RETURN)) line++;
      before = each;
    }
    place += chunk.length;
    if (place >= byte) break;
  }
  return line;
}
