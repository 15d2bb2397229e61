import { readFile } from 'node:fs/promises';
import { InputError } from '../core/input-error.js';
import { type Table, tableOf } from '../core/table.js';
import { type ArrowTable, arrowColumns } from './arrow-columns.js';

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
    return tableOf(
      Object.fromEntries(arrowColumns(table as unknown as ArrowTable)) as never,
    ) as unknown as Table;
  } catch (error) {
    const compressed = error instanceof Error && /compress/i.test(error.message);
    const words = compressed ? 'is compressed' : 'is damaged, or no Arrow file';
    throw new InputError(`${who}: "${path}" ${words}. Write it anew without compression, or as Parquet.`, {
      file: path,
    });
  }
}
