import { formatNumber } from '../../core/format.js';
import type { Matrix } from '../../core/matrix.js';
import type { Segment } from '../segmentation.js';
import { type Bound, leafPaths, numberedLeaves, placeByTree, type ThresholdNode } from './threshold-node.js';

/** One leaf of a tree in words. */
export interface LeafRule {
  /** Key and name of its segment. */
  readonly key: string;
  readonly name: string;
  /** For example `orders up to 3.5 and recencyDays above 90`. */
  readonly text: string;
  readonly bounds: readonly {
    readonly column: string;
    readonly side: Bound['side'];
    readonly value: number;
  }[];
  /** Customers in the leaf. */
  readonly customers: number;
}

/** What takes columns back to the units of people: a fitted step or preparation that treats each column by itself. */
export interface WayBack {
  readonly columnsIn: readonly string[];
  apply(matrix: Matrix): Matrix;
  inverse(matrix: Matrix): Matrix;
}

/** Bounds in words, for example `orders up to 3.5 and recencyDays above 90`. */
export function boundsText(bounds: readonly Bound[], nameOf: (column: number) => string): string {
  return bounds
    .map(({ column, side, threshold }) => `${nameOf(column)} ${side} ${formatNumber(threshold)}`)
    .join(' and ');
}

/** The leaves of a tree as rules, left to right. */
export function leafRules(
  matrix: Matrix,
  root: ThresholdNode,
  segments: readonly Segment[],
  units: WayBack | undefined,
): LeafRule[] {
  const paths = leafPaths(root);
  const leaves = placeByTree(numberedLeaves(root), matrix);
  const sizes = new Float64Array(paths.length);
  for (const leaf of leaves) sizes[leaf]++;
  return paths.map(({ segment, bounds }, leaf) => {
    const own = bounds.map(({ column, threshold, side }) => ({
      column: units?.columnsIn[column] ?? matrix.names[column],
      side,
      value: units === undefined ? threshold : inUnits(matrix, units, column, threshold),
    }));
    const text = boundsText(
      own.map((bound, column) => ({ ...bound, column, threshold: bound.value })),
      (j) => own[j].column,
    );
    const { key, name } = segments[segment];
    return { key, name, text: text === '' ? 'everybody' : text, bounds: own, customers: sizes[leaf] };
  });
}

function inUnits({ columns, data, names }: Matrix, units: WayBack, column: number, value: number): number {
  const row = data.slice(0, columns);
  row[column] = value;
  return units.inverse({ rows: 1, columns, data: row, names }).data[column];
}
