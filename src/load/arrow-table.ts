import { readFile } from 'node:fs/promises';
import { InputError } from '../core/input-error.js';
import { type Table, tableOf } from '../core/table.js';

/**
 * The columns of an Arrow file or stream (`.arrow`, `.feather` version 2, `.arrows`), uncompressed. Times become dates,
 * whole numbers beyond 2^53 become texts.
 *
 * @throws {InputError} For a file that is damaged or compressed.
 */
export async function arrowTable(who: string, path: string): Promise<Table> {
  const { tableFromIPC } = await import('@uwdata/flechette');
  try {
    const table = tableFromIPC(await readFile(path), { useDate: true, useBigInt: true });
    const columns = table.names.map(
      (name, j) => [String(name), Array.from(table.getChildAt(j), plain)] as const,
    );
    return tableOf(Object.fromEntries(columns) as never) as unknown as Table;
  } catch (error) {
    const words =
      error instanceof Error && /compress/i.test(error.message)
        ? 'is compressed'
        : 'is damaged, or no Arrow file';
    throw new InputError(`${who}: "${path}" ${words}. Write it anew without compression, or as Parquet.`, {
      file: path,
    });
  }
}

function plain(value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  return value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER)
    ? Number(value)
    : String(value);
}
