import type { Table as FlechetteTable } from '@uwdata/flechette';
import type { Table } from '../core/table.js';

/**
 * A table as an Arrow table of flechette, for tools that speak Arrow; `tableToIPC` of flechette writes it.
 *
 * @returns Columns with types found from their values; missing values are null.
 *
 * O(rows · columns).
 *
 * @example
 * const table = await toArrow(tableOf({ customerId: ['a', 'b'], orders: [3, 1] }));
 * table.numRows; // 2
 */
export async function toArrow<Row extends object>(table: Table<Row>): Promise<FlechetteTable> {
  const { tableFromArrays } = await import('@uwdata/flechette');
  const columns = table.columnNames().map((name) => {
    const values: unknown[] = table.array(name);
    return [
      name,
      values.map((value) => (value === undefined || Number.isNaN(value) ? null : value)),
    ] as const;
  });
  return tableFromArrays(Object.fromEntries(columns) as never) as FlechetteTable;
}
