import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { unknownName } from '../../core/unknown-name.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { counted } from '../../display/counted.js';
import { checkRuleNames } from './check-rule-names.js';
import { gridOf, gridSize } from './condition-grid.js';
import { leavesOf } from './condition-leaves.js';
import { coverageContent } from './coverage-content.js';
import { askConditions, ruleConditions } from './rule-conditions.js';
import type { ConditionRule } from './rules.js';

/** A combination of values of the columns. */
export type RuleCell = Readonly<Record<string, number | string | boolean>>;

/** A combination of values that several rules hold for. */
export interface ContestedCell {
  readonly cell: RuleCell;
  /** Names of the rules, in their order; the first of them wins. */
  readonly rules: readonly string[];
}

/** Cells of a rule. */
export interface CoveredCells {
  readonly rule: string;
  /** Cells it holds for. */
  readonly cells: number;
  /** Cells that no earlier rule holds for. */
  readonly won: number;
  /** Cells that no other rule holds for. */
  readonly alone: number;
}

/** Which combinations of values are in no rule, in one, in several. It displays as a table. */
export interface RuleCoverage extends Displayable {
  /** All cells. */
  readonly cells: number;
  /** Cells in one rule or more. */
  readonly covered: number;
  /** Cells in no rule. */
  readonly uncovered: readonly RuleCell[];
  /** Cells in several rules: their segment depends on the order. */
  readonly contested: readonly ContestedCell[];
  readonly rules: readonly CoveredCells[];
  /** Whether every cell is in exactly one rule. */
  readonly isPartition: boolean;
  readonly because: string;
}

/** Cells that can be looked at. */
const MOST_CELLS = 200_000;

/**
 * Looks at every combination of values that columns can take: which are in no rule, and which in several. It needs no
 * customers, so it finds what a map promises and does not keep before anybody falls into the gap.
 *
 * @param values - The values of each column that rules look at; a whole number n stands for the scores from 1 to n.
 * @throws {InputError} For rules that are functions, a column without values or that no rule looks at, and more than
 *   200,000 cells.
 *
 * O(cells · rules).
 *
 * @example
 * const scores = { recencyScore: 5, frequencyScore: 5, monetaryScore: 5 };
 * const copied = ruleCoverage(rfmMap(tenRuleRfmTable), scores);
 * copied.covered; // 115
 * copied.contested.length; // 58
 */
export function ruleCoverage(
  rules: readonly ConditionRule[],
  values: Readonly<Record<string, number | readonly (number | string | boolean)[]>>,
): RuleCoverage {
  const who = 'ruleCoverage';
  checkRuleNames(who, rules);
  const strange = rules.find(({ when }) => typeof when === 'function');
  if (strange !== undefined) {
    throw new InputError(
      `${who}: rule "${strange.name}" is a function. Write it as a condition, such as { orders: { atLeast: 5 } }, or look at customers with findRuleFaults.`,
    );
  }
  const grid = gridOfValues(who, values);
  const read = ruleConditions(rules, grid);
  const asked = new Set(read.trees.flatMap((tree) => leavesOf(tree!).map(({ column }) => column)));
  const idle = Object.keys(values).find((name) => !asked.has(name));
  if (idle !== undefined) throw unknownName(who, 'rule that looks at column', idle, [...asked]);
  const holding = askConditions(who, read, grid) as Uint8Array[];

  const cells = grid.numRows();
  const counts = rules.map(() => ({ cells: 0, won: 0, alone: 0 }));
  const uncovered: RuleCell[] = [];
  const contested: ContestedCell[] = [];
  for (let i = 0; i < cells; i++) {
    const held = rules.flatMap((_, r) => (holding[r][i] === 1 ? [r] : []));
    for (const r of held) counts[r].cells++;
    if (held.length > 0) counts[held[0]].won++;
    if (held.length === 1) counts[held[0]].alone++;
    else {
      const cell = grid.object(i) as RuleCell;
      if (held.length === 0) uncovered.push(cell);
      else contested.push({ cell, rules: held.map((r) => rules[r].name) });
    }
  }
  const isPartition = uncovered.length === 0 && contested.length === 0;
  const result = {
    cells,
    covered: cells - uncovered.length,
    uncovered,
    contested,
    rules: rules.map(({ name }, r) => ({ rule: name, ...counts[r] })),
    isPartition,
    because: sentence(cells, uncovered, contested),
  };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(coverageContent(result)) };
}

function gridOfValues(
  who: string,
  values: Readonly<Record<string, number | readonly (number | string | boolean)[]>>,
): Table {
  const lists = new Map(
    Object.entries(values).map(([name, given]) => {
      const list =
        typeof given === 'number' && Number.isInteger(given) && given >= 1
          ? Array.from({ length: Math.min(given, MOST_CELLS + 1) }, (_, i) => i + 1)
          : given;
      if (!Array.isArray(list) || list.length === 0 || new Set(list).size !== list.length) {
        throw new InputError(
          `${who}: the values of column "${name}" have to be a list of values that differ, or the number of scores.`,
          { column: name },
        );
      }
      return [name, list as (number | string | boolean)[]] as const;
    }),
  );
  if (lists.size === 0) throw new InputError(`${who}: say which values the columns can take.`);
  const cells = gridSize(lists);
  if (cells > MOST_CELLS) {
    throw new InputError(
      `${who}: there are ${formatNumber(cells)} cells, more than ${formatNumber(MOST_CELLS)}. Give fewer values of each column.`,
    );
  }
  return gridOf(lists);
}

function sentence(
  cells: number,
  uncovered: readonly RuleCell[],
  contested: readonly ContestedCell[],
): string {
  if (uncovered.length === 0 && contested.length === 0) {
    return `Each of ${counted(cells, 'cell')} is in exactly one rule: the order of the rules does not matter.`;
  }
  const gaps =
    uncovered.length === 0
      ? 'none is left out'
      : `${formatNumber(uncovered.length)} ${uncovered.length === 1 ? 'is' : 'are'} in no rule`;
  const twice =
    contested.length === 0
      ? 'none is in several'
      : `${formatNumber(contested.length)} ${contested.length === 1 ? 'is' : 'are'} in several, so that the order of the rules decides`;
  return `${formatNumber(cells - uncovered.length)} of ${counted(cells, 'cell')} are in a rule, ${gaps}, ${twice}.`;
}
