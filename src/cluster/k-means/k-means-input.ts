import { checkIds } from '../../core/check-ids.js';
import { checkMatrix } from '../../core/check-matrix.js';
import { dataHash } from '../../core/data-hash.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import type { CustomerRows } from '../../simd/k-means-memory.js';
import { distinctRows } from './distinct-rows.js';

/** Customers as k-means wants them: made once, used for every k. */
export interface KMeansInput {
  readonly matrix: Matrix;
  readonly rows: CustomerRows;
  /** For each customer the position of its values in `rows`; absent where each has a row of its own. */
  readonly positions?: Int32Array;
  readonly weights?: ArrayLike<number>;
  readonly dataHash: string;
}

/** Up to so many customers, those that are alike are merged; sorting more takes longer than it saves. */
const MERGED = 50_000;

/**
 * Checks the customers and merges those that are alike when there are not too many.
 *
 * @param weights - How much each customer counts; once where they are absent.
 * @throws {InputError} For no customers or columns, repeated customer ids, and weights that are not above 0.
 */
export function kMeansInput(matrix: Matrix, weights?: ArrayLike<number>): KMeansInput {
  checkMatrix('kmeans', matrix);
  if (matrix.rows === 0) throw new InputError('kmeans: there are no customers.');
  if (matrix.columns === 0) throw new InputError('kmeans: the matrix has no columns.');
  if (weights !== undefined) checkWeights(weights, matrix.rows);
  if (matrix.ids !== undefined) checkIds('kmeans', matrix.ids);
  const all: CustomerRows = {
    count: matrix.rows,
    columns: matrix.columns,
    data: matrix.data,
    ...(weights === undefined ? {} : { weights: Float64Array.from(weights) }),
  };
  const input = {
    matrix,
    dataHash: dataHash(matrix.names, matrix.ids, matrix.data),
    ...(weights === undefined ? {} : { weights }),
  };
  if (matrix.rows > MERGED) return { ...input, rows: all };
  const { positions, ...rows } = distinctRows(all);
  return { ...input, rows, positions };
}

function checkWeights(weights: ArrayLike<number>, customers: number): void {
  if (weights.length !== customers) {
    throw new InputError(`kmeans: ${weights.length} weights for ${customers} customers.`);
  }
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i] > 0 && Number.isFinite(weights[i]))) {
      throw new InputError(
        `kmeans: the weight of customer ${i + 1} is ${weights[i]}. Weights are above 0; leave out who does not count.`,
      );
    }
  }
}
