import { call, column, type Expression } from '../../engine/plan/expression.js';
import type { Condition } from './condition.js';
import { comparedWith, leavesOf } from './condition-leaves.js';
import { type ConditionLeaf, type ConditionTree, readCondition } from './read-condition.js';

/**
 * A condition as an expression of the columns, to be computed in memory, as SQL or as a plain function. Where it is missing
 * the condition does not hold.
 *
 * @throws {InputError} For a test that does not exist, with the nearest one, and values that it cannot take.
 *
 * @example
 * conditionExpression({ orders: { atLeast: 5 } }).kind; // 'call'
 */
export function conditionExpression<Row extends object = Record<string, unknown>>(
  condition: Condition<NoInfer<Row>>,
): Expression {
  const tree = readCondition('conditionExpression', condition);
  const texts = new Set(
    leavesOf(tree).flatMap((leaf) => (comparedWith(leaf) === 'text' ? [leaf.column] : [])),
  );
  return treeExpression(tree, column, (name) => texts.has(name));
}

/** The expression of a condition on inputs that stand for its columns. */
export function treeExpression(
  tree: ConditionTree,
  input: (column: string) => Expression,
  isText: (column: string) => boolean,
): Expression {
  switch (tree.kind) {
    case 'all':
    case 'any':
      return call(
        tree.kind === 'all' ? 'and' : 'or',
        ...tree.parts.map((part) => treeExpression(part, input, isText)),
      );
    case 'not':
      return call('choose', treeExpression(tree.part, input, isText), false, true); // true where it is missing
    case 'test':
      return leafExpression(tree, input(tree.column), isText(tree.column));
  }
}

function leafExpression(leaf: ConditionLeaf, value: Expression, isText: boolean): Expression {
  switch (leaf.test) {
    case 'below':
      return call('less', value, leaf.value);
    case 'above':
      return call('less', leaf.value, value);
    case 'atMost':
      return call('atMost', value, leaf.value);
    case 'atLeast':
      return call('atMost', leaf.value, value);
    case 'missing': {
      const missing = call('isMissing', isText ? call('missingIf', value, '') : value);
      return leaf.value ? missing : call('not', missing);
    }
    case 'oneOf': {
      const truth = comparedWith(leaf) === 'boolean';
      const compared = truth ? call('toNumber', value) : value; // models hand on truth as 1 and 0
      const values = leaf.values.map((each) => (typeof each === 'boolean' ? Number(each) : each));
      return values.length === 1 ? call('equal', compared, values[0]) : call('oneOf', compared, ...values);
    }
  }
}
