import type { Condition } from './condition.js';
import { type ConditionLeaf, type ConditionTree, readCondition } from './read-condition.js';

/**
 * A condition in plain words.
 *
 * @param titles - What columns are called; default their names.
 * @throws {InputError} For a test that does not exist, with the nearest one, and values that it cannot take.
 *
 * @example
 * conditionText({ recencyDays: { below: 90 }, orders: { atLeast: 5 } }); // 'recencyDays below 90 and orders 5 or more'
 * conditionText({ score: { from: 3, to: 4 }, not: { country: { oneOf: ['DE', 'FR'] } } }); // 'score 3 to 4 and not (country is DE or FR)'
 */
export function conditionText<Row extends object = Record<string, unknown>>(
  condition: Condition<NoInfer<Row>>,
  titles: Readonly<Record<string, string>> = {},
): string {
  const title = (name: string) => (Object.hasOwn(titles, name) ? titles[name] : name);
  return treeText(readCondition('conditionText', condition), title);
}

function treeText(tree: ConditionTree, title: (column: string) => string): string {
  switch (tree.kind) {
    case 'test':
      return `${title(tree.column)} ${leafText(tree)}`;
    case 'not':
      return `not (${treeText(tree.part, title)})`;
    case 'any':
      return tree.parts.map((part) => enclosed(part, title)).join(' or ');
    case 'all':
      return tree.parts
        .flatMap((part, i) => {
          if (rangeOf(tree.parts[i - 1], part) !== undefined) return [];
          const range = rangeOf(part, tree.parts[i + 1]);
          return range === undefined ? [enclosed(part, title)] : [`${title(range.column)} ${range.text}`];
        })
        .join(' and ');
  }
}

/** Lists stand in brackets within lists. */
function enclosed(tree: ConditionTree, title: (column: string) => string): string {
  const text = treeText(tree, title);
  return tree.kind === 'all' || tree.kind === 'any' ? `(${text})` : text;
}

/** Two tests that are the ends of one range. */
function rangeOf(
  low: ConditionTree | undefined,
  high: ConditionTree | undefined,
): { readonly column: string; readonly text: string } | undefined {
  if (low?.kind !== 'test' || low.test !== 'atLeast') return undefined;
  if (high?.kind !== 'test' || high.test !== 'atMost' || low.column !== high.column) return undefined;
  const { column, value } = low;
  return { column, text: value === high.value ? `is ${value}` : `${value} to ${high.value}` };
}

function leafText(leaf: ConditionLeaf): string {
  switch (leaf.test) {
    case 'below':
    case 'above':
      return `${leaf.test} ${leaf.value}`;
    case 'atLeast':
      return `${leaf.value} or more`;
    case 'atMost':
      return `${leaf.value} or less`;
    case 'missing':
      return leaf.value ? 'is missing' : 'is not missing';
    case 'oneOf': {
      const texts = leaf.values.map(String);
      const last = texts.pop();
      return texts.length === 0 ? `is ${last}` : `is ${texts.join(', ')} or ${last}`;
    }
  }
}
