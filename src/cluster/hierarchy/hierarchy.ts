import { checkIds } from '../../core/check-ids.js';
import { checkMatrix } from '../../core/check-matrix.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { checkKnown } from '../../core/unknown-name.js';
import { frameOfRows, intoFrame } from '../k-means/frame.js';
import { rowsByValue } from '../rows-by-value.js';
import { rowsOf } from '../rows-of.js';
import { squaredDistance } from '../squared-distance.js';
import { cutHierarchy, type HierarchySegmentation } from './cut-hierarchy.js';
import { distancePanels } from './distance-panels.js';
import type { FoundMerge, Merge } from './merge.js';
import { leafOrder, mergeTree } from './merge-tree.js';
import { nearestNeighbourChain } from './nearest-neighbour-chain.js';
import { nearestPairs } from './nearest-pairs.js';
import { spanningTree } from './spanning-tree.js';
import { wardGroups } from './ward-groups.js';

/**
 * How far two groups are apart: `ward` by how much the sum of squares grows when they become one, `average` and `complete`
 * by the mean and the largest distance of two customers, `single` by the smallest.
 */
export type Linkage = 'ward' | 'average' | 'complete' | 'single';

/** How `hierarchy` merges. */
export interface HierarchyOptions {
  /** Default `ward`. */
  readonly linkage?: Linkage;
}

/** Where a tree is cut: into so many groups, or below a height. */
export type TreeCut = { readonly k: number } | { readonly height: number };

/** A tree of customers: who is joined with whom, at which height. */
export interface Hierarchy {
  readonly linkage: Linkage;
  /** Customers. */
  readonly rows: number;
  /** One less than customers, by height. */
  readonly merges: readonly Merge[];
  /** Rows from left to right, so that no lines of the tree cross. */
  readonly order: Int32Array;
  /** Segments of the tree. */
  cut(at: TreeCut): HierarchySegmentation;
  /**
   * Correlation of the distances of customers with the heights at which they are joined: 1 is a tree that tells all, and
   * `undefined` where all are equally far apart. O(customers² · columns).
   */
  copheneticCorrelation(task?: Task): Promise<number | undefined>;
}

/** Distances of all pairs are kept for `average` and `complete`: more would take more than 1.6 GB. */
const MOST_ROWS = 20_000;

/**
 * Joins the nearest two groups of customers again and again, from single customers to all. Heights are those of R's
 * `hclust`: `ward` is its `ward.D2`. Equal distances are decided by the values of the customers, so that their order does
 * not matter.
 *
 * @param matrix - One row a customer, columns on one scale.
 * @throws {InputError} For an unknown linkage, fewer than two customers, repeated ids, values that cannot be squared, and
 *   more than 20,000 customers with `average` or `complete`.
 *
 * O(customers² · columns) time. Memory is that of the customers for `ward` and `single`, and 4 bytes · customers² for
 * `average` and `complete`. See the README, "Speed".
 * Source: Ward, "Hierarchical grouping to optimize an objective function", Journal of the American Statistical Association
 * 58 (1963) 236-244; Murtagh and Legendre, "Ward's hierarchical agglomerative clustering method", Journal of
 * Classification 31 (2014) 274-295; Müllner, arXiv:1109.2378.
 *
 * @example
 * const tree = await hierarchy(scaled, { linkage: 'ward' });
 * tree.cut({ k: 4 }).segments.length; // 4
 */
