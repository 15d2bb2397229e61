import { InputError } from '../core/input-error.js';
import type { Table } from '../core/table.js';

/** The module of Danfo, or as much of it as is needed. */
export interface DanfoModule<Frame> {
  readonly DataFrame: new (values: unknown[][], options: { readonly columns: string[] }) => Frame;
}

/**
 * A table as a Danfo DataFrame.
 *
 * @param danfo - The module: `import * as danfo from 'danfojs-node'`, in a project that has installed it; in the example an array stands for it.
 * @returns Dates become texts as `2024-01-31T00:00:00.000Z`, which Danfo has no type for.
 * @throws {InputError} Where the module is none, and for a table without rows, which Danfo does not take.
 *
 * O(rows · columns).
 *
 * @example
 * const danfo = { DataFrame: Array };
 * toDanfo(tableOf({ customerId: ['a'], orders: [3] }), danfo)[0]; // [['a', 3]]
 */
export function toDanfo<Row extends object, Frame>(table: Table<Row>, danfo: DanfoModule<Frame>): Frame {
  if (typeof danfo?.DataFrame !== 'function') {
    throw new InputError("toDanfo needs the module of Danfo: import * as danfo from 'danfojs-node'.");
  }
  if (table.numRows() === 0)
    throw new InputError('toDanfo: the table has no rows, and Danfo takes none such.');
  const columns = table.columnNames();
  const values = columns.map((name): unknown[] => table.array(name));
  const rows = Array.from({ length: table.numRows() }, (_, i) =>
    values.map((column) => (column[i] instanceof Date ? (column[i] as Date).toISOString() : column[i])),
  );
  return new danfo.DataFrame(rows, { columns: [...columns] });
}
