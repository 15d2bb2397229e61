import { InputError } from './input-error.js';

/** Numbers by customer and feature, in double precision, row after row. */
export interface Matrix {
  /** Number of customers. */
  readonly rows: number;
  /** Number of features. */
  readonly columns: number;
  /** Length `rows * columns`; the value of row i and column j is at `i * columns + j`. All finite. */
  readonly data: Float64Array;
  /** Name of each column. */
  readonly names: readonly string[];
  /** Customer id of each row, where rows are customers. */
  readonly ids?: readonly string[];
}

/**
 * A matrix from rows of numbers.
 *
 * @param rows - One a customer, all of the same length.
 * @param names - Column names; default `x1`, `x2`, …
 * @param ids - Customer ids, one a row; default none.
 * @throws {InputError} For ragged rows and values that are not finite, with row and column, and when names or ids are
 *   of another number.
 *
 * @example
 * matrix([[1, 2], [3, 4]]).data; // Float64Array [1, 2, 3, 4]
 */
export function matrix(
  rows: readonly (readonly number[])[],
  names?: readonly string[],
  ids?: readonly string[],
): Matrix {
  const columns = rows[0]?.length ?? names?.length ?? 0;
  const data = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    if (row.length !== columns) {
      throw new InputError(`matrix: row ${i + 1} has ${row.length} values, row 1 has ${columns}.`);
    }
    data.set(row, i * columns);
  });
  return matrixOf(data, columns, names, ids);
}

/**
 * A matrix over numbers that are already laid out row after row; the array is kept, not copied.
 *
 * @throws {InputError} When the values do not fill rows of `columns` (of 0 columns there are none), when names or ids are of another number,
 *   or when a value is not finite.
 *
 * @example
 * matrixOf(Float64Array.of(1, 2, 3, 4, 5, 6), 3).rows; // 2
 */
export function matrixOf(
  data: Float64Array,
  columns: number,
  names: readonly string[] = Array.from({ length: columns }, (_, j) => `x${j + 1}`),
  ids?: readonly string[],
): Matrix {
  if (!Number.isInteger(columns) || columns < 0) {
    throw new InputError(`matrix: columns is ${columns}. It has to be a whole number from 0 on.`);
  }
  const rows = data.length === 0 ? 0 : data.length / columns;
  if (!Number.isInteger(rows)) {
    throw new InputError(`matrix: ${data.length} values do not fill rows of ${columns}.`);
  }
  if (names.length !== columns) {
    throw new InputError(`matrix: ${names.length} names for ${columns} columns.`);
  }
  if (ids !== undefined && ids.length !== rows) {
    throw new InputError(`matrix: ${ids.length} customer ids for ${rows} rows.`);
  }
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(data[i])) {
      const name = names[i % columns];
      throw new InputError(
        `matrix: row ${Math.floor(i / columns) + 1}, column "${name}" is ${data[i]}. Impute or drop it first.`,
        { column: name },
      );
    }
  }
  return ids === undefined ? { rows, columns, data, names } : { rows, columns, data, names, ids };
}