export async function hierarchy(
  matrix: Matrix,
  options: HierarchyOptions = {},
  task: Task = currentTask(),
): Promise<Hierarchy> {
  checkMatrix('hierarchy', matrix);
  const { linkage = 'ward' } = options;
  const { rows, columns } = matrix;
  checkKnown('hierarchy', 'linkage', [linkage], ['ward', 'average', 'complete', 'single']);
  if (rows < 2) throw new InputError(`hierarchy: a tree needs two customers or more; there are ${rows}.`);
  if (columns === 0) throw new InputError('hierarchy: the matrix has no columns.');
  if (matrix.ids !== undefined) checkIds('hierarchy', matrix.ids);
  if (rows > MOST_ROWS && (linkage === 'average' || linkage === 'complete')) {
    const gigabytes = formatNumber((rows * (rows - 1) * 4) / 1e9, { digits: 1 });
    throw new InputError(
      `hierarchy: the distances of ${formatNumber(rows)} customers for ${linkage} linkage take ${gigabytes} GB. Take ward or single, which keep none, or cut the tree of a sample and place the others with assign.`,
    );
  }
  const frame = frameOfRows(matrix.data, columns, 'hierarchy');
  const order = rowsByValue(matrix);
  const data = intoFrame(rowsOf(matrix, order).data, frame);
  const found = await merge(data.slice(), columns, linkage, task);
  const heights = found.map(({ one, other, height }) => ({ one, other, height: height / frame.scale }));
  const merges = mergeTree(rows, heights).map((each) => ({
    ...each,
    first: each.first < rows ? order[each.first] : each.first,
    second: each.second < rows ? order[each.second] : each.second,
  }));
  const leaves = leafOrder(rows, merges);
  task.progress(1);
  return {
    linkage,
    rows,
    merges,
    order: leaves,
    cut: (at) => cutHierarchy(matrix, linkage, merges, at),
    copheneticCorrelation: (own = currentTask()) =>
      copheneticCorrelation(
        { rows, columns, data: intoFrame(matrix.data, frame) },
        merges.map((each) => ({ ...each, height: each.height * frame.scale })),
        leaves,
        own,
      ),
  };
}

async function merge(
  data: Float64Array,
  columns: number,
  linkage: Linkage,
  task: Task,
): Promise<FoundMerge[]> {
  const rows = data.length / columns;
  if (linkage === 'single') {
    const distances = (row: number, to: Float64Array) => {
      for (let i = 0; i < rows; i++) to[i] = Math.sqrt(squaredDistance(data, i, data, row, columns));
    };
    return spanningTree(rows, distances, task);
  }
  if (linkage === 'ward') {
    return nearestNeighbourChain(rows, wardGroups(data, columns), Math.sqrt, task);
  }
  const panels = await distancePanels(data, columns, task);
  return nearestPairs(panels, rows, linkage, task);
}

async function copheneticCorrelation(
  { rows, columns, data }: Pick<Matrix, 'rows' | 'columns' | 'data'>,
  merges: readonly Merge[],
  leaves: Int32Array,
  task: Task,
): Promise<number | undefined> {
  const starts = new Int32Array(rows + merges.length);
  const sizes = new Int32Array(rows + merges.length).fill(1);
  leaves.forEach((row, place) => {
    starts[row] = place;
  });
  const pairs = (rows * (rows - 1)) / 2;
  const meanHeight = merges.reduce((sum, { first, second, height, size }, m) => {
    starts[rows + m] = starts[first];
    sizes[rows + m] = size;
    return sum + (height * sizes[first] * sizes[second]) / pairs;
  }, 0);
  let distances = 0;
  let squares = 0;
  let products = 0;
  let heights = 0;
  let due = 0;
  for (const [m, { first, second, height }] of merges.entries()) {
    const [from, to] = [starts[second], starts[second] + sizes[second]];
    const off = height - meanHeight;
    for (let a = starts[first]; a < starts[first] + sizes[first]; a++) {
      due += to - from;
      if (due > 1e6) {
        due = 0;
        task.progress(m / merges.length, 'Cophenetic correlation');
        await breathe(task);
      }
      for (let b = from; b < to; b++) {
        const distance = Math.sqrt(squaredDistance(data, leaves[a], data, leaves[b], columns));
        distances += distance;
        squares += distance * distance;
        products += distance * off;
        heights += off * off;
      }
    }
  }
  const spread = squares - (distances * distances) / pairs;
  if (!(spread > 1e-12 * squares) || heights === 0) return undefined;
  return products / Math.sqrt(spread * heights);
}
