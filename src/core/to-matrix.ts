import { checkCovered } from './check-purpose.js';
import { InputError } from './input-error.js';
import { type Matrix, matrixOf } from './matrix.js';
import type { Purpose } from './purpose.js';
import { checkColumns, type Table } from './table.js';

/**
 * Number columns of a table as a matrix; one row a customer. False and true become 0 and 1.
 *
 * @param names - Columns to take, in this order.
 * @param id - Column with the customer id, kept as the matrix's `ids`. Default: none.
 * @param purpose - Refuses columns that may not be used for it: a matrix no longer says what its columns may be used for.
 * @throws {InputError} For a missing column, one that does not cover the purpose, or a value that is no finite number, with row and column.
 *
 * @example
 * toMatrix(tableOf({ customerId: ['a', 'b'], orders: [3, 1] }), ['orders'], 'customerId').ids; // ['a', 'b']
 */
export function toMatrix<Row extends object>(
  table: Table<Row>,
  names: readonly (keyof Row & string)[],
  id?: keyof Row & string,
  purpose?: Purpose,
): Matrix {
  const anyTable = table as unknown as Table;
  checkColumns('toMatrix', anyTable, id === undefined ? names : [...names, id]);
  if (purpose !== undefined) checkCovered('toMatrix', purpose, names, anyTable.info ?? {});
  const rows = table.numRows();
  const data = new Float64Array(rows * names.length);
  names.forEach((name, j) => {
    const values = anyTable.array(name);
    for (let i = 0; i < rows; i++) {
      const value = values[i];
      const number = typeof value === 'bigint' || typeof value === 'boolean' ? Number(value) : value;
      if (typeof number !== 'number' || !Number.isFinite(number)) {
        const shown = typeof value === 'string' ? JSON.stringify(value) : String(value ?? 'missing');
        throw new InputError(
          `toMatrix: row ${i + 1}, column "${name}" is ${shown}, not a finite number. Impute, encode or drop it first.`,
          { column: name },
        );
      }
      data[i * names.length + j] = number;
    }
  });
  const ids = id === undefined ? undefined : Array.from(anyTable.array(id), String);
  return matrixOf(data, names.length, names, ids);
}
