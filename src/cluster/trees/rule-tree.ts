import { checkIds } from '../../core/check-ids.js';
import { checkMatrix } from '../../core/check-matrix.js';
import { checkMatrixColumns } from '../../core/check-matrix-columns.js';
import { dataHash } from '../../core/data-hash.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { currentTask, type Task } from '../../core/task.js';
import { frameOfRows } from '../k-means/frame.js';
import { idsOf, numberedSegments, sizesOf } from '../numbered-segments.js';
import { inertiaOf } from '../segment-means.js';
import type { SegmentModel } from '../segment-model.js';
import type { Segmentation } from '../segmentation.js';
import { segmentationOf } from '../segmentation-of.js';
import { growLeaves } from './grow-leaves.js';
import { inertiaQuestion } from './inertia-question.js';
import { type LeafRule, leafRules, type WayBack } from './leaf-rules.js';
import { plainThresholds } from './plain-thresholds.js';
import { leafPaths, numberedLeaves, placeByTree, type ThresholdNode } from './threshold-node.js';
import { treeModel } from './tree-model.js';

/** How `ruleTree` splits. */
export interface RuleTreeOptions {
  /** Most segments, 1 or more. */
  readonly k: number;
  /** Fewest customers of a segment; default 1% of all, at least 1. */
  readonly least?: number;
  /** The fitted preparation of the matrix, each column by itself: rules are then told in the units of before. */
  readonly units?: WayBack;
}

/** Segments that are rules from the start. */
export interface RuleTree extends Segmentation<Matrix> {
  readonly kind: 'model';
  readonly model: SegmentModel;
  readonly root: ThresholdNode;
  /** One rule a segment, largest segment first. */
  readonly rules: readonly LeafRule[];
  /** Sum of squared distances to the means of the segments. */
  readonly inertia: number;
  /** The same with one segment only. */
  readonly totalInertia: number;
  /** Columns in the order in which they were asked for, and what each took from the inertia: together they are all of it. */
  readonly splits: readonly { readonly column: string; readonly gain: number }[];
}

/**
 * Segments customers by questions about one column each: of all questions always the one that makes segments tightest,
 * so that every segment is a rule. Fewer segments than asked for come when no question is left that helps, or segments
 * would be too small. There is no chance in it, and the order of customers does not matter.
 *
 * @param matrix - One row a customer, columns on one scale.
 * @throws {InputError} For no customers or columns, repeated ids, and a `k` or `least` that is not a whole number from 1 on.
 *
 * O(k · customers · (log customers + columns) · columns).
 * Source: Fraiman, Ghattas and Svarc, "Interpretable clustering using unsupervised binary trees", Advances in Data Analysis
 * and Classification 7 (2013) 125-145, the growing stage.
 *
 * @example
 * const tree = await ruleTree(scaled, { k: 4 });
 * tree.rules.length; // 4
 */
export async function ruleTree(
  matrix: Matrix,
  options: RuleTreeOptions,
  task: Task = currentTask(),
): Promise<RuleTree> {
  const who = 'ruleTree';
  checkMatrix(who, matrix);
  const { rows, columns, names } = matrix;
  const { k, least = Math.max(1, Math.ceil(rows / 100)), units } = options;
  for (const [name, value] of Object.entries({ k, least })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new InputError(`${who}: ${name} is ${value}. It has to be a whole number from 1 on.`);
    }
  }
  if (rows === 0 || columns === 0) {
    throw new InputError(`${who}: there are no ${rows === 0 ? 'customers' : 'columns'}.`);
  }
  if (matrix.ids !== undefined) checkIds(who, matrix.ids);
  frameOfRows(matrix.data, columns, who); // refuses what cannot be squared
  const grown = await growLeaves({ segment: 0 }, k, matrix, inertiaQuestion(matrix, least), task);
  const plain = plainThresholds(grown.root, matrix, units);
  const unordered = numberedLeaves(plain);
  const found = placeByTree(unordered, matrix);
  const count = leafPaths(unordered).length;
  const sizes = sizesOf(found, count);
  const order = [...sizes.keys()].sort((a, b) => sizes[b] - sizes[a] || a - b);
  const places = order.map((_, s) => order.indexOf(s));
  const root = numberedLeaves(plain, places);
  const labels = found.map((label) => places[label]);
  const segments = numberedSegments(order.map((leaf) => sizes[leaf]));
  task.progress(1);
  return segmentationOf({
    kind: 'model' as const,
    ids: idsOf(matrix),
    labels,
    segments,
    origin: {
      method: 'rule tree',
      columns: names,
      options: { k, least },
      dataHash: dataHash(names, matrix.ids, matrix.data),
    },
    model: treeModel(names, root, count),
    root,
    rules: leafRules(matrix, root, segments, units).toSorted((a, b) => keyNumber(a) - keyNumber(b)),
    inertia: inertiaOf(matrix, labels, count),
    totalInertia: inertiaOf(matrix, new Int32Array(rows), 1),
    splits: grown.splits.map(({ column, gain }) => ({ column: names[column], gain })),
    assign: (input: Matrix) => {
      checkMatrixColumns('assign', input, names);
      return placeByTree(root, input);
    },
  });
}

function keyNumber({ key }: LeafRule): number {
  return Number(key.slice(1));
}
