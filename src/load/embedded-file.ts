import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unknownName } from '../core/unknown-name.js';

const FOLDER = new URL('../../datasets/', import.meta.url);

/**
 * Path of a data file that comes with this package, whatever folder the caller runs in.
 *
 * @param name - Name as in `embeddedFiles()`.
 * @returns Absolute path; the file is packed with gzip where the name ends in `.gz`.
 * @throws {InputError} For an unknown name, with the nearest one and the list.
 *
 * @example
 * const path = embeddedFile('retailer/orders.csv.gz');
 * embeddedFile('retailer/order.csv.gz'); // InputError: embeddedFile: there is no file "retailer/order.csv.gz". Nearest: "retailer/orders.csv.gz". …
 */
export function embeddedFile(name: string): string {
  const known = embeddedFiles();
  if (!known.includes(name)) throw unknownName('embeddedFile', 'file', name, known);
  return fileURLToPath(new URL(name, FOLDER));
}

/**
 * Names of the data files that come with this package, sorted; `datasets/README.md` describes them.
 *
 * @example
 * embeddedFiles(); // ['retailer/campaign-outcomes.csv.gz', 'retailer/campaign.csv.gz', …]
 */
export function embeddedFiles(): string[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.csv.gz') || name.endsWith('.json'))
    .sort();
}
