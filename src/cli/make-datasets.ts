import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import { retailerFiles } from '../load/simulator/retailer-files.js';
import { type RetailerOptions, simulateRetailer } from '../load/simulator/simulate-retailer.js';
import {
  type RetailerFilesOptions,
  simulateRetailerToFiles,
} from '../load/simulator/simulate-retailer-to-files.js';

/** Seed of the retailer that comes with the package. */
const RETAILER_SEED = 8;

/**
 * `clientele datasets make`: simulates the embedded data sets again and writes them, packed, into a folder;
 * each file is complete or not there. `SHA256SUMS` holds the hashes of the unpacked files.
 *
 * @param folder - Made when it is missing; files of the same names are replaced.
 * @param options - Another seed, number of customers and so on; default those of the embedded set.
 * @param write - Takes one line of text for each file written.
 * @throws {InputError} When the folder cannot be made or written.
 */
export async function makeDatasets(
  folder: string,
  write: (line: string) => void,
  options: Partial<RetailerOptions> = {},
): Promise<void> {
  const target = join(folder, 'retailer');
  makeFolder(target);
  const retailer = await simulateRetailer({ seed: RETAILER_SEED, ...options });
  const sums: string[] = [];
  for (const { name, rows, text } of retailerFiles(retailer)) {
    const packed = name.endsWith('.csv');
    const path = join(target, packed ? `${name}.gz` : name);
    const bytes = packed ? gzip(text) : Buffer.from(text);
    writeWhole(path, bytes);
    sums.push(`${createHash('sha256').update(text).digest('hex')}  ${name}\n`);
    const content = rows === undefined ? '' : `${formatNumber(rows)} rows, `;
    write(`${path}: ${content}${formatNumber(Math.ceil(bytes.length / 1000))} kB`);
  }
  const path = join(target, 'SHA256SUMS');
  writeWhole(path, Buffer.from(sums.join('')));
  write(`${path}: hashes of the unpacked files`);
}

/**
 * `clientele datasets make --format parquet`: a retailer of any size with all that surrounds it, into the new folder
 * `retailer`.
 */
export async function makeParquet(
  folder: string,
  write: (line: string) => void,
  options: Partial<RetailerFilesOptions> = {},
): Promise<void> {
  const target = join(folder, 'retailer');
  for (const path of await simulateRetailerToFiles(target, { seed: RETAILER_SEED, ...options })) write(path);
}

/** Packs without time and system, so that the same text gives the same bytes with one version of zlib. */
function gzip(text: string): Buffer {
  const bytes = gzipSync(text, { level: 9 });
  bytes[9] = 255; // RFC 1952: the system on which it was packed, 255 for unknown
  return bytes;
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new InputError(
      `datasets make: the folder "${path}" cannot be made (${reason(error)}). Name another one.`,
      { file: path },
    );
  }
}

function writeWhole(path: string, bytes: Buffer): void {
  const unfinished = `${path}.part`;
  try {
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new InputError(
      `datasets make: "${path}" cannot be written (${reason(error)}). Free some space or name another folder.`,
      { file: path },
    );
  }
}

function reason(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
