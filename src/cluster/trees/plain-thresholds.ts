import type { Matrix } from '../../core/matrix.js';
import type { WayBack } from './leaf-rules.js';
import { plainNumber } from './plain-number.js';
import type { ThresholdNode } from './threshold-node.js';

/**
 * The same tree with thresholds that people read, for example 6 in place of 6.48: any number between the customers on
 * both sides parts them alike. With `units` they are plain in the units of before.
 */
export function plainThresholds(
  root: ThresholdNode,
  matrix: Matrix,
  units: WayBack | undefined,
): ThresholdNode {
  const { rows, columns, data } = matrix;
  const grow = (node: ThresholdNode, own: Int32Array): ThresholdNode => {
    if ('segment' in node) return node;
    const coordinateOf = (row: number) => data[row * columns + node.column];
    const left = own.filter((row) => coordinateOf(row) <= node.threshold);
    const right = own.filter((row) => coordinateOf(row) > node.threshold);
    const low = left.reduce((most, row) => Math.max(most, coordinateOf(row)), Number.NEGATIVE_INFINITY);
    const high = right.reduce((least, row) => Math.min(least, coordinateOf(row)), Number.POSITIVE_INFINITY);
    return {
      column: node.column,
      threshold:
        left.length === 0 || right.length === 0
          ? node.threshold
          : plainBetween(matrix, units, node.column, node.threshold, low, high),
      left: grow(node.left, left),
      right: grow(node.right, right),
    };
  };
  return grow(
    root,
    Int32Array.from({ length: rows }, (_, i) => i),
  );
}

function plainBetween(
  { columns, data, names }: Matrix,
  units: WayBack | undefined,
  column: number,
  threshold: number,
  low: number,
  high: number,
): number {
  if (units === undefined) return plainNumber(low, high);
  const through = (way: 'inverse' | 'apply', value: number): number => {
    const there = { rows: 1, columns, data: data.slice(0, columns), names };
    const row = way === 'apply' ? { ...units.inverse(there), names: units.columnsIn } : there;
    row.data[column] = value;
    return units[way](row).data[column];
  };
  const [from, to] = [through('inverse', low), through('inverse', high)];
  if (!(from < to)) return threshold;
  const plain = through('apply', plainNumber(from, to));
  return plain >= low && plain < high ? plain : threshold;
}
