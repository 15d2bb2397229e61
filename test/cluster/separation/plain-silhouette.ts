import type { Matrix } from 'clientele';

/** Mean distances from each customer to its own segment (itself left out) and the nearest other, written down plainly. */
export function plainMeanDistances(
  { rows, columns, data }: Matrix,
  labels: ArrayLike<number>,
): { own: number[]; nearest: number[] } {
  const own: number[] = [];
  const nearest: number[] = [];
  for (let i = 0; i < rows; i++) {
    const sums = new Map<number, number>();
    const sizes = new Map<number, number>();
    for (let j = 0; j < rows; j++) {
      if (j === i) continue;
      let square = 0;
      for (let c = 0; c < columns; c++) square += (data[i * columns + c] - data[j * columns + c]) ** 2;
      sums.set(labels[j], (sums.get(labels[j]) ?? 0) + Math.sqrt(square));
      sizes.set(labels[j], (sizes.get(labels[j]) ?? 0) + 1);
    }
    const mean = (label: number) => sums.get(label)! / sizes.get(label)!;
    own.push(mean(labels[i]));
    nearest.push(Math.min(...[...sums.keys()].filter((label) => label !== labels[i]).map(mean)));
  }
  return { own, nearest };
}

/** Silhouette coefficient of each customer. */
export function plainSilhouette(matrix: Matrix, labels: ArrayLike<number>): number[] {
  const { own, nearest } = plainMeanDistances(matrix, labels);
  return own.map((a, i) => {
    const b = nearest[i];
    return Number.isNaN(a) || a === b ? 0 : (b - a) / Math.max(a, b); // not a number: alone in its segment
  });
}
