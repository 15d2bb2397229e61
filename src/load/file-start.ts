import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import type { ReadableFile } from '../engine/duckdb/read-sql.js';
import { missingFileHint } from './missing-file-hint.js';

/** Bytes that are looked at to find out how a file is made. */
const START_BYTES = 262_144;

/** A file that can be opened, and how it begins. */
export interface FileStart extends ReadableFile {
  /** The first bytes, unpacked. */
  readonly bytes: Uint8Array;
  /** Whether those bytes are the whole file. */
  readonly whole: boolean;
}

/**
 * Opens a file far enough to see what it is.
 *
 * @param who - Function that complains.
 * @throws {InputError} When there is no such file, it is a folder, empty, damaged, or may not be read.
 */
export async function fileStart(who: string, path: string): Promise<FileStart> {
  await checkFile(who, path);
  try {
    const raw = await firstBytes(createReadStream(path));
    if (raw.bytes[0] === 0x1f && raw.bytes[1] === 0x8b) {
      const file = createReadStream(path);
      const gunzip = createGunzip();
      file.on('error', (error) => gunzip.destroy(error));
      const start = await firstBytes(file.pipe(gunzip)).finally(() => file.destroy());
      return checkFilled(who, { path, compression: 'gzip', ...start });
    }
    return checkFilled(who, { path, compression: 'none', ...raw });
  } catch (error) {
    throw asInputError(who, path, error);
  }
}

/** @throws {InputError} For a text whose first line is longer than what is looked at, which is no table. */
export function checkFirstLine(who: string, { path, whole }: FileStart, text: string): void {
  if (whole || /[\r\n]/.test(text)) return;
  throw new InputError(
    `${who}: "${path}", line 1: a line of more than ${formatNumber(START_BYTES)} bytes. Is it a table?`,
    { file: path, line: 1 },
  );
}

/** What Node says about a file, as a sentence. */
export function asInputError(who: string, path: string, error: unknown): unknown {
  const code = (error as { code?: string }).code;
  if (code === undefined) return error;
  if (code === 'EACCES' || code === 'EPERM') {
    return new InputError(`${who}: "${path}" may not be read: permission denied.`, { file: path });
  }
  if (code === 'ENOSPC') {
    return new InputError(
      `${who}: the disk has no room for a temporary copy of "${path}". Make room, or set another folder for temporary files.`,
      { file: path },
    );
  }
  if (code.startsWith('Z_')) {
    return new InputError(`${who}: "${path}" is packed with gzip and damaged or cut short. Get it again.`, {
      file: path,
    });
  }
  return new InputError(`${who}: "${path}" could not be read (${code}).`, { file: path });
}

async function checkFile(who: string, path: string): Promise<void> {
  if (typeof path !== 'string' || path === '') {
    throw new InputError(`${who} needs the path of a file; it got ${JSON.stringify(path) ?? String(path)}.`);
  }
  const found = await stat(path).catch((error: { code?: string }) => error.code ?? 'unknown');
  if (typeof found === 'string') {
    if (found !== 'ENOENT' && found !== 'ENOTDIR') throw asInputError(who, path, { code: found });
    throw new InputError(`${who}: there is no file "${path}".${await missingFileHint(path)}`, { file: path });
  }
  if (found.isDirectory()) {
    throw new InputError(`${who}: "${path}" is a folder. Name a file in it.`, { file: path });
  }
  if (!found.isFile()) throw new InputError(`${who}: "${path}" is no regular file.`, { file: path });
}

function checkFilled(who: string, start: FileStart): FileStart {
  const blank = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
  if (start.whole && start.bytes.every(blank)) {
    throw new InputError(`${who}: "${start.path}" is empty.`, { file: start.path });
  }
  return start;
}

async function firstBytes(stream: NodeJS.ReadableStream): Promise<{ bytes: Uint8Array; whole: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= START_BYTES) return { bytes: Buffer.concat(chunks), whole: false };
  }
  return { bytes: Buffer.concat(chunks), whole: true };
}
