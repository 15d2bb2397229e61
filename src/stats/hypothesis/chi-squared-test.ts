import { InputError } from '../../core/input-error.js';
import { chiSquaredUpperTail } from '../chi-squared.js';

/** Whether rows of a table differ in their shares. */
export interface ChiSquaredTest {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
  /** Smallest count that is expected by chance: below 5 the p-value is rough. */
  readonly leastExpected: number;
}

/**
 * Whether two sets of categories have to do with each other: counts against those expected by chance. Rows and columns
 * without counts are left out.
 *
 * @param table - Counts, one row a category of the first set, rows of the same length.
 * @param options - `continuity`: Yates' correction for a table of 2 x 2, default false.
 * @throws {InputError} For a table with fewer than two rows or columns that have counts, ragged rows, and counts that are not
 *   0 or above.
 *
 * O(cells). Source: Pearson, Philosophical Magazine 50 (1900) 157-175.
 *
 * @example
 * chiSquaredTest([[250, 3750], [200, 3800]]).statistic; // 5.886681383370125
 */
export function chiSquaredTest(
  table: readonly (readonly number[])[],
  { continuity = false }: { readonly continuity?: boolean } = {},
): ChiSquaredTest {
  const who = 'chiSquaredTest';
  table.forEach((row, r) => {
    if (row.length !== table[0].length) {
      throw new InputError(`${who}: row ${r + 1} has ${row.length} counts, row 1 has ${table[0].length}.`);
    }
    row.forEach((count, c) => {
      if (!(count >= 0 && Number.isFinite(count))) {
        throw new InputError(`${who}: row ${r + 1}, column ${c + 1} is ${count}. Counts are 0 or above.`);
      }
    });
  });
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  const filled = table.filter((row) => total(row) > 0);
  const columns = (table[0] ?? []).map((_, c) => total(filled.map((row) => row[c])));
  const used = columns.flatMap((sum, c) => (sum > 0 ? [c] : []));
  if (filled.length < 2 || used.length < 2) {
    throw new InputError(
      `${who} needs two rows and two columns with counts; there are ${filled.length} and ${used.length}.`,
    );
  }
  const all = total(columns);
  const isCorrected = continuity && filled.length === 2 && used.length === 2;
  let statistic = 0;
  let leastExpected = Infinity;
  for (const row of filled) {
    const share = total(row) / all;
    for (const c of used) {
      const expected = share * columns[c];
      const off = Math.abs(row[c] - expected);
      // The correction never turns a small difference round.
      statistic += (isCorrected ? Math.max(0, off - Math.min(0.5, off)) : off) ** 2 / expected;
      leastExpected = Math.min(leastExpected, expected);
    }
  }
  const degreesOfFreedom = (filled.length - 1) * (used.length - 1);
  return { statistic, degreesOfFreedom, p: chiSquaredUpperTail(statistic, degreesOfFreedom), leastExpected };
}
