import type { Matrix } from '../core/matrix.js';

/** Rows that differ, in ascending order of their values, with how often each occurs. */
export interface WeightedRows {
  readonly count: number;
  readonly columns: number;
  /** Row after row, `count * columns`. */
  readonly data: Float64Array;
  /** Customers that share each row. */
  readonly weights: Float64Array;
}

/** All rows of a matrix that differ. */
export interface DistinctRows extends WeightedRows {
  /** For each row of the matrix the position of its values here. */
  readonly positions: Int32Array;
}

/**
 * Sorts rows by their values and merges those that are alike. What is computed from the result depends on
 * which customers there are, never on their order.
 *
 * O(rows · log(rows)).
 */
export function distinctRows(matrix: Matrix): DistinctRows {
  const { rows, columns, data } = matrix;
  const order = new Uint32Array(rows);
  for (let i = 0; i < rows; i++) order[i] = i;
  const compare = (a: number, b: number): number => {
    for (let j = 0; j < columns; j++) {
      const difference = data[a * columns + j] - data[b * columns + j];
      if (difference !== 0) return difference;
    }
    return 0;
  };
  order.sort(compare);

  const kept = new Float64Array(rows * columns);
  const weights = new Float64Array(rows);
  const positions = new Int32Array(rows);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    const row = order[i];
    if (i === 0 || compare(order[i - 1], row) !== 0) {
      kept.set(data.subarray(row * columns, (row + 1) * columns), count * columns);
      count++;
    }
    weights[count - 1]++;
    positions[row] = count - 1;
  }
  return {
    count,
    columns,
    data: kept.slice(0, count * columns),
    weights: weights.slice(0, count),
    positions,
  };
}
