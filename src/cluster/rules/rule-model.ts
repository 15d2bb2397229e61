import { call, type Expression } from '../../engine/plan/expression.js';
import type { SegmentModel } from '../segment-model.js';
import type { Condition } from './condition.js';
import { treeExpression } from './condition-expression.js';
import type { ConditionTree } from './read-condition.js';
import type { ConditionColumnType } from './rule-conditions.js';

/** How rules meet: the first that holds wins, or every customer has to meet exactly one. */
export type RuleMode = 'first' | 'partition';

/** Conditions decide. In a partition those who meet no rule, or several, are in the last segment. */
export function ruleModel(
  conditions: readonly Condition[],
  trees: readonly ConditionTree[],
  types: ReadonlyMap<string, ConditionColumnType>,
  mode: RuleMode,
): SegmentModel {
  const columns = [...types.keys()];
  const held = columns.map((name) => types.get(name)!);
  return {
    kind: 'rules',
    columns,
    types: held,
    decide: (inputs) => {
      const inputOf = new Map(columns.map((name, j) => [name, inputs[j]]));
      const each = trees.map((tree) =>
        treeExpression(
          tree,
          (name) => inputOf.get(name)!,
          (name) => types.get(name) === 'text',
        ),
      );
      return { by: 'conditions', conditions: mode === 'first' ? each : each.map((_, r) => alone(each, r)) };
    },
    toJSON: () => ({ kind: 'rules', columns, types: held, mode, conditions }),
  };
}

/** One of several conditions holds, and none of the others. */
function alone(conditions: readonly Expression[], own: number): Expression {
  const others = conditions.filter((_, r) => r !== own).map((other) => call('choose', other, false, true));
  return others.length === 0 ? conditions[own] : call('and', conditions[own], ...others);
}
