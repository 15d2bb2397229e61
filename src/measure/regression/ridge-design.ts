/** Columns of a matrix for some of its rows, each with mean 0 and deviation 1 there. */
export interface RidgeDesign {
  readonly rows: Int32Array;
  readonly columns: number;
  /** Standardized values, row after row, in the order of `rows`. */
  readonly values: Float64Array;
  /** A row of the matrix, or of another with the same columns, standardized in the same way, into `target`. */
  place(row: number, target: Float64Array, from?: Float64Array): void;
}

/** Standardizes columns by the rows that a model learns from; a column that does not vary there becomes 0. */
export function ridgeDesign(data: Float64Array, columns: number, rows: Int32Array): RidgeDesign {
  const means = new Float64Array(columns);
  const scales = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    let most = 0;
    let sum = 0;
    for (const row of rows) {
      const value = data[row * columns + j];
      sum += value / rows.length;
      most = Math.max(most, Math.abs(value));
    }
    let squares = 0;
    for (const row of rows) squares += ((data[row * columns + j] - sum) / (most || 1)) ** 2;
    const deviation = Math.sqrt(squares / rows.length);
    means[j] = sum;
    scales[j] = deviation > 1e-12 ? 1 / deviation / most : 0; // below is rounding, not variation
  }
  const place = (row: number, target: Float64Array, from = data): void => {
    for (let j = 0; j < columns; j++) target[j] = (from[row * columns + j] - means[j]) * scales[j];
  };
  const values = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    place(row, values.subarray(i * columns, (i + 1) * columns));
  });
  return { rows, columns, values, place };
}
