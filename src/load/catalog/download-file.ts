import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { currentTask, type Task } from '../../core/task.js';

/** How a file is fetched. */
export interface DownloadOptions {
  /** SHA-256 in hexadecimal that the file must have; default not looked at. */
  readonly sha256?: string;
  /** Most bytes that are taken, default 2,000,000,000. */
  readonly mostBytes?: number;
  /** What fetches, default Node's `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Whether plain HTTP is allowed from this machine itself, for tests; default `false`. */
  readonly loopback?: boolean;
}

/** A file that was fetched. */
export interface DownloadedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Bytes that were there from an earlier try. */
  readonly resumedAt: number;
}

const WHO = 'downloadFile';
const MOST_REDIRECTS = 5;

/**
 * Fetches a file over HTTPS. What was fetched stays in `path.part` when it is interrupted, and the next call goes on
 * from there if the file has not changed; `path` itself is whole or not there.
 *
 * @throws {InputError} For an address that is not HTTPS (or leads to one), a server that cannot be reached or has no such
 *   file, a file that is cut short, too large, or has another checksum, and a disk without room.
 *
 * @example
 * const failing = async () => { throw new TypeError('fetch failed'); };
 * const tried = await downloadFile('https://example.org/a.zip', 'a.zip', { fetch: failing }).catch((error) => error.message);
 * tried.includes('cannot be reached'); // true
 */
export async function downloadFile(
  address: string,
  path: string,
  options: DownloadOptions = {},
  task: Task = currentTask(),
): Promise<DownloadedFile> {
  const { sha256, mostBytes = 2_000_000_000 } = options;
  const [part, mark] = [`${path}.part`, `${path}.part.etag`];
  await onDisk(path, () => mkdir(dirname(path), { recursive: true }));
  const start = await resumable(part, mark);
  const headers: Record<string, string> =
    start === undefined ? {} : { Range: `bytes=${start.bytes}-`, 'If-Range': start.etag };
  const response = await follow(address, headers, options, task);
  const resumes = response.status === 206 && start !== undefined;
  if (!resumes && response.status !== 200) throw refused(address, response.status);
  const resumedAt = resumes ? start.bytes : 0;
  const left = Number(response.headers.get('content-length') ?? Number.NaN);
  const whole = resumedAt + left;
  if (whole > mostBytes) throw tooLarge(address, mostBytes);
  const etag = response.headers.get('etag');
  await onDisk(path, async () => {
    if (etag !== null && !etag.startsWith('W/')) await writeFile(mark, etag);
    else await rm(mark, { force: true });
  });
  const bytes = await save(response, { address, path, part, resumedAt, whole, mostBytes }, task);
  if (Number.isFinite(whole) && bytes < whole) {
    throw new InputError(
      `${WHO}: "${address}" was cut short after ${formatNumber(bytes)} of ${formatNumber(whole)} bytes. Try again: it goes on from there.`,
    );
  }
  const found = await hashOf(part);
  if (sha256 !== undefined && found !== sha256.toLowerCase()) {
    await Promise.all([part, mark].map((each) => rm(each, { force: true })));
    throw new InputError(
      `${WHO}: the file from "${address}" has the checksum ${found}, not ${sha256}. It was not kept.`,
    );
  }
  await onDisk(path, () => rename(part, path));
  await rm(mark, { force: true });
  task.progress(1, 'Fetched');
  return { path, bytes, sha256: found, resumedAt };
}

/** What an earlier try left, and the mark of the file it was of. */
async function resumable(part: string, mark: string): Promise<{ bytes: number; etag: string } | undefined> {
  const [found, etag] = await Promise.all([
    stat(part).catch(() => undefined),
    readFile(mark, 'utf8').catch(() => undefined),
  ]);
  return found === undefined || found.size === 0 || etag === undefined
    ? undefined
    : { bytes: found.size, etag };
}

/** The answer, after redirects; each step over HTTPS. */
async function follow(
  address: string,
  headers: Record<string, string>,
  { fetch = globalThis.fetch, loopback = false }: DownloadOptions,
  task: Task,
): Promise<Response> {
  let at = address;
  for (let step = 0; step <= MOST_REDIRECTS; step++) {
    checkSecure(at, address, loopback);
    let response: Response;
    try {
      response = await fetch(at, { headers, redirect: 'manual', signal: task.signal });
    } catch {
      task.signal.throwIfAborted();
      throw new InputError(
        `${WHO}: "${new URL(at).host}" cannot be reached. Is there a network? What was fetched before is kept, and the next try goes on from there.`,
      );
    }
    const next = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || next === null) return response;
    await response.body?.cancel();
    at = new URL(next, at).href;
  }
  throw new InputError(`${WHO}: "${address}" leads in circles.`);
}

function checkSecure(at: string, address: string, loopback: boolean): void {
  let url: URL;
  try {
    url = new URL(at);
  } catch {
    throw new InputError(`${WHO}: "${at}" is no address. It begins with https://.`);
  }
  const local = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]';
  if (url.protocol === 'https:' || (loopback && local && url.protocol === 'http:')) return;
  const leads = at === address ? `"${address}" is` : `"${address}" leads to "${at}", which is`;
  throw new InputError(`${WHO}: ${leads} not HTTPS, so anybody on the way could change the file.`);
}

interface Saving {
  readonly address: string;
  readonly path: string;
  readonly part: string;
  readonly resumedAt: number;
  readonly whole: number;
  readonly mostBytes: number;
}

/** Appends the body to what is there; gives the bytes that are there afterwards. */
async function save(response: Response, saving: Saving, task: Task): Promise<number> {
  const { address, path, part, resumedAt, whole, mostBytes } = saving;
  const file = await onDisk(path, () => open(part, resumedAt > 0 ? 'a' : 'w'));
  let bytes = resumedAt;
  try {
    const reader = response.body?.getReader();
    while (reader !== undefined) {
      const next = await reader.read().catch(() => {
        task.signal.throwIfAborted();
        return { done: true, value: undefined } as const; // the connection broke: what came stays
      });
      if (next.done) break;
      bytes += next.value.length;
      if (bytes > mostBytes) throw tooLarge(address, mostBytes);
      await onDisk(path, () => file.write(next.value));
      task.progress(
        Number.isFinite(whole) ? bytes / whole : 0,
        `Fetching, ${formatNumber(Math.round(bytes / 1e6))} MB`,
      );
    }
  } finally {
    await file.close();
    if (bytes > mostBytes) await rm(part, { force: true });
  }
  return bytes;
}

async function onDisk<Result>(path: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === undefined) throw error;
    const why = code === 'ENOSPC' ? 'the disk has no room' : code;
    throw new InputError(`${WHO}: "${path}" cannot be written (${why}).`, { file: path });
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function refused(address: string, status: number): InputError {
  const why =
    status === 404 || status === 410 ? 'there is no such file any more' : `the server says ${status}`;
  return new InputError(`${WHO}: "${address}": ${why}.`);
}

function tooLarge(address: string, mostBytes: number): InputError {
  return new InputError(`${WHO}: the file at "${address}" is larger than ${formatNumber(mostBytes)} bytes.`);
}
