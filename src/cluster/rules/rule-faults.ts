import type { Finding } from '../../core/finding.js';
import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { askRules } from './ask-rules.js';
import { checkRuleNames } from './check-rule-names.js';
import { compareConditions } from './compare-conditions.js';
import { faultContent } from './fault-content.js';
import { ruleConditions } from './rule-conditions.js';
import { ruleFindings } from './rule-findings.js';
import type { RuleSegmentation, SegmentRule } from './rules.js';

/** Two rules that customers meet both. */
export interface RulePair {
  /** Name of the earlier rule. */
  readonly first: string;
  readonly second: string;
  /** Customers who meet both. */
  readonly customers: number;
  /** Customers of the earlier rule's segment who would be in that of the later one if it were asked before. */
  readonly moved: number;
}

/** A rule that wins no customer. */
export interface UnreachedRule {
  readonly rule: string;
  /** Customers it holds for. */
  readonly matched: number;
  /** Earlier rules that win them, most first. */
  readonly takenBy: readonly string[];
}

/** What is wrong with rules on these customers. It displays as a table. */
export interface RuleFaults extends Displayable {
  readonly customers: number;
  /** Errors first, then warnings; empty where nothing is wrong. */
  readonly findings: readonly Finding[];
  /** Rows of customers in no rule, counted from 0. */
  readonly inNone: readonly number[];
  /** Rows of customers in several rules: in another order of the rules they would be in another segment. */
  readonly inSeveral: readonly number[];
  /** Pairs of rules that customers meet both, most customers first. */
  readonly pairs: readonly RulePair[];
  readonly neverReached: readonly UnreachedRule[];
  /** Rules that win customers, but fewer than `least`. */
  readonly small: readonly { readonly rule: string; readonly customers: number }[];
  /** Rules that no value can meet. */
  readonly impossible: readonly string[];
  /** Rules that hold for the same values. */
  readonly same: readonly (readonly [first: string, second: string])[];
}

/**
 * What is wrong with rules: customers in no rule or in several, rules never reached and the earlier ones that take their
 * customers, segments too small to speak of, conditions that no value can meet, and rules that say the same. The last two
 * are found for conditions as data only.
 *
 * @param rules - Rules in their order, or segments made by them.
 * @param options - `least`: customers that a segment needs, default 30.
 * @throws {InputError} For no customers, and what `ruleSegments` refuses of rules.
 *
 * O(customers · rules²).
 *
 * @example
 * const faults = findRuleFaults(customers, [
 *   { name: 'Known', when: { frequency: { atLeast: 1 } } },
 *   { name: 'Loyal', when: { frequency: { atLeast: 5 }, recencyDays: { below: 90 } } },
 * ]);
 * faults.neverReached; // [{ rule: 'Loyal', matched: 40, takenBy: ['Known'] }]
 */
export function findRuleFaults<Row extends object>(
  table: Table<Row>,
  rules: readonly SegmentRule<NoInfer<Row>>[] | RuleSegmentation<NoInfer<Row>>,
  options: { readonly least?: number } = {},
): RuleFaults {
  const who = 'findRuleFaults';
  const { least = 30 } = options;
  const list = 'kind' in rules ? rules.rules : rules;
  if (!Number.isInteger(least) || least < 1) {
    throw new InputError(`${who}: least is ${least}. It has to be a whole number from 1 on.`);
  }
  checkRuleNames(who, list);
  const customers = table.numRows();
  if (customers === 0) throw new InputError(`${who}: there are no customers.`);
  const read = ruleConditions(list, table as unknown as Table);
  const { labels, holding } = askRules(who, table, list, read, new Set());

  const names = list.map(({ name }) => name);
  const inNone: number[] = [];
  const inSeveral: number[] = [];
  const matched = names.map(() => 0);
  const won = names.map(() => 0);
  const both = names.map(() => names.map(() => 0));
  const taken = names.map(() => names.map(() => 0)); // taken[r][s]: customers of r that s wins
  for (let i = 0; i < customers; i++) {
    const held = names.flatMap((_, r) => (holding[r][i] === 1 ? [r] : []));
    if (held.length === 0) inNone.push(i);
    if (held.length > 1) inSeveral.push(i);
    if (held.length > 0) won[labels[i]]++;
    for (const [h, r] of held.entries()) {
      matched[r]++;
      taken[r][labels[i]]++;
      for (const s of held.slice(h + 1)) both[r][s]++;
    }
  }
  const pairs = names
    .flatMap((first, r) =>
      names.map((second, s) => ({ first, second, customers: both[r][s], moved: taken[s][r], r, s })),
    )
    .filter((pair) => pair.customers > 0)
    .sort((a, b) => b.customers - a.customers || a.r - b.r || a.s - b.s)
    .map(({ first, second, customers: count, moved }) => ({ first, second, customers: count, moved }));
  const neverReached = names.flatMap((rule, r) => {
    if (won[r] > 0) return [];
    const takers = names.map((_, s) => s).filter((s) => taken[r][s] > 0);
    const takenBy = takers.sort((a, b) => taken[r][b] - taken[r][a] || a - b).map((s) => names[s]);
    return [{ rule, matched: matched[r], takenBy }];
  });
  const small = names.flatMap((rule, r) =>
    won[r] > 0 && won[r] < least ? [{ rule, customers: won[r] }] : [],
  );
  const relations = compareConditions(read, (r, s) => both[r][s] === matched[s]);
  const faults = {
    customers,
    inNone,
    inSeveral,
    pairs,
    neverReached,
    small,
    impossible: relations.impossible.map((r) => names[r]),
    same: relations.same.map(([r, s]) => [names[r], names[s]] as const),
  };
  const within = relations.within.map(([r, s]) => [names[r], names[s]] as const);
  const findings = ruleFindings(faults, within, list, least);
  return {
    ...faults,
    findings,
    [DISPLAY_KEY]: () => contentBundle(faultContent(findings, faults, names.length, least)),
  };
}
