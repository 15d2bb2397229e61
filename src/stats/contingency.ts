import { InputError } from '../core/input-error.js';

/** How often each pair of labels occurs. */
export interface Contingency {
  /** Number of labels of the first labelling, counted to its largest. */
  readonly rows: number;
  /** Number of labels of the second. */
  readonly columns: number;
  /** Row after row: how many have label r in the first and c in the second, at `r * columns + c`. */
  readonly counts: Float64Array;
  readonly rowTotals: Float64Array;
  readonly columnTotals: Float64Array;
  readonly total: number;
}

/**
 * Counts pairs of labels of the same things.
 *
 * @param a - Labels: whole numbers from 0, gaps allowed.
 * @param b - Labels of the same things in the same order.
 * @param rows - Number of labels of `a`, where some may not occur; default: to the largest one.
 * @param columns - The same of `b`.
 * @throws {InputError} For labellings of different length, and for labels that are none.
 *
 * @example
 * contingency([0, 0, 1], [1, 1, 0]).counts; // Float64Array [0, 2, 1, 0]
 */
export function contingency(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  rows = labelCount(a),
  columns = labelCount(b),
): Contingency {
  if (a.length !== b.length) {
    throw new InputError(`contingency: ${a.length} labels against ${b.length}. Both label the same things.`);
  }
  const counts = new Float64Array(rows * columns);
  const rowTotals = new Float64Array(rows);
  const columnTotals = new Float64Array(columns);
  for (let i = 0; i < a.length; i++) {
    checkLabel(a[i], i, rows);
    checkLabel(b[i], i, columns);
    counts[a[i] * columns + b[i]]++;
    rowTotals[a[i]]++;
    columnTotals[b[i]]++;
  }
  return { rows, columns, counts, rowTotals, columnTotals, total: a.length };
}

/**
 * Pairs that were counted already.
 *
 * @param table - Rows of the same length.
 */
export function contingencyOfCounts(table: readonly (readonly number[])[]): Contingency {
  const columns = table[0]?.length ?? 0;
  const rowTotals = Float64Array.from(table, (row) => row.reduce((sum, count) => sum + count, 0));
  const columnTotals = new Float64Array(columns);
  for (const row of table) for (const [c, count] of row.entries()) columnTotals[c] += count;
  const total = rowTotals.reduce((sum, count) => sum + count, 0);
  return {
    rows: table.length,
    columns,
    counts: Float64Array.from(table.flat()),
    rowTotals,
    columnTotals,
    total,
  };
}

function labelCount(labels: ArrayLike<number>): number {
  let largest = -1;
  for (let i = 0; i < labels.length; i++) if (labels[i] > largest) largest = labels[i];
  return Math.floor(largest) + 1;
}

function checkLabel(label: number, position: number, limit: number): void {
  if (!Number.isInteger(label) || label < 0 || label >= limit) {
    throw new InputError(
      `contingency: label ${position + 1} is ${label}. Labels are whole numbers from 0 to ${limit - 1}.`,
    );
  }
}
