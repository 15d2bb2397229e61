import type { CustomerRows } from '../../simd/k-means-memory.js';

/** Rows that differ, in ascending order of their values, with how often each occurs. */
export interface DistinctRows extends CustomerRows {
  /** Customers that share each row, or the sum of their weights. */
  readonly weights: Float64Array;
  /** For each row that came the position of its values here. */
  readonly positions: Int32Array;
}

/**
 * Sorts rows by their values and merges those that are alike. What is computed from the result depends on
 * which customers there are, never on their order.
 *
 * O(rows · log(rows)).
 */
export function distinctRows({ count, columns, data, weights }: CustomerRows): DistinctRows {
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  const compare = (a: number, b: number): number => {
    for (let j = 0; j < columns; j++) {
      const difference = data[a * columns + j] - data[b * columns + j];
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const weightOf = (row: number) => weights?.[row] ?? 1;
  // Weights of rows that are alike are added up in order of size: the sum of doubles depends on it.
  order.sort((a, b) => compare(a, b) || weightOf(a) - weightOf(b));

  const kept = new Float64Array(count * columns);
  const sums = new Float64Array(count);
  const positions = new Int32Array(count);
  let distinct = 0;
  for (let i = 0; i < count; i++) {
    const row = order[i];
    if (i === 0 || compare(order[i - 1], row) !== 0) {
      kept.set(data.subarray(row * columns, (row + 1) * columns), distinct * columns);
      distinct++;
    }
    sums[distinct - 1] += weightOf(row);
    positions[row] = distinct - 1;
  }
  return {
    count: distinct,
    columns,
    data: kept.slice(0, distinct * columns),
    weights: sums.slice(0, distinct),
    positions,
  };
}
