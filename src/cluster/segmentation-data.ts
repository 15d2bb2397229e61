import type { Scorer } from './scoring/scorer.js';
import type { Segmentation, SegmentationOrigin } from './segmentation.js';

/** Version of saved segmentations; another one is refused. */
export const SEGMENTATION_VERSION = 1;

/** All that a segmentation remembers, as JSON writes it. It holds no customer. */
export interface SegmentationData extends Scorer {
  readonly kind: 'segmentation';
  readonly version: typeof SEGMENTATION_VERSION;
  readonly of: Segmentation['kind'];
  readonly origin: SegmentationOrigin;
}
