import { InputError } from '../../core/input-error.js';
import { contingency } from '../../stats/contingency.js';
import { optimalMatching } from '../../stats/optimal-matching.js';
import { crossTabulate } from '../cross-tabulate.js';
import type { Segment, Segmentation } from '../segmentation.js';

/** Where a segment of the finer solution comes from. */
export interface AcrossSegment extends Segment {
  /** Customers of it who come from each segment of the coarser solution, in that one's order. */
  readonly from: readonly number[];
  /**
   * −Σ p ln p / ln(segments before) of the shares p of its customers by where they come from, 0 to 1: 0 it comes whole
   * from one segment, 1 in equal parts from all. Absent where none of its customers is known from before.
   */
  readonly entropy?: number;
  /** 1 − entropy, SLSa: 1 the segment is there at both numbers of segments. */
  readonly stability?: number;
}

/** From one number of segments to the next. */
export interface AcrossStep {
  readonly before: readonly Segment[];
  readonly after: readonly AcrossSegment[];
  /** Customers in both. */
  readonly customers: number;
}

/** What becomes of segments as there are more of them. */
export interface StabilityAcross<Kind extends Segmentation<never> = Segmentation<never>> {
  /** The solutions under keys and names that persist. */
  readonly segmentations: readonly Kind[];
  /** One between each two neighbours. */
  readonly steps: readonly AcrossStep[];
}

/**
 * Follows segments across solutions with more and more segments: which of the new ones were there before, which come from
 * several (segment level stability across solutions, SLSa).
 *
 * Keys and names persist: segments of two neighbours are paired so that most customers are in pairs, and the second of a
 * pair takes key and name of the first; the others get the next keys that were not used yet.
 *
 * @param segmentations - Of some of the same customers, at least two, in ascending number of segments.
 * @throws {InputError} For fewer than two, for numbers of segments that do not ascend, and as `crossTabulate`.
 *
 * O(customers + segments³) for each pair of neighbours.
 * Source: Dolnicar and Leisch, "Using segment level stability to select target segments in data-driven market
 * segmentation studies", Marketing Letters 28 (2017) 423-436.
 *
 * @example
 * const across = stabilityAcross(sweep.rows.map((row) => row.segmentation));
 * across.steps[1].after.map(({ stability }) => stability); // [1, 1, 1, 1]
 */
export function stabilityAcross<Kind extends Segmentation<never>>(
  segmentations: readonly Kind[],
): StabilityAcross<Kind> {
  const count = Array.isArray(segmentations) ? segmentations.length : 0;
  if (count < 2 || segmentations.some((each) => !Array.isArray(each?.segments))) {
    throw new InputError(
      `stabilityAcross needs at least 2 segmentations, got ${count < 2 ? count : 'something else among them'}. Give those of chooseK.`,
    );
  }
  const kept = [segmentations[0]];
  const steps: AcrossStep[] = [];
  const used = new Set(segmentations[0].segments.map(({ key }) => key));
  for (const [i, next] of segmentations.slice(1).entries()) {
    const before = kept[i];
    const [fewer, more] = [before.segments.length, next.segments.length];
    if (more <= fewer) {
      throw new InputError(
        `stabilityAcross: ${fewer} segments are followed by ${more}. Give segmentations in ascending number of segments.`,
      );
    }
    const { counts, customers } = pairs(before, next);
    const segments = persisting(before.segments, next.segments, optimalMatching(counts, fewer), counts, used);
    kept.push({ ...next, ids: next.ids, segments });
    const after = segments.map((segment, s): AcrossSegment => {
      const from = before.segments.map((_, b) => counts[b * more + s]);
      const entropy = relativeEntropy(from);
      return { ...segment, from, ...(entropy === undefined ? {} : { entropy, stability: 1 - entropy }) };
    });
    steps.push({ before: before.segments, after, customers });
  }
  return { segmentations: kept, steps };
}

function pairs(
  before: Segmentation<never>,
  after: Segmentation<never>,
): { counts: Float64Array; customers: number } {
  crossTabulate(before, after); // refuses what cannot be compared
  const rows = new Map(after.ids.map((id, i) => [id, i]));
  const both = before.ids.flatMap((id, i) => {
    const row = rows.get(id);
    return row === undefined ? [] : [[before.labels[i], after.labels[row]] as const];
  });
  const { counts } = contingency(
    both.map(([a]) => a),
    both.map(([, b]) => b),
    before.segments.length,
    after.segments.length,
  );
  return { counts, customers: both.length };
}

/** Segments under the keys and names of those they are paired with; a pair without customers is none. */
function persisting(
  before: readonly Segment[],
  after: readonly Segment[],
  matched: Int32Array,
  counts: Float64Array,
  used: Set<string>,
): Segment[] {
  const continued = new Map<number, Segment>();
  matched.forEach((to, from) => {
    if (to >= 0 && counts[from * after.length + to] > 0) continued.set(to, before[from]);
  });
  const names = new Set([...continued.values()].map(({ name }) => name));
  let next = 0;
  return after.map((segment, s): Segment => {
    const old = continued.get(s);
    if (old !== undefined) return { ...segment, key: old.key, name: old.name };
    do next++;
    while (used.has(`s${next}`));
    used.add(`s${next}`);
    const usual = /^Segment \d+$/.test(segment.name) ? `Segment ${next}` : segment.name;
    let name = usual;
    for (let i = 2; names.has(name); i++) name = `${usual} (${i})`;
    names.add(name);
    return { ...segment, key: `s${next}`, name };
  });
}

function relativeEntropy(counts: readonly number[]): number | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  const entropy = counts.reduce((sum, count) => {
    const share = count / total;
    return count === 0 ? sum : sum - share * Math.log(share);
  }, 0);
  return counts.length === 1 ? 0 : Math.min(1, Math.max(0, entropy / Math.log(counts.length)));
}
