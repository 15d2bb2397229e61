import { checkIds } from '../core/check-ids.js';
import { InputError } from '../core/input-error.js';
import { type Table, tableOf } from '../core/table.js';
import { adjustedRand } from '../stats/adjusted-rand.js';
import { contingency } from '../stats/contingency.js';
import type { Segmentation } from './segmentation.js';

/** Two segmentations of the same customers, side by side. */
export interface CrossTabulation {
  /** One row a segment of the first (its name in column `segment`), one column of counts a segment of the second. */
  readonly table: Table;
  /** Adjusted Rand index of the customers in both: 1 the same groups, about 0 no more alike than by chance. */
  readonly adjustedRand: number;
  /** Customers in both. */
  readonly customers: number;
  /** Customers of the first that the second lacks; they are not counted in the table. */
  readonly onlyInFirst: number;
  /** Customers of the second that the first lacks. */
  readonly onlyInSecond: number;
}

/**
 * Counts customers by their segments in two segmentations, matched by customer id.
 *
 * @param first - Its segments become rows.
 * @param second - Its segments become columns.
 * @throws {InputError} For a customer id that stands twice in one of them, when they have no customer in common, and
 *   when a segment of the second is called `segment`.
 *
 * @example
 * const side = crossTabulate(byRules, segmentation);
 * side.table.object(0); // { segment: 'Loyal', 'Segment 1': 0, 'Segment 2': 0, 'Segment 3': 40, 'Segment 4': 0 }
 * side.adjustedRand; // 0.5917…
 */
export function crossTabulate(first: Segmentation<never>, second: Segmentation<never>): CrossTabulation {
  checkIds('crossTabulate, first segmentation', first.ids);
  checkIds('crossTabulate, second segmentation', second.ids);
  const rows = new Map(second.ids.map((id, i) => [id, i]));
  const a: number[] = [];
  const b: number[] = [];
  first.ids.forEach((id, i) => {
    const row = rows.get(id);
    if (row === undefined) return;
    a.push(first.labels[i]);
    b.push(second.labels[row]);
  });
  if (a.length === 0) {
    throw new InputError(
      `crossTabulate: the segmentations have no customer in common; ids are "${first.ids[0]}", … and "${second.ids[0]}", ….`,
    );
  }
  if (second.segments.some((segment) => segment.name === 'segment')) {
    throw new InputError('crossTabulate: a segment is called "segment" like the first column. Rename it.');
  }

  const pairs = contingency(a, b, first.segments.length, second.segments.length);
  const columns: Record<string, ArrayLike<unknown>> = {
    segment: first.segments.map((segment) => segment.name),
  };
  second.segments.forEach((segment, c) => {
    columns[segment.name] = first.segments.map((_, r) => pairs.counts[r * pairs.columns + c]);
  });
  return {
    table: tableOf<Record<string, unknown>>(columns, { segment: { title: 'Segment' } }),
    adjustedRand: adjustedRand(a, b),
    customers: a.length,
    onlyInFirst: first.ids.length - a.length,
    onlyInSecond: second.ids.length - a.length,
  };
}
