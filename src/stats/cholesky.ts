/**
 * The lower triangle L of a symmetric positive definite matrix, L Lᵀ; `undefined` where it is not positive definite beyond
 * rounding.
 *
 * @param values - Row after row, `size * size`; the lower triangle counts.
 * @returns Row after row, zeros above the diagonal.
 *
 * O(size³).
 *
 * @example
 * cholesky(Float64Array.of(4, 2, 2, 2), 2); // Float64Array [2, 0, 1, 1]
 */
export function cholesky(values: Float64Array, size: number): Float64Array<ArrayBuffer> | undefined {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = values[i * size + j];
      for (let c = 0; c < j; c++) rest -= lower[i * size + c] * lower[j * size + c];
      if (j < i) lower[i * size + j] = rest / lower[j * size + j];
      else if (rest > 1e-14 * values[i * size + i]) lower[i * size + i] = Math.sqrt(rest);
      else return undefined;
    }
  }
  return lower;
}

/** The inverse of a lower triangle, again one. O(size³). */
export function invertLower(lower: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    inverse[j * size + j] = 1 / lower[j * size + j];
    for (let i = j + 1; i < size; i++) {
      let rest = 0;
      for (let c = j; c < i; c++) rest -= lower[i * size + c] * inverse[c * size + j];
      inverse[i * size + j] = rest / lower[i * size + i];
    }
  }
  return inverse;
}
