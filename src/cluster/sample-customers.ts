import { drawSample } from '../core/draw-sample.js';
import type { Random } from '../core/random.js';

const LEAST = 30;

/**
 * Draws customers from each segment without replacement, in proportion to its size but at least 30 (or all, where
 * a segment has fewer).
 *
 * @param labels - Segment of each customer.
 * @param segments - Number of segments; some may be without customers.
 * @param wanted - About how many to draw; small segments and rounding can make it a few more or less.
 * @returns Rows in ascending order.
 */
export function sampleCustomers(
  labels: ArrayLike<number>,
  segments: number,
  wanted: number,
  random: Random,
): Int32Array {
  const rows: number[][] = Array.from({ length: segments }, () => []);
  for (let i = 0; i < labels.length; i++) rows[labels[i]].push(i);
  const drawn = rows.map((own, segment) => {
    const share = Math.round((wanted * own.length) / labels.length);
    return drawSample(random.stream(segment), own, Math.max(LEAST, share));
  });
  return Int32Array.from(drawn.flat()).sort();
}
