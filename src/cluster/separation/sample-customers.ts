import { drawSample } from '../../core/draw-sample.js';
import type { Random } from '../../core/random.js';
import type { SegmentedRows } from './segmented-rows.js';

const LEAST = 30;

/**
 * Draws customers from each segment without replacement, in proportion to its size but at least 30 (or all, where
 * a segment has fewer).
 *
 * @param wanted - About how many to draw; small segments and rounding can make it a few more or less.
 * @returns Rows in ascending order.
 */
export function sampleCustomers(
  { order, starts }: SegmentedRows,
  wanted: number,
  random: Random,
): Int32Array {
  const drawn = Array.from({ length: starts.length - 1 }, (_, segment) => {
    const own = Array.from(order.subarray(starts[segment], starts[segment + 1]));
    const share = Math.round((wanted * own.length) / order.length);
    return drawSample(random.stream(segment), own, Math.max(LEAST, share));
  });
  return Int32Array.from(drawn.flat()).sort();
}
