import type { SegmentationOrigin } from '../cluster/segmentation.js';
import { counted } from '../display/counted.js';

/** Where the numbers of a figure come from, in a line; the word "Source" is the page's. */
export function sourceLine(customers: number, origin: SegmentationOrigin): string {
  const seed = origin.seed === undefined ? '' : `, seed ${origin.seed}`;
  return `${counted(customers, 'customer')}, segments by ${origin.method}${seed}, data ${origin.dataHash}`;
}
