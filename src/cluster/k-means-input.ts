import { checkIds } from '../core/check-ids.js';
import { InputError } from '../core/input-error.js';
import type { Matrix } from '../core/matrix.js';
import { dataHash } from './data-hash.js';
import { type DistinctRows, distinctRows } from './distinct-rows.js';

/** Customers as k-means wants them: made once, used for every k. */
export interface KMeansInput {
  readonly matrix: Matrix;
  /** Customer ids; row numbers from 1 where the matrix has none. */
  readonly ids: readonly string[];
  readonly rows: DistinctRows;
  readonly dataHash: string;
}

/**
 * Checks the customers and merges those that are alike.
 *
 * @throws {InputError} For no customers or columns, and repeated customer ids.
 */
export function kMeansInput(matrix: Matrix): KMeansInput {
  if (matrix.rows === 0) throw new InputError('kmeans: there are no customers.');
  if (matrix.columns === 0) throw new InputError('kmeans: the matrix has no columns.');
  const ids = matrix.ids ?? Array.from({ length: matrix.rows }, (_, i) => String(i + 1));
  checkIds('kmeans', ids);
  return { matrix, ids, rows: distinctRows(matrix), dataHash: dataHash(matrix.names, ids, matrix.data) };
}
