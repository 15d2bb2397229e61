import { contingency } from '../stats/contingency.js';
import { optimalMatching } from '../stats/optimal-matching.js';
import { type PartitionAgreement, partitionAgreement } from '../stats/partition-agreement.js';
import { type CrossTabulation, crossTabulate } from './cross-tabulate.js';
import type { Segmentation } from './segmentation.js';

/** A segment of the first and the one of the second that is most its own. */
export interface MatchedSegments {
  readonly first: string;
  readonly second: string;
  /** Customers in both over customers in one or both, 0 to 1. */
  readonly jaccard: number;
  /** Customers in both. */
  readonly customers: number;
}

/** Two segmentations of the same customers, compared in every usual way. */
export interface SegmentationComparison extends CrossTabulation, PartitionAgreement {
  /** By the matching with most customers in both; segments without a partner are missing. Keys, not names. */
  readonly matched: readonly MatchedSegments[];
  /** Share of customers who are in matched segments, 0 to 1. */
  readonly matchedShare: number;
}

/**
 * Compares two segmentations on the customers they have in common: cross table, adjusted Rand index, measures of
 * information and of pairs, and which segment is which.
 *
 * @throws {InputError} As `crossTabulate`.
 *
 * O(customers + segments³).
 *
 * @example
 * const compared = compareSegmentations(byRules, segmentation);
 * compared.matched[0].customers; // 40
 */
export function compareSegmentations(
  first: Segmentation<never>,
  second: Segmentation<never>,
): SegmentationComparison {
  const side = crossTabulate(first, second);
  const places = new Map(second.ids.map((id, i) => [id, i]));
  const a: number[] = [];
  const b: number[] = [];
  first.ids.forEach((id, i) => {
    const place = places.get(id);
    if (place === undefined) return;
    a.push(first.labels[i]);
    b.push(second.labels[place]);
  });
  const [rows, columns] = [first.segments.length, second.segments.length];
  const { counts, rowTotals, columnTotals } = contingency(a, b, rows, columns);
  const matched = Array.from(optimalMatching(counts, rows)).flatMap((c, r): MatchedSegments[] => {
    const customers = c < 0 ? 0 : counts[r * columns + c];
    if (customers === 0) return [];
    const either = rowTotals[r] + columnTotals[c] - customers;
    return [
      {
        first: first.segments[r].key,
        second: second.segments[c].key,
        jaccard: customers / either,
        customers,
      },
    ];
  });
  return {
    ...side,
    ...partitionAgreement(a, b),
    matched,
    matchedShare: matched.reduce((sum, { customers }) => sum + customers, 0) / a.length,
  };
}
