import type { Finding } from '../core/finding.js';
import { formatNumber } from '../core/format.js';
import { checkColumns, type Table } from '../core/table.js';
import { isMissing } from './encoded-value.js';
import { strengthOf } from './leakage.js';

/**
 * Columns that say the same as others or hardly anything: pairs that are nearly one column, which would count twice in
 * distances, and columns in which nearly all customers are alike.
 *
 * @param options - `threshold`: strength of a pair, 0 to 1, default 0.9: the size of Spearman's correlation for
 *   numbers, twice the distance of the area under the curve from a half for a number and a yes or no, Cramér's V for
 *   categories. `alike`: share of customers with the same value, default 0.99.
 * @returns Warnings, pairs in the order of the columns, then columns.
 * @throws {InputError} For columns that are not there.
 *
 * O(columns² · customers · log customers).
 *
 * @example
 * findRedundancy(tableOf({ euros: [1, 2, 3], cents: [100, 200, 300] }), ['euros', 'cents'])[0].key; // 'redundancy'
 */
export function findRedundancy<Row extends object>(
  table: Table<Row>,
  columns: readonly (keyof Row & string)[],
  options: { readonly threshold?: number; readonly alike?: number } = {},
): Finding[] {
  const { threshold = 0.9, alike = 0.99 } = options;
  checkColumns('findRedundancy', table as unknown as Table, columns);
  const findings: Finding[] = [];
  columns.forEach((a, i) => {
    for (const b of columns.slice(i + 1)) {
      const strength = strengthOf(table.array(a), table.array(b));
      if (strength === undefined || strength < threshold) continue;
      findings.push({
        key: 'redundancy',
        severity: 'warning',
        sentence: `"${a}" and "${b}" say nearly the same (strength ${formatNumber(strength, { digits: 2 })}), so together they count twice.`,
        evidence: { column: a, other: b, strength },
        wayOut: 'Keep one of them, or take principal components.',
      });
    }
  });
  for (const name of columns) {
    const { value, share } = mostFrequent(table.array(name));
    if (share < alike) continue;
    findings.push({
      key: 'redundancy',
      severity: 'warning',
      sentence: `"${name}" is ${value} for ${formatNumber(100 * share, { digits: share === 1 ? 0 : 1 })} % of the customers and hardly tells them apart.`,
      evidence: { column: name, share },
      wayOut: 'Leave it out.',
    });
  }
  return findings;
}

function mostFrequent(values: readonly unknown[]): { value: string; share: number } {
  const counts = new Map<string, number>();
  for (const value of values) {
    const shown = isMissing(value) ? 'missing' : String(value);
    counts.set(shown, (counts.get(shown) ?? 0) + 1);
  }
  const [value, count] = [...counts].sort(([, n], [, m]) => m - n)[0] ?? ['missing', 0];
  return { value, share: values.length === 0 ? 0 : count / values.length };
}
