import { join } from 'node:path';
import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import { currentTask, type Task } from '../core/task.js';
import { unknownName } from '../core/unknown-name.js';
import { CATALOG, type CatalogEntry } from '../load/catalog/catalog.js';
import { type DownloadOptions, downloadFile } from '../load/catalog/download-file.js';

/** What `clientele datasets get` needs of its surroundings. */
export interface GetDatasetOptions extends DownloadOptions {
  /** Folder to write to. */
  readonly folder: string;
  /** Takes one line of text. */
  readonly write: (line: string) => void;
  /** Asks whether to go on; `undefined` where nobody can be asked. */
  readonly ask: (() => Promise<boolean>) | undefined;
  readonly entries?: readonly CatalogEntry[];
}

/** The catalog in lines of text, for `clientele datasets list`. */
export function catalogLines(entries: readonly CatalogEntry[] = CATALOG): string[] {
  const width = Math.max(...entries.map(({ name }) => name.length));
  return entries.flatMap(({ name, title, licence, page, address }) => [
    `${name.padEnd(width)}  ${title}`,
    `${' '.repeat(width)}  licence: ${licence}`,
    `${' '.repeat(width)}  ${address === undefined ? 'by hand' : 'get'}: ${page}`,
  ]);
}

/**
 * `clientele datasets get`: shows title and licence, asks, and fetches the file.
 *
 * @returns The path of the file; `undefined` when the answer was no.
 * @throws {InputError} For an unknown name, a set that cannot be fetched, nobody to ask, and as `downloadFile`.
 */
export async function getDataset(
  name: string,
  options: GetDatasetOptions,
  task: Task = currentTask(),
): Promise<string | undefined> {
  const { folder, write, ask, entries = CATALOG } = options;
  const entry = entries.find((each) => each.name === name);
  if (entry === undefined) {
    throw unknownName(
      'datasets get',
      'data set',
      name,
      entries.map((each) => each.name),
    );
  }
  write(`${entry.title}`);
  write(`Origin: ${entry.origin}`);
  write(`Licence: ${entry.licence}. Page: ${entry.page}`);
  if (entry.address === undefined) {
    throw new InputError(
      `datasets get: "${name}" has no address that lasts. Fetch it by hand: ${entry.page}`,
    );
  }
  if (ask === undefined) {
    throw new InputError('datasets get: nobody can be asked whether the licence is fine. Say so with --yes.');
  }
  if (!(await ask())) return undefined;
  const file = join(folder, decodeURIComponent(entry.address.split('/').at(-1) ?? name).replaceAll('+', '-'));
  const checked = entry.sha256 === undefined ? {} : { sha256: entry.sha256 };
  const { bytes, sha256 } = await downloadFile(entry.address, file, { ...options, ...checked }, task);
  write(`${file}: ${formatNumber(bytes)} bytes, SHA-256 ${sha256}`);
  return file;
}
