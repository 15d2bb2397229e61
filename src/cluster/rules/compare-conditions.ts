import { type CellValue, gridOf, gridSize, standIns } from './condition-grid.js';
import type { ConditionTree } from './read-condition.js';
import { askConditions, type RuleConditions } from './rule-conditions.js';

/** What conditions say of each other, whatever the customers are. Rules are given by their place. */
export interface ConditionRelations {
  /** Rules that no value can meet. */
  readonly impossible: readonly number[];
  /** Two rules that hold for the same values. */
  readonly same: readonly (readonly [first: number, second: number])[];
  /** A rule, and an earlier one that holds wherever it does. */
  readonly within: readonly (readonly [rule: number, earlier: number])[];
}

/** Combinations of values that are looked at for a pair of rules; pairs that need more are left undecided. */
const MOST_CELLS = 20_000;

/**
 * Compares conditions on all combinations of values that they can tell apart; functions are left out.
 *
 * @param mayBeWithin - False where a customer meets the later rule and not the earlier one, which settles a pair.
 */
export function compareConditions(
  { trees, types }: RuleConditions,
  mayBeWithin: (earlier: number, later: number) => boolean,
): ConditionRelations {
  const known = trees.flatMap((tree, r) => (tree === undefined ? [] : [{ tree, r }]));
  const impossible = known
    .filter(({ tree }) => answers([tree], types)?.[0].every((holds) => holds === 0) ?? false)
    .map(({ r }) => r);
  const same: [number, number][] = [];
  const within: [number, number][] = [];
  const possible = known.filter(({ r }) => !impossible.includes(r));
  possible.forEach((second, j) => {
    for (const first of possible.slice(0, j)) {
      if (!mayBeWithin(first.r, second.r)) continue;
      const asked = answers([first.tree, second.tree], types);
      if (asked === undefined) continue;
      const [a, b] = asked;
      if (!b.every((holds, i) => holds <= a[i])) continue;
      if (a.every((holds, i) => holds === b[i])) same.push([first.r, second.r]);
      else within.push([second.r, first.r]);
    }
  });
  return { impossible, same, within };
}

function answers(
  trees: readonly ConditionTree[],
  types: RuleConditions['types'],
): readonly Uint8Array[] | undefined {
  const values: Map<string, CellValue[]> = standIns(trees, types);
  if (gridSize(values) > MOST_CELLS) return undefined;
  const own = new Map([...values.keys()].map((name) => [name, types.get(name)!]));
  return askConditions('compareConditions', { trees, types: own }, gridOf(values)) as Uint8Array[];
}
