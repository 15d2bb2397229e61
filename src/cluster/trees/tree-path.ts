import { type Bound, type LeafPath, tightest } from './threshold-node.js';

/**
 * The way of one customer through a tree that may come from a file of strangers.
 *
 * @param values - One a column.
 * @returns `undefined` for what is no tree of these columns.
 */
export function treePath(root: unknown, values: readonly number[]): LeafPath | undefined {
  const bounds: Bound[] = [];
  let node = root;
  while (typeof node === 'object' && node !== null) {
    const { segment, column, threshold, left, right } = node as Readonly<Record<string, unknown>>;
    if (typeof segment === 'number') return { segment, bounds: tightest(bounds) };
    if (typeof column !== 'number' || typeof threshold !== 'number' || !(column in values)) return undefined;
    const side = values[column] <= threshold ? 'up to' : 'above';
    bounds.push({ column, threshold, side });
    node = side === 'up to' ? left : right;
  }
  return undefined;
}
