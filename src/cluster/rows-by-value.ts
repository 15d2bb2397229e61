import type { Matrix } from '../core/matrix.js';

/** Rows in order of their values, first column first: what is decided by it does not depend on the order of customers. */
export function rowsByValue({ rows, columns, data }: Matrix): Int32Array {
  return Int32Array.from({ length: rows }, (_, i) => i).sort((a, b) => {
    for (let j = 0; j < columns; j++) {
      const difference = data[a * columns + j] - data[b * columns + j];
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}
