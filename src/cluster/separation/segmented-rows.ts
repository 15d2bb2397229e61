import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';

/** Customers in order of their segments. Only segments that have customers count. */
export interface SegmentedRows {
  readonly matrix: Matrix;
  /** Label of each segment, ascending. */
  readonly labels: readonly number[];
  /** Position in `labels` of each row's segment. */
  readonly segments: Int32Array;
  /** Rows, segment after segment. */
  readonly order: Int32Array;
  /** Where each segment begins in `order`; one more entry for the end. */
  readonly starts: Int32Array;
}

/**
 * Puts customers in order of their segments.
 *
 * @param who - Who complains.
 * @param labels - Segment of each customer: whole numbers from 0, gaps allowed.
 * @throws {InputError} For another number of labels than of customers, labels that are not whole numbers from 0, and
 *   unless there are 2 to `rows - 1` segments.
 */
export function segmentedRows(who: string, matrix: Matrix, labels: ArrayLike<number>): SegmentedRows {
  const { rows } = matrix;
  if (labels.length !== rows) throw new InputError(`${who}: ${labels.length} labels for ${rows} customers.`);
  const sizes = new Map<number, number>();
  for (let i = 0; i < rows; i++) {
    const label = labels[i];
    if (!Number.isInteger(label) || label < 0) {
      throw new InputError(`${who}: label ${i + 1} is ${label}. Labels are whole numbers from 0.`);
    }
    sizes.set(label, (sizes.get(label) ?? 0) + 1);
  }
  if (sizes.size < 2 || sizes.size >= rows) {
    const range = rows < 3 ? 'at least 3 customers' : `2 to ${rows - 1} segments`;
    throw new InputError(`${who} needs ${range}; there are ${rows} customers in ${sizes.size} segments.`);
  }

  const present = [...sizes.keys()].sort((a, b) => a - b);
  const positions = new Map(present.map((label, position) => [label, position]));
  const starts = new Int32Array(present.length + 1);
  present.forEach((label, s) => {
    starts[s + 1] = starts[s] + sizes.get(label)!;
  });
  const segments = new Int32Array(rows);
  const order = new Int32Array(rows);
  const free = starts.slice();
  for (let i = 0; i < rows; i++) {
    segments[i] = positions.get(labels[i])!;
    order[free[segments[i]]++] = i;
  }
  return { matrix, labels: present, segments, order, starts };
}
