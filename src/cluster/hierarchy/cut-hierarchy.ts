import { checkMatrixColumns } from '../../core/check-matrix-columns.js';
import { dataHash } from '../../core/data-hash.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { centroidModel } from '../centroid-model.js';
import { assignCustomers } from '../k-means/assign-customers.js';
import { frameOfRows, intoFrame } from '../k-means/frame.js';
import { idsOf, largestFirst, numberedSegments, sizesOf } from '../numbered-segments.js';
import { rowsOf } from '../rows-of.js';
import { meansOf } from '../segment-means.js';
import type { SegmentModel } from '../segment-model.js';
import type { Segmentation } from '../segmentation.js';
import { segmentationOf } from '../segmentation-of.js';
import type { Linkage, TreeCut } from './hierarchy.js';
import type { Merge } from './merge.js';
import { cutTree } from './merge-tree.js';

/** Segments of a tree of customers. */
export interface HierarchySegmentation extends Segmentation<Matrix> {
  readonly kind: 'model';
  readonly model: SegmentModel;
  /** Mean of each segment. New customers go to the nearest one. */
  readonly centroids: Matrix;
  /** Customers of the tree whose nearest mean is that of another segment: `assign` places them there. */
  readonly movedByAssign: number;
  /** Height below which the tree was cut, and above it the next merge; absent where all is one, or nothing is. */
  readonly between: { readonly below?: number; readonly above?: number };
}

/** Cuts a tree into segments. */
export function cutHierarchy(
  matrix: Matrix,
  linkage: Linkage,
  merges: readonly Merge[],
  at: TreeCut,
): HierarchySegmentation {
  const { rows, columns, names } = matrix;
  const k = groupsOf(rows, merges, at);
  const found = cutTree(rows, merges, k);
  const sizes = sizesOf(found, k);
  const means = meansOf(matrix, found, k);
  const order = largestFirst(sizes, means);
  const places = new Int32Array(k);
  order.forEach((s, place) => {
    places[s] = place;
  });
  const labels = found.map((s) => places[s]);
  const segments = numberedSegments(order.map((s) => sizes[s]));
  const keys = segments.map(({ key }) => key);
  const centroids = { ...rowsOf(means, order), ids: keys };
  const frame = frameOfRows(matrix.data, columns);
  const inFrame = intoFrame(centroids.data, frame);
  const place = (input: Matrix) => assignCustomers(input, inFrame, frame, 'default');
  const assigned = place(matrix);
  const below = merges[rows - k - 1]?.height;
  const above = merges[rows - k]?.height;
  return segmentationOf({
    kind: 'model' as const,
    ids: idsOf(matrix),
    labels,
    segments,
    origin: {
      method: 'hierarchy',
      columns: names,
      options: { linkage, k },
      dataHash: dataHash(names, matrix.ids, matrix.data),
    },
    model: centroidModel(centroids),
    centroids,
    movedByAssign: assigned.reduce((sum, label, i) => sum + Number(label !== labels[i]), 0),
    between: { ...(below === undefined ? {} : { below }), ...(above === undefined ? {} : { above }) },
    assign: (input: Matrix) => {
      checkMatrixColumns('assign', input, names);
      return place(input);
    },
  });
}

function groupsOf(rows: number, merges: readonly Merge[], at: TreeCut): number {
  if (typeof at !== 'object' || at === null || 'k' in at === 'height' in at) {
    throw new InputError('cut needs a number of segments or a height, for example { k: 4 }.');
  }
  if ('k' in at) {
    if (!Number.isInteger(at.k) || at.k < 1 || at.k > rows) {
      throw new InputError(
        `cut: k is ${at.k}. It has to be a whole number from 1 to ${rows}, the number of customers.`,
      );
    }
    return at.k;
  }
  if (!(at.height >= 0)) throw new InputError(`cut: height is ${at.height}. It has to be 0 or above.`);
  return 1 + merges.filter(({ height }) => height > at.height).length;
}
