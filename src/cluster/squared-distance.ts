/** Squared Euclidean distance between a row and a centroid, both one after another in their arrays. */
export function squaredDistance(
  data: Float64Array,
  row: number,
  centroids: Float64Array,
  centroid: number,
  columns: number,
): number {
  const from = row * columns;
  const to = centroid * columns;
  let square = 0;
  for (let j = 0; j < columns; j++) {
    const difference = data[from + j] - centroids[to + j];
    square += difference * difference;
  }
  return square;
}
