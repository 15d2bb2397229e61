import type { Matrix } from '../core/matrix.js';
import { matrixOf } from '../core/matrix.js';
import type { Random } from '../core/random.js';
import { shuffled } from '../core/shuffled.js';

/** Customers dealt out at random, each to one part. */
export interface CustomerSplit {
  readonly training: Matrix;
  readonly validation: Matrix;
  readonly heldOut: Matrix;
}

/**
 * Deals customers out: a share is held out, an eighth of the others (at least one) is for validation.
 *
 * @param most - Of more customers than that, a sample is dealt out.
 * @param holdout - Share held out, at least one customer.
 */
export function splitCustomers(matrix: Matrix, most: number, holdout: number, random: Random): CustomerSplit {
  const order = shuffled(random, [...Array(matrix.rows).keys()]);
  const used = Math.min(most, matrix.rows);
  const heldOut = Math.max(1, Math.round(used * holdout));
  const validation = Math.max(1, Math.round((used - heldOut) / 8));
  return {
    heldOut: rowsOf(matrix, order.slice(0, heldOut)),
    validation: rowsOf(matrix, order.slice(heldOut, heldOut + validation)),
    training: rowsOf(matrix, order.slice(heldOut + validation, used)),
  };
}

function rowsOf({ columns, data, names }: Matrix, rows: readonly number[]): Matrix {
  const chosen = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    chosen.set(data.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  return matrixOf(chosen, columns, names);
}
