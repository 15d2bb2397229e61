import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { checkKnown } from '../../core/unknown-name.js';
import { memoryType } from '../../engine/memory/column-type.js';
import { evaluateExpression } from '../../engine/memory/evaluate-expression.js';
import { readFrame } from '../../engine/memory/read-frame.js';
import { column } from '../../engine/plan/expression.js';
import { treeExpression } from './condition-expression.js';
import { comparedWith, leavesOf } from './condition-leaves.js';
import { type ConditionTree, readCondition } from './read-condition.js';

/** What a column that conditions look at holds. */
export type ConditionColumnType = 'number' | 'text' | 'boolean';

/** Conditions of named rules, with the columns that they look at. */
export interface RuleConditions {
  /** Of each rule; `undefined` where the rule is a function. */
  readonly trees: readonly (ConditionTree | undefined)[];
  /** Columns, in the order in which they are first asked for. */
  readonly types: ReadonlyMap<string, ConditionColumnType>;
}

/**
 * Reads the conditions of rules and checks them against the columns of a table.
 *
 * @throws {InputError} For what is no condition, columns that are not there, and comparisons with values of another type.
 */
export function ruleConditions(
  rules: readonly { readonly name: string; readonly when: unknown }[],
  table: Table,
): RuleConditions {
  const names = table.columnNames();
  const types = new Map<string, ConditionColumnType>();
  const trees = rules.map(({ name, when }) => {
    if (typeof when === 'function') return undefined;
    const who = `Rule "${name}"`;
    const tree = readCondition(who, when);
    for (const leaf of leavesOf(tree)) {
      const compared = comparedWith(leaf);
      checkKnown(who, 'column', [leaf.column], names);
      const known = types.get(leaf.column) ?? typeOfColumn(who, table, leaf.column, compared);
      types.set(leaf.column, known);
      if (compared === undefined || compared === known) continue;
      throw new InputError(
        `${who}: column "${leaf.column}" holds ${WORDS[known]}, and is compared with ${WORDS[compared]}.`,
        { column: leaf.column },
      );
    }
    return tree;
  });
  return { trees, types };
}

const WORDS: Readonly<Record<ConditionColumnType, string>> = {
  number: 'numbers',
  text: 'texts',
  boolean: 'true or false',
};

/** By its values; where it has none, by what it is compared with. */
function typeOfColumn(
  who: string,
  table: Table,
  name: string,
  compared: ConditionColumnType | undefined,
): ConditionColumnType {
  const values = table.array(name);
  if (compared !== undefined && values.every((value) => value === null || value === undefined))
    return compared;
  const type = memoryType(values, false);
  if (type === 'time') {
    throw new InputError(
      `${who}: column "${name}" holds times, which conditions cannot compare. Count days first, for example with recency() or tenure().`,
      { column: name },
    );
  }
  return type === 'text' || type === 'boolean' ? type : 'number';
}

/**
 * For each rule with a condition, 1 for the rows that it holds for and 0 for the others.
 *
 * @param who - Who complains about values.
 */
export function askConditions(
  who: string,
  { trees, types }: RuleConditions,
  table: Table,
): (Uint8Array | undefined)[] {
  checkKnown(who, 'column', [...types.keys()], table.columnNames());
  const rows = table.numRows();
  const columns = [...types].map(([name, type]) => ({ name, type, values: table.array(name) }));
  const frame = readFrame(who, columns, rows);
  return trees.map((tree) => {
    if (tree === undefined) return undefined;
    const { values } = evaluateExpression(
      treeExpression(tree, column, (name) => types.get(name) === 'text'),
      frame,
    );
    return Uint8Array.from({ length: rows }, (_, i) => Number(values[i] === 1));
  });
}
