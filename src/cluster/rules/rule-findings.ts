import type { Finding } from '../../core/finding.js';
import { formatNumber } from '../../core/format.js';
import { counted } from '../../display/counted.js';
import type { AnyCondition } from './condition.js';
import { conditionText } from './condition-text.js';
import type { RuleFaults } from './rule-faults.js';

type Faults = Omit<RuleFaults, 'findings' | symbol>;
type Pair = readonly [one: string, other: string];

/** What is wrong, a plain sentence each: errors first. */
export function ruleFindings(
  faults: Faults,
  within: readonly Pair[],
  rules: readonly { readonly name: string; readonly when: unknown }[],
  least: number,
): Finding[] {
  const conditions = new Map(rules.map(({ name, when }) => [name, when as AnyCondition]));
  const impossible = faults.impossible.map(
    (rule): Finding => ({
      key: 'impossible rule',
      severity: 'error',
      sentence: `"${rule}" can hold for nobody: ${conditionText(conditions.get(rule)!)}.`,
      evidence: { rule },
      wayOut: 'Mend the condition.',
    }),
  );
  const same = faults.same.map(
    ([first, second]): Finding => ({
      key: 'same rule',
      severity: 'error',
      sentence: `"${first}" and "${second}" hold for the same customers, so "${second}" never wins.`,
      evidence: { first, second },
      wayOut: 'Keep one of them.',
    }),
  );
  const said = new Set([...faults.impossible, ...faults.same.map(([, second]) => second)]);
  const unreached = faults.neverReached
    .filter(({ rule }) => !said.has(rule))
    .map(({ rule, matched, takenBy }): Finding => {
      const wider = within.find(([narrow]) => narrow === rule)?.[1];
      const never = wider === undefined ? '' : `, and never can: whoever meets it meets "${wider}" before`;
      return {
        key: 'rule never reached',
        severity: 'warning',
        sentence:
          matched === 0
            ? `"${rule}" holds for no customer${never.replace('never can', 'never can win')}.`
            : `"${rule}" holds for ${counted(matched, 'customer')} and wins none${never === '' ? `: ${quoted(takenBy)} ${takenBy.length === 1 ? 'takes' : 'take'} them before` : never}.`,
        evidence: { rule, matched },
        wayOut:
          matched === 0 && wider === undefined
            ? 'Drop the rule, or widen it.'
            : `Ask it before ${wider === undefined ? quoted(takenBy) : `"${wider}"`}, or drop it.`,
      };
    });
  const small = faults.small.map(
    ({ rule, customers }): Finding => ({
      key: 'small segment',
      severity: 'warning',
      sentence: `"${rule}" wins ${counted(customers, 'customer')}, fewer than ${formatNumber(least)}.`,
      evidence: { rule, customers, least },
      wayOut: 'Widen the rule, or join it with a neighbour.',
    }),
  );
  return [...impossible, ...same, ...gaps(faults), ...overlaps(faults), ...unreached, ...small];
}

function gaps({ inNone, customers }: Faults): Finding[] {
  const { length } = inNone;
  if (length === 0) return [];
  return [
    {
      key: 'customers in no rule',
      severity: 'warning',
      sentence: `${share(length, customers)} ${length === 1 ? 'meets' : 'meet'} no rule.`,
      evidence: { customers: length, of: customers },
      wayOut: 'Add a rule for them, or say that they are the rest.',
    },
  ];
}

function overlaps({ inSeveral, customers, pairs }: Faults): Finding[] {
  const { length } = inSeveral;
  if (length === 0) return [];
  const [most] = pairs;
  const [meet, they] = length === 1 ? ['meets', 'the customer'] : ['meet', 'all of them'];
  return [
    {
      key: 'customers in several rules',
      severity: 'warning',
      sentence: `${share(length, customers)} ${meet} several rules, most often "${most.first}" and "${most.second}" (${formatNumber(most.customers)}); with the rules in reverse order ${they} would be in another segment.`,
      evidence: {
        customers: length,
        of: customers,
        first: most.first,
        second: most.second,
        both: most.customers,
      },
      wayOut: 'Narrow the rules until they do not overlap, or say why the order is right.',
    },
  ];
}

function share(count: number, all: number): string {
  return `${formatNumber(count)} of ${counted(all, 'customer')} (${formatNumber(count / all, { style: 'percent' })})`;
}

function quoted(names: readonly string[]): string {
  const texts = names.map((name) => `"${name}"`);
  const last = texts.pop();
  return texts.length === 0 ? String(last) : `${texts.join(', ')} and ${last}`;
}
