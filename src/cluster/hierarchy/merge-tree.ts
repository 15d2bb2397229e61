import type { FoundMerge, Merge } from './merge.js';

/**
 * Merges in order of their height, with the groups they are of; of two groups the one with the earlier customer comes
 * first.
 */
export function mergeTree(count: number, found: readonly FoundMerge[]): Merge[] {
  const order = [...found.keys()].sort((a, b) => found[a].height - found[b].height || a - b);
  const parents = Int32Array.from({ length: count }, (_, i) => i);
  const rootOf = (customer: number): number => {
    let root = customer;
    while (parents[root] !== root) root = parents[root];
    for (let at = customer; at !== root; ) [at, parents[at]] = [parents[at], root];
    return root;
  };
  const groups = Int32Array.from({ length: count }, (_, i) => i);
  const sizes = new Float64Array(count).fill(1);
  return order.map((f, m) => {
    const roots = [rootOf(found[f].one), rootOf(found[f].other)];
    const [root, other] = roots[0] < roots[1] ? roots : roots.toReversed();
    const merge = {
      first: groups[root],
      second: groups[other],
      height: found[f].height,
      size: sizes[root] + sizes[other],
    };
    parents[other] = root;
    groups[root] = count + m;
    sizes[root] = merge.size;
    return merge;
  });
}

/** Customers from left to right, so that no lines of the tree cross. */
export function leafOrder(count: number, merges: readonly Merge[]): Int32Array {
  const order = new Int32Array(count);
  const open = [count === 1 ? 0 : count + merges.length - 1];
  for (let next = 0; open.length > 0; ) {
    const group = open.pop()!;
    if (group < count) order[next++] = group;
    else open.push(merges[group - count].second, merges[group - count].first);
  }
  return order;
}

/** Group of each customer when the last merges are undone: numbers from 0, by the first customer of each. */
export function cutTree(count: number, merges: readonly Merge[], groups: number): Int32Array {
  const parents = Int32Array.from({ length: count + merges.length }, (_, i) => i);
  for (let m = 0; m < count - groups; m++) {
    parents[merges[m].first] = count + m;
    parents[merges[m].second] = count + m;
  }
  for (let i = parents.length - 1; i >= 0; i--) parents[i] = parents[parents[i]];
  const numbers = new Map<number, number>();
  return Int32Array.from({ length: count }, (_, i) => {
    const root = parents[i];
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    return numbers.get(root)!;
  });
}
