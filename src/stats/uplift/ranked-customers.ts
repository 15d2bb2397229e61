/** Customers of an experiment from the highest score to the lowest, in an order that does not depend on that of the rows. */
export interface RankedCustomers {
  /** Row of the customer at each place. */
  readonly rows: Int32Array;
  /** Number of the score at each place, counted from the highest, 0: customers with the same score have the same. */
  readonly cut: Int32Array;
  /** Distinct scores, from the highest on. */
  readonly scores: Float64Array;
  /** 1 for treated, 0 for control, at each place. */
  readonly treated: Uint8Array;
  /** Outcome at each place. */
  readonly outcome: Float64Array;
}

/**
 * Orders customers by score. Those with the same score stand control first, then by outcome, so that sums come out the same
 * whatever the order of the rows; they share a cut, and nothing is read from their order.
 *
 * @param treated - 1 for treated, 0 for control.
 *
 * O(n log n).
 *
 * @example
 * rankedCustomers([0.1, 0.3, 0.3], [1, 0, 1], [0, 1, 1]).cut; // Int32Array [0, 0, 1]
 */
export function rankedCustomers(
  scores: ArrayLike<number>,
  treated: ArrayLike<number>,
  outcome: ArrayLike<number>,
): RankedCustomers {
  const n = scores.length;
  const rows = Int32Array.from({ length: n }, (_, i) => i).sort(
    (a, b) => scores[b] - scores[a] || treated[a] - treated[b] || outcome[a] - outcome[b],
  );
  const cut = new Int32Array(n);
  const distinct: number[] = [];
  rows.forEach((row, place) => {
    if (place === 0 || scores[row] !== scores[rows[place - 1]]) distinct.push(scores[row]);
    cut[place] = distinct.length - 1;
  });
  return {
    rows,
    cut,
    scores: Float64Array.from(distinct),
    treated: Uint8Array.from(rows, (row) => treated[row]),
    outcome: Float64Array.from(rows, (row) => outcome[row]),
  };
}
