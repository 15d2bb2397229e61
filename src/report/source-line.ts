import type { SegmentationOrigin } from '../cluster/segmentation.js';
import { formatNumber } from '../core/format.js';

/** Where the numbers of a figure come from, in a line. */
export function sourceLine(customers: number, origin: SegmentationOrigin): string {
  const seed = origin.seed === undefined ? '' : `, seed ${origin.seed}`;
  return `Source: ${formatNumber(customers)} customers, segments by ${origin.method}${seed}, data ${origin.dataHash}`;
}
