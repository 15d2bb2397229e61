import { compareSegmentations } from './compare-segmentations.js';
import type { Segment, Segmentation } from './segmentation.js';
import { segmentationOf } from './segmentation-of.js';

/** A refit under the keys and names of before, and what became of the segments. */
export interface KeptNames<Kind extends Segmentation<never>> {
  readonly segmentation: Kind;
  /** Segments of before that nobody continues: their keys are not used again. */
  readonly gone: readonly Segment[];
  /** Segments that continue none, under new keys. */
  readonly added: readonly Segment[];
  /** Share of the customers in both who kept their segment, 0 to 1. */
  readonly stayed: number;
}

/** How much of a segment has to be left for it to be the same one. */
const SAME = 0.5;

/**
 * Gives the segments of a refit the keys and names of those they continue, so that "Loyal" stays Loyal. Segments continue
 * each other when they are matched with most customers in both, and at least half of the customers in one or both are in
 * both; the others get new keys that were never used, and keep their own name unless it is taken.
 *
 * @param older - The segmentation whose names are known.
 * @param newer - The refit, of some of the same customers.
 * @throws {InputError} As `crossTabulate`.
 *
 * O(customers + segments³).
 *
 * @example
 * keepNames(renameSegments(segmentation, { s1: 'Loyal' }), segmentation).segmentation.segments[0].name; // 'Loyal'
 */
export function keepNames<Kind extends Segmentation<never>>(
  older: Segmentation<never>,
  newer: Kind,
): KeptNames<Kind> {
  const { matched, customers } = compareSegmentations(older, newer);
  const same = matched.filter(({ jaccard }) => jaccard >= SAME);
  const before = new Map(older.segments.map((segment) => [segment.key, segment]));
  const continued = new Map(same.map(({ first, second }) => [second, before.get(first)!]));
  const highest = Math.max(0, ...older.segments.map(({ key }) => Number(/^s(\d+)$/.exec(key)?.[1] ?? 0)));
  const names = new Set([...continued.values()].map(({ name }) => name));
  let next = highest;
  const segments = newer.segments.map((segment): Segment => {
    const old = continued.get(segment.key);
    if (old !== undefined) return { ...segment, key: old.key, name: old.name };
    const key = `s${++next}`;
    const usual = /^Segment \d+$/.test(segment.name) ? `Segment ${next}` : segment.name;
    let name = usual;
    for (let i = 2; names.has(name); i++) name = `${usual} (${i})`;
    names.add(name);
    return { ...segment, key, name };
  });
  const kept = new Set(same.map(({ first }) => first));
  return {
    segmentation: segmentationOf({ ...newer, ids: newer.ids, segments }),
    gone: older.segments.filter(({ key }) => !kept.has(key)),
    added: segments.filter((_, s) => !continued.has(newer.segments[s].key)),
    stayed: same.reduce((sum, each) => sum + each.customers, 0) / customers,
  };
}
