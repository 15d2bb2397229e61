import type { Matrix } from '../core/matrix.js';
import type { Segment } from './segmentation.js';

/** Segments under the keys and names that models give, by the number of customers in each. */
export function numberedSegments(sizes: ArrayLike<number>): Segment[] {
  const all = Array.from(sizes);
  const total = all.reduce((sum, size) => sum + size, 0);
  return all.map((size, s) => ({ key: `s${s + 1}`, name: `Segment ${s + 1}`, size, share: size / total }));
}

/** How many customers have each label. */
export function sizesOf(labels: ArrayLike<number>, segments: number): Float64Array {
  const sizes = new Float64Array(segments);
  for (let i = 0; i < labels.length; i++) sizes[labels[i]]++;
  return sizes;
}

/** Segments in order of size, largest first, ties by the values of their centers. */
export function largestFirst(
  sizes: Float64Array,
  { columns, data }: Pick<Matrix, 'columns' | 'data'>,
): number[] {
  return Array.from(sizes.keys()).sort((a, b) => {
    if (sizes[a] !== sizes[b]) return sizes[b] - sizes[a];
    for (let j = 0; j < columns; j++) {
      const difference = data[a * columns + j] - data[b * columns + j];
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/** Ids of customers, or the numbers of their rows where they have none. */
export function idsOf({ ids, rows }: Pick<Matrix, 'ids' | 'rows'>): readonly string[] {
  return ids ?? Array.from({ length: rows }, (_, i) => String(i + 1));
}
