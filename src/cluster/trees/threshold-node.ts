/** A tree of questions about one column each. */
export type ThresholdNode = ThresholdSplit | ThresholdLeaf;

/** Customers up to a value go left, the others right. */
export interface ThresholdSplit {
  readonly column: number;
  readonly threshold: number;
  readonly left: ThresholdNode;
  readonly right: ThresholdNode;
}

/** Where the questions end. */
export interface ThresholdLeaf {
  /** Position of the segment. */
  readonly segment: number;
}

/** A bound that a customer of a leaf keeps. */
export interface Bound {
  readonly column: number;
  readonly threshold: number;
  readonly side: 'up to' | 'above';
}

/** A leaf, and the bounds on the way to it, the tightest for each column and side. */
export interface LeafPath {
  readonly segment: number;
  readonly bounds: readonly Bound[];
}

/** Segment of each row of a matrix. */
export function placeByTree(
  root: ThresholdNode,
  { rows, columns, data }: { readonly rows: number; readonly columns: number; readonly data: Float64Array },
): Int32Array {
  return Int32Array.from({ length: rows }, (_, i) => {
    let node = root;
    while (!('segment' in node)) {
      node = data[i * columns + node.column] <= node.threshold ? node.left : node.right;
    }
    return node.segment;
  });
}

/** Leaves from left to right. */
export function leafPaths(root: ThresholdNode, bounds: readonly Bound[] = []): LeafPath[] {
  if ('segment' in root) return [{ segment: root.segment, bounds: tightest(bounds) }];
  const { column, threshold, left, right } = root;
  return [
    ...leafPaths(left, [...bounds, { column, threshold, side: 'up to' }]),
    ...leafPaths(right, [...bounds, { column, threshold, side: 'above' }]),
  ];
}

/** The tightest bound for each column and side. */
export function tightest(bounds: readonly Bound[]): Bound[] {
  return bounds.filter((bound, b) =>
    bounds.every((other, o) => {
      if (o === b || other.column !== bound.column || other.side !== bound.side) return true;
      const isLooser =
        bound.side === 'up to' ? other.threshold > bound.threshold : other.threshold < bound.threshold;
      return isLooser || (other.threshold === bound.threshold && o < b);
    }),
  );
}

/** The tree with its leaves numbered from left to right, or by what stands at that number. */
export function numberedLeaves(root: ThresholdNode, places?: readonly number[]): ThresholdNode {
  let next = 0;
  const number = (node: ThresholdNode): ThresholdNode => {
    if (!('segment' in node)) return { ...node, left: number(node.left), right: number(node.right) };
    const leaf = next++;
    return { segment: places?.[leaf] ?? leaf };
  };
  return number(root);
}
