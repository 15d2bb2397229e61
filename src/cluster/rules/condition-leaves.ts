import type { ConditionLeaf, ConditionTree } from './read-condition.js';

/** All questions of a condition, from left to right. */
export function leavesOf(tree: ConditionTree): ConditionLeaf[] {
  if (tree.kind === 'test') return [tree];
  return tree.kind === 'not' ? leavesOf(tree.part) : tree.parts.flatMap(leavesOf);
}

/** What the values are that a question compares a column with; nothing where it asks whether it is missing. */
export function comparedWith(leaf: ConditionLeaf): 'number' | 'text' | 'boolean' | undefined {
  if (leaf.test === 'missing') return undefined;
  if (leaf.test !== 'oneOf') return 'number';
  const [value] = leaf.values;
  return typeof value === 'string' ? 'text' : typeof value === 'boolean' ? 'boolean' : 'number';
}
