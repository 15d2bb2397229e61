import { checkMatrixColumns } from '../../core/check-matrix-columns.js';
import { InputError } from '../../core/input-error.js';
import { type Matrix, matrixOf } from '../../core/matrix.js';
import { assignCustomers } from '../assign-customers.js';
import { centroidModel } from '../centroid-model.js';
import { dataHash } from '../data-hash.js';
import { frameOfRows, intoFrame } from '../frame.js';
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
  const sizes = new Float64Array(k);
  const means = new Float64Array(k * columns);
  for (let i = 0; i < rows; i++) {
    const size = ++sizes[found[i]];
    for (let j = 0; j < columns; j++) {
      const place = found[i] * columns + j;
      means[place] += (matrix.data[i * columns + j] - means[place]) / size;
    }
  }
  const meanOf = (s: number) => Array.from(means.subarray(s * columns, (s + 1) * columns));
  const order = Array.from(sizes.keys()).sort((a, b) => {
    if (sizes[a] !== sizes[b]) return sizes[b] - sizes[a];
    const [first, second] = [meanOf(a), meanOf(b)];
    const j = first.findIndex((value, column) => value !== second[column]);
    return j === -1 ? 0 : first[j] - second[j];
  });
  const places = new Int32Array(k);
  order.forEach((s, place) => {
    places[s] = place;
  });
  const labels = found.map((s) => places[s]);
  const keys = order.map((_, s) => `s${s + 1}`);
  const centroids = matrixOf(Float64Array.from(order.flatMap(meanOf)), columns, names, keys);
  const frame = frameOfRows(matrix.data, columns);
  const inFrame = intoFrame(centroids.data, frame);
  const place = (input: Matrix) => assignCustomers(input, inFrame, frame, 'default');
  const assigned = place(matrix);
  const below = merges[rows - k - 1]?.height;
  const above = merges[rows - k]?.height;
  return segmentationOf({
    kind: 'model' as const,
    ids: matrix.ids ?? Array.from({ length: rows }, (_, i) => String(i + 1)),
    labels,
    segments: order.map((s, i) => ({
      key: keys[i],
      name: `Segment ${i + 1}`,
      size: sizes[s],
      share: sizes[s] / rows,
    })),
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
