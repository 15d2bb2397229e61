import type { Matrix } from 'clientele';

/** k-means as plainly as it can be written, in double precision: the oracle of the fast one. */
export function plainKMeans(
  { rows, columns, data }: Matrix,
  start: Float64Array,
  weights: ArrayLike<number> = new Array(rows).fill(1),
) {
  const k = start.length / columns;
  let centroids = start.slice();
  let labels = plainAssign(data, centroids, columns);
  for (let iteration = 0; iteration < 1000; iteration++) {
    const sums = new Float64Array(k * columns);
    const sizes = new Float64Array(k);
    labels.forEach((label, i) => {
      sizes[label] += weights[i];
      for (let j = 0; j < columns; j++) sums[label * columns + j] += weights[i] * data[i * columns + j];
    });
    centroids = sums.map((sum, at) => sum / sizes[Math.floor(at / columns)]);
    const next = plainAssign(data, centroids, columns);
    if (next.every((label, i) => label === labels[i])) break;
    labels = next;
  }
  let inertia = 0;
  labels.forEach((label, i) => {
    inertia += weights[i] * square(data, i, centroids, label, columns);
  });
  return { labels, centroids, inertia };
}

/** Nearest centroid of each row. */
export function plainAssign(data: Float64Array, centroids: Float64Array, columns: number): number[] {
  return Array.from({ length: data.length / columns }, (_, i) => {
    let best = 0;
    for (let c = 1; c < centroids.length / columns; c++) {
      if (square(data, i, centroids, c, columns) < square(data, i, centroids, best, columns)) best = c;
    }
    return best;
  });
}

/** Squared distance of a row to a centroid. */
export function square(
  data: Float64Array,
  row: number,
  centroids: Float64Array,
  centroid: number,
  columns: number,
): number {
  let sum = 0;
  for (let j = 0; j < columns; j++) {
    sum += (data[row * columns + j] - centroids[centroid * columns + j]) ** 2;
  }
  return sum;
}
