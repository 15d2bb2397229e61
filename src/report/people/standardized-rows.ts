import type { ShownRow, ShownRows } from './shown-rows.js';

/** Rows with means in standard deviations of all customers from their mean. */
export interface StandardizedRows extends ShownRows {
  /** By row and shown segment; `undefined` where the segment has too few values. */
  readonly scores: readonly (readonly (number | undefined)[])[];
}

/** Rows that differ among customers; the others are left out, which is said. */
export function standardizedRows({ rows, notes }: ShownRows): StandardizedRows {
  const isSpread = ({ all, standardDeviation: deviation }: ShownRow) =>
    all !== undefined && deviation !== undefined && deviation > 1e-12 * Math.abs(all);
  const spread = rows.filter(isSpread);
  const same = rows.filter((row) => !isSpread(row));
  return {
    rows: spread,
    scores: spread.map(({ values, all, standardDeviation }) =>
      values.map((value) => (value === undefined ? undefined : (value - all!) / standardDeviation!)),
    ),
    notes:
      same.length === 0
        ? notes
        : [
            ...notes,
            `Left out, as customers do not differ in them: ${same.map(({ label }) => label).join(', ')}.`,
          ],
  };
}
