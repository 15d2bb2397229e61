import type { Random } from '../core/random.js';

const LEAST = 30;

/**
 * Draws customers from each segment without replacement, in proportion to its size but at least 30 (or all, where
 * a segment has fewer).
 *
 * @param labels - Segment of each customer.
 * @param sizes - Customers of each segment.
 * @param wanted - About how many to draw; small segments and rounding can make it a few more or less.
 * @returns Rows in ascending order.
 */
export function sampleCustomers(
  labels: ArrayLike<number>,
  sizes: Float64Array,
  wanted: number,
  random: Random,
): Int32Array {
  const left = sizes.map((size) =>
    Math.min(size, Math.max(LEAST, Math.round((wanted * size) / labels.length))),
  );
  const unseen = sizes.slice();
  const rows: number[] = [];
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (random.next() * unseen[label] < left[label]) {
      rows.push(i);
      left[label]--;
    }
    unseen[label]--;
  }
  return Int32Array.from(rows);
}
