/**
 * Lower triangular L with L · Lᵀ = matrix, row after row; undefined where the matrix is not positive definite, as far as
 * double precision can tell. Only the lower triangle is read. O(size³).
 *
 * @param matrix - A symmetric matrix, row after row.
 *
 * @example
 * cholesky([4, 2, 2, 5], 2); // Float64Array [2, 0, 1, 2]
 */
export function cholesky(matrix: ArrayLike<number>, size: number): Float64Array | undefined {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * size + j];
      for (let m = 0; m < j; m++) rest -= factor[i * size + m] * factor[j * size + m];
      if (i !== j) {
        factor[i * size + j] = rest / factor[j * size + j];
      } else {
        // What rounding alone leaves of a singular matrix is no variance.
        if (!(rest > matrix[i * size + i] * size * Number.EPSILON)) return undefined;
        factor[i * size + i] = Math.sqrt(rest);
      }
    }
  }
  return factor;
}
