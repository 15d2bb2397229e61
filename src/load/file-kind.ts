import { InputError } from '../core/input-error.js';
import type { FileStart } from './file-start.js';

/** What a file is. */
export type FileKind = 'text' | 'json' | 'parquet' | 'excel' | 'arrow' | 'duckdb';

/**
 * What a file is, from its first bytes and its name.
 *
 * @throws {InputError} For kinds that are not read.
 */
export function fileKind(who: string, { path, bytes }: FileStart): FileKind {
  const starts = (...signature: number[]) => signature.every((byte, i) => bytes[i] === byte);
  const latin = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const name = path.toLowerCase().replace(/\.(gz|gzip)$/, '');
  if (starts(0x50, 0x41, 0x52, 0x31)) return 'parquet';
  const refuse = (what: string) => new InputError(`${who}: "${path}" is ${what}`, { file: path });
  if (/\.(parquet|pq)$/.test(name)) throw refuse('no Parquet file, whatever its name says.');
  if (starts(0x50, 0x4b, 0x03, 0x04)) {
    if (/\.(xlsx|xlsm)$/.test(name) || latin.includes('xl/') || latin.includes('[Content_Types].xml'))
      return 'excel';
    throw refuse('a zip archive. Unpack it.');
  }
  if (latin.startsWith('ARROW1') || starts(0xff, 0xff, 0xff, 0xff)) return 'arrow';
  if (latin.slice(8, 12) === 'DUCK') return 'duckdb';
  if (starts(0xd0, 0xcf, 0x11, 0xe0))
    throw refuse('an old Excel workbook (.xls). Save it as .xlsx, or the sheet as CSV.');
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) throw refuse('packed with zstd. Unpack it, or pack it with gzip.');
  if (/\.(json|jsonl|ndjson)$/.test(name)) return 'json';
  return /^\s*(\[\s*)?\{\s*"/.test(new TextDecoder().decode(bytes.subarray(0, 200))) ? 'json' : 'text';
}
