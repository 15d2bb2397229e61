import type { Estimate } from '../core/estimate.js';
import { formatNumber } from '../core/format.js';
import type { TableCell, TableContent } from '../display/bundle.js';
import { columnLabel } from '../display/column-label.js';
import type { CategoryProfile } from './columns/category-profile.js';
import type { NumberProfile } from './columns/number-profile.js';
import type { Profile } from './profile.js';
import type { CorrectedTest } from './segment-differences.js';

const PARTS = { descriptor: 'who they are', measure: 'measured beside', base: 'made of it' } as const;
const ORDER = ['descriptor', 'measure', 'base'] as const;

interface ShownDifference {
  readonly column: NumberProfile | CategoryProfile;
  readonly effect: Estimate;
  readonly measure: string;
  readonly test: CorrectedTest;
}

/** Differences between segments as a table: what says something new first, the largest effect first. */
export function differencesContent(profile: Profile, tests: readonly CorrectedTest[]): TableContent {
  const shown = [...profile.numbers, ...profile.categories]
    .flatMap((column): ShownDifference[] => {
      const isNumber = 'all' in column;
      const name = isNumber ? "Welch's analysis of variance" : 'chi-squared';
      const test = tests.find(
        (one) => one.column === column.name && one.segment === undefined && one.test === name,
      );
      const effect = isNumber ? column.tests?.explained : column.tests?.cramersV;
      if (test === undefined || effect === undefined) return [];
      return [{ column, effect, measure: isNumber ? 'share of variance' : "Cramér's V", test }];
    })
    .sort(
      (a, b) =>
        ORDER.indexOf(a.column.part) - ORDER.indexOf(b.column.part) || b.effect.value - a.effect.value,
    );
  return {
    kind: 'table',
    caption: 'In what segments differ',
    columns: [
      { name: 'column', title: 'Column' },
      { name: 'part', title: 'What it is' },
      { name: 'effect', title: 'Effect', align: 'right', format: { digits: 2 } },
      { name: 'interval', title: `${formatNumber(profile.confidence, { style: 'percent' })} interval` },
      { name: 'measure', title: 'Measured by' },
      { name: 'p', title: 'p', align: 'right' },
      { name: 'holm', title: 'p, Holm', align: 'right' },
      { name: 'benjaminiHochberg', title: 'p, Benjamini-Hochberg', align: 'right' },
    ],
    rows: shown.map(({ column, effect, measure, test }): TableCell[] => [
      columnLabel(column.name, column.info),
      PARTS[column.part],
      effect.value,
      `${formatNumber(effect.low, { digits: 2 })} to ${formatNumber(effect.high, { digits: 2 })}`,
      measure,
      pCell(test.p),
      pCell(test.holm),
      pCell(test.benjaminiHochberg),
    ]),
    totalRows: shown.length,
    note: note(profile, tests, shown),
  };
}

/** Below the smallest number a computer has, p is not 0. */
function pCell(p: number): TableCell {
  return p < 1e-307 ? 'below 1e\u2212307' : p;
}

function note(profile: Profile, tests: readonly CorrectedTest[], shown: readonly ShownDifference[]): string {
  if (profile.weights !== undefined) {
    return `No tests: customers are weighted by ${profile.weights}, and tests would need to know how they were drawn.`;
  }
  const said = ['Effect: 0 segments tell nothing of it, 1 they tell all'];
  if (shown.some(({ column }) => column.part === 'base')) {
    said.push('In what they were made of, segments differ by construction: no finding');
  }
  said.push(
    `p by Welch's analysis of variance and the chi-squared test, corrected for all ${formatNumber(tests.length)} tests of the profile, those of single segments included`,
  );
  const wary = shown.filter(({ column }) => (column.tests?.warnings.length ?? 0) > 0);
  const rough = wary.filter(({ column }) => !('all' in column));
  if (rough.length > 0) {
    said.push(`Rough, for counts below 5 are expected: ${rough.map(({ column }) => column.name).join(', ')}`);
  }
  return said.join('. ');
}
