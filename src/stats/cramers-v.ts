import { type Contingency, contingency } from './contingency.js';

/**
 * Cramér's V with bias correction: how much two groupings of the same things tell of each other.
 *
 * @param a - Labels: whole numbers from 0, gaps allowed.
 * @param b - Labels of the same things.
 * @returns 0 (nothing, also where one side has a single label) to 1.
 * @throws {InputError} As `contingency`.
 *
 * Source: Bergsma, "A bias-correction for Cramér's V and Tschuprow's T", J. Korean Stat. Soc. 42 (2013) 323-328.
 *
 * @example
 * cramersV([0, 0, 1, 1], [1, 1, 0, 0]); // 1
 */
export function cramersV(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return cramersVOfCounts(contingency(a, b));
}

/** The same, of counted pairs. */
export function cramersVOfCounts(pairs: Contingency): number {
  const { rows, columns, counts, rowTotals, columnTotals, total } = pairs;
  const [r, c] = [rowTotals, columnTotals].map((totals) => totals.filter((each) => each > 0).length);
  if (r < 2 || c < 2 || total < 2) return 0;
  let chiSquared = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const expected = (rowTotals[i] * columnTotals[j]) / total;
      if (expected > 0) chiSquared += (counts[i * columns + j] - expected) ** 2 / expected;
    }
  }
  const excess = Math.max(0, chiSquared / total - ((r - 1) * (c - 1)) / (total - 1));
  const [rCorrected, cCorrected] = [r, c].map((levels) => levels - (levels - 1) ** 2 / (total - 1));
  const room = Math.min(rCorrected, cCorrected) - 1;
  return room <= 0 ? 0 : Math.min(1, Math.sqrt(excess / room));
}
