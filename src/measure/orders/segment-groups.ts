import type { Segmentation, SegmentationOrigin } from '../../cluster/segmentation.js';
import { checkSegmented, type SegmentedCustomers } from '../scoreboard/customer-values.js';

/** Customers and their segments, with how the segments were made where that is known. */
export type SegmentsOfCustomers = SegmentedCustomers & Partial<Pick<Segmentation, 'origin'>>;

/** A group of customers that is measured: a segment, or all. */
export interface CustomerGroup {
  readonly key: string;
  readonly name: string;
}

/** The segments that a list of customers falls into. */
export interface SegmentGroups {
  readonly segments: readonly CustomerGroup[];
  /** Segment of each customer of the list; -1 for those outside the segmentation. */
  readonly labels: Int32Array;
  /** Customers of the list that are in no segment. */
  readonly outside: number;
  /** Customers of the segmentation that are not in the list, by segment. */
  readonly absent: readonly number[];
  readonly origin: SegmentationOrigin | undefined;
}

/**
 * Places customers in segments; without a segmentation there are none, and all customers are `outside` of it.
 *
 * @throws {InputError} For a segmentation whose labels do not fit.
 */
export function segmentGroups(
  who: string,
  customers: readonly string[],
  segmentation: SegmentsOfCustomers | undefined,
): SegmentGroups {
  if (segmentation === undefined) {
    const labels = new Int32Array(customers.length).fill(-1);
    return { segments: [], labels, outside: 0, absent: [], origin: undefined };
  }
  checkSegmented(who, segmentation);
  const { ids, segments } = segmentation;
  const known = new Map(ids.map((id, i) => [id, segmentation.labels[i]]));
  const labels = Int32Array.from(customers, (id) => known.get(id) ?? -1);
  const there = new Set(customers);
  const absent = segments.map(() => 0);
  ids.forEach((id, i) => {
    if (!there.has(id)) absent[segmentation.labels[i]]++;
  });
  return {
    segments: segments.map(({ key, name }) => ({ key, name })),
    labels,
    outside: labels.reduce((count, label) => count + (label < 0 ? 1 : 0), 0),
    absent,
    origin: segmentation.origin,
  };
}

/** All customers as a group. */
export const EVERYBODY: CustomerGroup = { key: 'all', name: 'All customers' };
