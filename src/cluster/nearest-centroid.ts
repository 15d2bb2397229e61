/** Nearest centroids of rows, filled by `nearestCentroid`; one entry a row. */
export interface Nearest {
  /** Position of the nearest centroid. */
  readonly labels: Int32Array;
  /** Euclidean distance to it. */
  readonly distances: Float64Array;
  /** Euclidean distance to the second nearest; infinite when there is one centroid. */
  readonly seconds: Float64Array;
}

/** Room for the nearest centroids of so many rows. */
export function nearestOf(rows: number): Nearest {
  return {
    labels: new Int32Array(rows).fill(-1),
    distances: new Float64Array(rows),
    seconds: new Float64Array(rows),
  };
}

/**
 * Finds the nearest centroid of a row by Euclidean distance and writes it into `nearest`.
 *
 * Of two equally near centroids the one with the smaller values wins (compared column by column), so the
 * answer does not depend on how the centroids are numbered.
 *
 * @param data - Rows, one after another.
 * @param centroids - Centroids, one after another, of the same number of columns.
 * @param i - Row to look at.
 */
export function nearestCentroid(
  data: Float64Array,
  columns: number,
  centroids: Float64Array,
  i: number,
  nearest: Nearest,
): void {
  const start = i * columns;
  const end = start + columns;
  const k = centroids.length / columns;
  let label = 0;
  let smallest = Infinity;
  let second = Infinity;
  let position = 0;
  for (let c = 0; c < k; c++) {
    let square = 0;
    for (let j = start; j < end; j++) {
      const difference = data[j] - centroids[position++];
      square += difference * difference;
    }
    if (square < smallest || (square === smallest && comesBefore(centroids, columns, c, label))) {
      second = smallest;
      smallest = square;
      label = c;
    } else if (square < second) {
      second = square;
    }
  }
  nearest.labels[i] = label;
  nearest.distances[i] = Math.sqrt(smallest);
  nearest.seconds[i] = Math.sqrt(second);
}

function comesBefore(centroids: Float64Array, columns: number, a: number, b: number): boolean {
  for (let j = 0; j < columns; j++) {
    const difference = centroids[a * columns + j] - centroids[b * columns + j];
    if (difference !== 0) return difference < 0;
  }
  return false;
}
