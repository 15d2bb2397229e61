import { formatNumber } from '../../core/format.js';
import type { TableContent } from '../../display/bundle.js';
import type { RuleCell, RuleCoverage } from './rule-coverage.js';

/** Cells named in the note. */
const NAMED = 10;

/** The cells of rules as a table to be shown: one row a rule. */
export function coverageContent({
  rules,
  uncovered,
  because,
}: Pick<RuleCoverage, 'rules' | 'uncovered' | 'because'>): TableContent {
  const number = (name: string, title: string) => ({ name, title, align: 'right' }) as const;
  return {
    kind: 'table',
    caption: 'Cells by rule',
    columns: [
      { name: 'rule', title: 'Rule' },
      number('cells', 'Cells'),
      number('won', 'Not in an earlier rule'),
      number('alone', 'In no other rule'),
    ],
    rows: rules.map(({ rule, cells, won, alone }) => [rule, cells, won, alone]),
    totalRows: rules.length,
    note: `${because}${leftOut(uncovered)}`,
  };
}

function leftOut(uncovered: readonly RuleCell[]): string {
  if (uncovered.length === 0) return '';
  const columns = Object.keys(uncovered[0]);
  const named = uncovered.slice(0, NAMED).map((cell) => columns.map((name) => String(cell[name])).join(' '));
  const more = uncovered.length > NAMED ? ` and ${formatNumber(uncovered.length - NAMED)} more` : '';
  return ` In no rule, as ${columns.join(', ')}: ${named.join('; ')}${more}.`;
}
