import type { Finding } from '../../core/finding.js';
import { formatNumber } from '../../core/format.js';
import type { TableContent } from '../../display/bundle.js';
import { counted } from '../../display/counted.js';
import type { RuleFaults } from './rule-faults.js';

/** What is looked for, by the key of its finding. */
const LOOKED_FOR: Readonly<Record<string, string>> = {
  'impossible rule': 'conditions that nobody can meet',
  'same rule': 'rules that say the same',
  'customers in no rule': 'customers in no rule',
  'customers in several rules': 'customers in several',
  'rule never reached': 'rules never reached',
  'small segment': 'segments too small',
};

/** Pairs named in the note. */
const NAMED = 3;

/** Findings as a table to be shown, with what was looked for and not found below. */
export function faultContent(
  findings: readonly Finding[],
  { customers, pairs }: Pick<RuleFaults, 'customers' | 'pairs'>,
  rules: number,
  least: number,
): TableContent {
  const nothing = `Nothing: each of ${counted(customers, 'customer')} meets exactly one rule, and every rule wins ${formatNumber(least)} or more.`;
  const rows =
    findings.length === 0
      ? [['none', nothing, '']]
      : findings.map(({ severity, sentence, wayOut }) => [severity, sentence, wayOut]);
  const found = new Set(findings.map(({ key }) => key));
  const absent = Object.keys(LOOKED_FOR).filter((key) => !found.has(key));
  const note = [
    ...(pairs.length > 1 ? [`Customers in two rules at once: ${pairWords(pairs)}.`] : []),
    ...(findings.length > 0 && absent.length > 0
      ? [`Not found: ${absent.map((key) => LOOKED_FOR[key]).join(', ')}.`]
      : []),
  ].join(' ');
  return {
    kind: 'table',
    caption: `Faults of ${counted(rules, 'rule')} on ${counted(customers, 'customer')}`,
    columns: [
      { name: 'severity', title: 'Severity' },
      { name: 'finding', title: 'What was found' },
      { name: 'wayOut', title: 'What to do' },
    ],
    rows,
    totalRows: rows.length,
    ...(note === '' ? {} : { note }),
  };
}

function pairWords(pairs: RuleFaults['pairs']): string {
  const named = pairs
    .slice(0, NAMED)
    .map(({ first, second, customers }) => `"${first}" and "${second}" ${formatNumber(customers)}`);
  const more = pairs.length - named.length;
  return `${named.join('; ')}${more > 0 ? `; and ${counted(more, 'more pair')}` : ''}`;
}
