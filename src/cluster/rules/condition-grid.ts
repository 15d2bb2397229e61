import { type Table, tableOf } from '../../core/table.js';
import { leavesOf } from './condition-leaves.js';
import type { ConditionTree } from './read-condition.js';
import type { ConditionColumnType } from './rule-conditions.js';

/** A value of a column; `null` is a missing one. */
export type CellValue = number | string | boolean | null;

/** Values of each column that stand for all others: conditions cannot tell two values between them apart. */
export function standIns(
  trees: readonly ConditionTree[],
  types: ReadonlyMap<string, ConditionColumnType>,
): Map<string, CellValue[]> {
  const asked = new Map<string, Set<number | string | boolean>>();
  for (const leaf of trees.flatMap(leavesOf)) {
    const values = asked.get(leaf.column) ?? new Set();
    asked.set(leaf.column, values);
    if (leaf.test === 'oneOf') for (const value of leaf.values) values.add(value);
    else if (leaf.test !== 'missing') values.add(leaf.value);
  }
  return new Map(
    [...asked].map(([name, values]) => [name, [...between([...values], types.get(name)!), null]]),
  );
}

/** The values themselves, one between each two of them, and one beyond each end. */
function between(
  values: readonly (number | string | boolean)[],
  type: ConditionColumnType,
): (number | string | boolean)[] {
  if (type === 'boolean') return [true, false];
  if (type === 'text') return [...values, `none of ${JSON.stringify(values)}`];
  const numbers = (values as readonly number[]).toSorted((a, b) => a - b);
  if (numbers.length === 0) return [0];
  const gaps = numbers.slice(1).map((value, i) => numbers[i] / 2 + value / 2);
  const [low, high] = [numbers[0], numbers[numbers.length - 1]];
  const most = Number.MAX_VALUE;
  const below = Math.max(-most, low - 1 - Math.abs(low));
  const above = Math.min(most, high + 1 + Math.abs(high));
  return [below, ...numbers, ...gaps, above];
}

/** Number of cells of a grid. */
export function gridSize(values: ReadonlyMap<string, readonly unknown[]>): number {
  return [...values.values()].reduce((product, each) => product * each.length, 1);
}

/** Every combination of values, one row each; the values of the last column change first. */
export function gridOf(values: ReadonlyMap<string, readonly CellValue[]>): Table {
  const size = gridSize(values);
  let repeat = size;
  const columns = [...values].map(([name, each]) => {
    repeat /= each.length;
    const run = repeat;
    return [name, Array.from({ length: size }, (_, i) => each[Math.floor(i / run) % each.length])];
  });
  return tableOf(Object.fromEntries(columns)) as Table;
}
