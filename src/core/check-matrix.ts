import { InputError } from './input-error.js';
import { isTable } from './is-table.js';

/**
 * Checks that a value is a matrix, as large as it says: a table or a list of rows is taken for one easily.
 *
 * @throws {InputError} With the way to one.
 */
export function checkMatrix(who: string, value: unknown): void {
  const { data, rows, columns, names } = (value ?? {}) as Record<string, unknown>;
  const isMatrix =
    data instanceof Float64Array &&
    typeof rows === 'number' &&
    typeof columns === 'number' &&
    Array.isArray(names);
  if (isMatrix) {
    if (rows * columns === data.length) return;
    throw new InputError(
      `${who}: the matrix says ${rows} rows of ${columns} columns, and holds ${data.length} numbers. matrix(rows) and matrixOf(data, columns) make one that fits.`,
    );
  }
  const came = isTable(value) ? 'a table came' : value instanceof Promise ? 'a promise came' : 'none came';
  const wayOut = isTable(value)
    ? 'toMatrix(table, columns) makes one'
    : value instanceof Promise
      ? 'await it'
      : 'matrix(rows) and toMatrix(table, columns) make one';
  throw new InputError(`${who} needs a matrix, and ${came}: ${wayOut}.`);
}
