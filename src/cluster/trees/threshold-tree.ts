import { checkMatrix } from '../../core/check-matrix.js';
import { checkMatrixColumns } from '../../core/check-matrix-columns.js';
import { dataHash } from '../../core/data-hash.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { currentTask, type Task } from '../../core/task.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import { checkCustomersOf } from '../check-customers-of.js';
import { frameOfRows } from '../k-means/frame.js';
import { inertiaOf, meansOf } from '../segment-means.js';
import type { SegmentModel } from '../segment-model.js';
import type { Segmentation } from '../segmentation.js';
import { segmentationOf } from '../segmentation-of.js';
import { squaredDistance } from '../squared-distance.js';
import { cheapestQuestion } from './cheapest-question.js';
import { growLeaves } from './grow-leaves.js';
import { type LeafRule, leafRules, type WayBack } from './leaf-rules.js';
import { plainThresholds } from './plain-thresholds.js';
import { separateCenters } from './separate-centers.js';
import { placeByTree, type ThresholdNode } from './threshold-node.js';
import { treeModel } from './tree-model.js';

/** How `thresholdTree` explains. */
export interface ThresholdTreeOptions {
  /** Most leaves, from the number of segments on; default one a segment. */
  readonly leaves?: number;
  /** The fitted preparation of the matrix, each column by itself: rules are then told in the units of before. */
  readonly units?: WayBack;
}

/** Segments told by questions about one column each. */
export interface ThresholdTree extends Segmentation<Matrix> {
  readonly kind: 'model';
  readonly model: SegmentModel;
  readonly root: ThresholdNode;
  /** Leaves from left to right, in words. */
  readonly rules: readonly LeafRule[];
  /** Share of customers that the tree places where the segmentation does. */
  readonly fidelity: Estimate;
  /** Sum of squares within the segments of the tree, over that within those explained: 1 costs nothing. */
  readonly price: number;
  /** Fidelity and price in a sentence. */
  readonly because: string;
}

/**
 * A small tree of questions such as "orders up to 3.5?" that places customers almost as a segmentation does, so that people
 * can follow it, and a till or a form can use it. With one leaf a segment each question parts the means of segments with the
 * fewest mistakes; more leaves are added where they save most.
 *
 * @param matrix - The customers of the segmentation, as it was given them.
 * @param segmentation - Of 2 segments or more whose means differ. The tree has its keys and names.
 * @throws {InputError} For customers that are not those of the segmentation, an empty segment, means that are alike, and
 *   fewer leaves than segments.
 *
 * Fidelity is measured on the customers that the tree was made of. A customer who lacks a value is in no segment.
 * O(leaves · customers · (log customers + segments) · columns).
 * Source: Dasgupta, Frost, Moshkovitz and Rashtchian, "Explainable k-means and k-medians clustering", ICML 2020; Frost,
 * Moshkovitz and Rashtchian, "ExKMC: Expanding explainable k-means clustering", arXiv:2006.02399.
 *
 * @example
 * const tree = await thresholdTree(scaled, segmentation);
 * tree.rules.length; // 4
 * tree.fidelity.value > 0.9; // true
 */
export async function thresholdTree(
  matrix: Matrix,
  segmentation: Segmentation<never>,
  options: ThresholdTreeOptions = {},
  task: Task = currentTask(),
): Promise<ThresholdTree> {
  checkMatrix('thresholdTree', matrix);
  if (!Array.isArray(segmentation?.segments)) {
    throw new InputError('thresholdTree needs a segmentation of the same customers, for example of kmeans.');
  }
  const { labels, segments } = segmentation;
  const { leaves = segments.length, units } = options;
  check(matrix, segmentation, leaves);
  const centers = meansOf(matrix, labels, segments.length);
  checkCenters(centers);
  const smallest = separateCenters(matrix, labels, centers);
  const costs = new Float64Array(matrix.rows * segments.length);
  for (let i = 0; i < matrix.rows; i++) {
    for (let s = 0; s < segments.length; s++) {
      costs[i * segments.length + s] = squaredDistance(matrix.data, i, centers.data, s, matrix.columns);
    }
  }
  const question = cheapestQuestion(matrix, costs, segments.length);
  const grown =
    leaves > segments.length
      ? await growLeaves(smallest, leaves, matrix, question, task)
      : { root: smallest };
  const root = plainThresholds(grown.root, matrix, units);
  task.progress(1);
  const own = placeByTree(root, matrix);
  const agreeing = own.reduce((sum, label, i) => sum + Number(label === labels[i]), 0);
  const fidelity = wilsonInterval(agreeing, matrix.rows);
  const within = inertiaOf(matrix, labels, segments.length);
  const price = within > 0 ? inertiaOf(matrix, own, segments.length) / within : 1;
  const sizes = new Float64Array(segments.length);
  for (const label of own) sizes[label]++;
  const rules = leafRules(matrix, root, segments, units);
  return segmentationOf({
    kind: 'model' as const,
    ids: segmentation.ids,
    labels: own,
    segments: segments.map((segment, s) => ({ ...segment, size: sizes[s], share: sizes[s] / matrix.rows })),
    origin: {
      method: 'threshold tree',
      columns: matrix.names,
      options: { of: segmentation.origin, leaves },
      dataHash: dataHash(matrix.names, matrix.ids, matrix.data),
    },
    model: treeModel(matrix.names, root, segments.length),
    root,
    rules,
    fidelity,
    price,
    because: `A tree with ${rules.length} leaves places ${percent(fidelity.value)} of the customers as ${segmentation.origin.method} does (${percent(fidelity.low)} to ${percent(fidelity.high)}); its segments are ${price < 1.005 ? 'as tight' : `${percent(price - 1)} less tight`}.`,
    assign: (input: Matrix) => {
      checkMatrixColumns('assign', input, matrix.names);
      return placeByTree(root, input);
    },
  });
}

const percent = (share: number) => `${Math.round(100 * share)}%`;

function check(matrix: Matrix, segmentation: Segmentation<never>, leaves: number): void {
  const { labels, segments } = segmentation;
  const wayOut = 'Give the matrix that the segments were made of.';
  checkCustomersOf('thresholdTree', segmentation, matrix, wayOut);
  if (segments.length < 2)
    throw new InputError('thresholdTree: there is one segment, which needs no question.');
  frameOfRows(matrix.data, matrix.columns, 'thresholdTree'); // refuses what cannot be squared
  const empty = segments.find((_, s) => !labels.includes(s));
  if (empty !== undefined) {
    throw new InputError(
      `thresholdTree: segment "${empty.name}" has no customer, so nothing can tell who belongs to it.`,
    );
  }
  if (!Number.isInteger(leaves) || leaves < segments.length) {
    throw new InputError(
      `thresholdTree: leaves is ${leaves}. It has to be a whole number from ${segments.length} on, the number of segments.`,
    );
  }
}

function checkCenters({ rows, columns, data, ids }: Matrix): void {
  const seen = new Map<string, number>();
  for (let s = 0; s < rows; s++) {
    const key = data.subarray(s * columns, (s + 1) * columns).join();
    const other = seen.get(key);
    if (other !== undefined) {
      throw new InputError(
        `thresholdTree: segments ${ids?.[other]} and ${ids?.[s]} have the same means, so no question parts them. Give a matrix of the columns in which they differ.`,
      );
    }
    seen.set(key, s);
  }
}
