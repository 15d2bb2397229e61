import { breathe, type Task } from '../../core/task.js';
import type { FoundMerge } from './merge.js';

/** Groups that are merged one after the other; each is known by its number, at first that of its only customer. */
export interface Groups {
  /** Any group that is left. */
  any(): number;
  /** The group nearest to one, of equally near ones the group `rather`; its distance as the linkage sees it. */
  nearest(group: number, rather: number): { readonly group: number; readonly distance: number };
  /** Makes one group of two; it goes on under the first number. */
  merge(group: number, other: number): void;
}

const SEARCHES_OF_A_BREATH = 64;

/**
 * Merges groups that are nearest to each other, until one is left, in whatever order they are found: a chain goes from
 * group to nearest group until it turns back. That gives the same tree as always merging the nearest pair of all, if a
 * merge never comes nearer to a third group than its nearer part was.
 *
 * At most three searches a merge. Source: Murtagh, "A survey of recent advances in hierarchical clustering algorithms",
 * The Computer Journal 26 (1983) 354-359; Müllner, "Modern hierarchical, agglomerative clustering algorithms",
 * arXiv:1109.2378.
 */
export async function nearestNeighbourChain(
  count: number,
  groups: Groups,
  heightOf: (distance: number) => number,
  task: Task,
): Promise<FoundMerge[]> {
  const found: FoundMerge[] = [];
  const chain: number[] = [];
  const heights = new Float64Array(count);
  for (let search = 0; found.length < count - 1; search++) {
    if (search % SEARCHES_OF_A_BREATH === 0) {
      // Of n groups that are left, a search looks at n: the work that is done goes with the square.
      task.progress(1 - (1 - found.length / count) ** 2, 'Hierarchy of customers');
      await breathe(task);
    }
    if (chain.length === 0) chain.push(groups.any());
    const top = chain[chain.length - 1];
    const before = chain.length > 1 ? chain[chain.length - 2] : -1;
    const { group, distance } = groups.nearest(top, before);
    if (group !== before) {
      chain.push(group);
      continue;
    }
    chain.length -= 2;
    groups.merge(before, top);
    // Rounding may put a group nearer than its parts were: a tree does not grow downwards.
    heights[before] = Math.max(heightOf(distance), heights[before], heights[top]);
    found.push({ one: before, other: top, height: heights[before] });
  }
  return found;
}
