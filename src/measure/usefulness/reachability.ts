import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { DISPLAY_KEY, type Displayable, type TableContent } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { newcombeInterval } from '../../stats/newcombe-interval.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import {
  type CustomerValues,
  checkSegmented,
  type SegmentedCustomers,
  yesNoOf,
} from '../scoreboard/customer-values.js';
import { percentOf, pointsOf } from './prediction-words.js';

/** What `reachability` counts. */
export interface ReachabilityOptions {
  readonly segmentation: SegmentedCustomers;
  /** Who can be reached on the channel in question, with consent. */
  readonly reachable: CustomerValues;
  /** Share below which a segment is named, 0 to 1; default 0.5, which is a habit, no law. */
  readonly least?: number;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

/** Who of a segment can be reached. */
export interface SegmentReach {
  readonly key: string;
  readonly name: string;
  readonly customers: number;
  readonly reachable: number;
  /** Share that can be reached, with Wilson's interval; `undefined` for a segment without customers. */
  readonly share: Estimate | undefined;
  /** Share less that of all other customers, with Newcombe's interval; `undefined` without others. */
  readonly moreThanOthers: Estimate | undefined;
  readonly verdict: 'enough' | 'not sure' | 'too few' | 'no customers';
}

/** Who can be reached, segment by segment. It displays as a table. */
export interface Reachability extends Displayable {
  /** In the order of the segmentation. */
  readonly segments: readonly SegmentReach[];
  readonly all: Estimate;
  readonly least: number;
  /** Names of the segments of which less than `least` can be reached, surely or not. */
  readonly below: readonly string[];
  readonly because: string;
}

/**
 * Can segments be reached? The share of each that a channel reaches, against all others, and which lie below a least share:
 * `too few` where the whole interval does, `not sure` where the interval holds the least share.
 *
 * @throws {InputError} For values that do not fit the customers or are no yes and no, and a least share outside 0 to 1.
 *
 * O(customers).
 *
 * @example
 * const reached = reachability({ segmentation, reachable: segmentation.labels.map((s) => Number(s === 0)) });
 * reached.below; // ['Segment 2', 'Segment 3', 'Segment 4']
 */
export function reachability(options: ReachabilityOptions): Reachability {
  checkGiven('reachability', options);
  const who = 'reachability';
  const { segmentation, least = 0.5, confidence = 0.95 } = options;
  checkConfidence(who, confidence);
  if (!(least >= 0 && least <= 1)) {
    throw new InputError(`${who}: least is ${least}. It is a share from 0 to 1.`);
  }
  checkSegmented(who, segmentation);
  const { ids, labels } = segmentation;
  const values = yesNoOf(who, 'reachable', options.reachable, ids);
  const total = values.reduce((sum, value) => sum + value, 0);
  const customers = new Int32Array(segmentation.segments.length);
  const reached = new Int32Array(segmentation.segments.length);
  labels.forEach((label, i) => {
    customers[label]++;
    reached[label] += values[i];
  });
  const segments = segmentation.segments.map(({ key, name }, s): SegmentReach => {
    const [n, count] = [customers[s], reached[s]];
    const share = n === 0 ? undefined : wilsonInterval(count, n, confidence);
    const others = ids.length - n;
    return {
      key,
      name,
      customers: n,
      reachable: count,
      share,
      moreThanOthers:
        n === 0 || others === 0 ? undefined : newcombeInterval(count, n, total - count, others, confidence),
      verdict:
        share === undefined
          ? 'no customers'
          : share.low >= least
            ? 'enough'
            : share.high < least
              ? 'too few'
              : 'not sure',
    };
  });
  const all = wilsonInterval(total, ids.length, confidence);
  const because = reachVerdict(segments, all, least);
  const result = {
    segments,
    all,
    least,
    below: segments.filter(({ share }) => share !== undefined && share.value < least).map(({ name }) => name),
    because,
  };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(reachContent(result)) };
}

function reachVerdict(segments: readonly SegmentReach[], all: Estimate, least: number): string {
  const percent = formatNumber(least, { style: 'percent' });
  const named = (verdict: SegmentReach['verdict']) =>
    segments.filter((segment) => segment.verdict === verdict).map(({ name }) => name);
  const [few, unsure] = [named('too few'), named('not sure')];
  const sentences = [`${percentOf(all)} of all customers can be reached.`];
  if (few.length > 0) sentences.push(`Below ${percent}: ${few.join(', ')}.`);
  if (unsure.length > 0) {
    sentences.push(`Whether ${percent} can be reached is not sure of ${unsure.join(', ')}.`);
  }
  if (few.length + unsure.length === 0) sentences.push(`Of every segment it is ${percent} or more.`);
  return sentences.join(' ');
}

function reachContent({ segments, all, because }: Omit<Reachability, symbol>): TableContent {
  return {
    kind: 'table',
    caption: 'Who can be reached',
    columns: [
      { name: 'segment', title: 'Segment' },
      { name: 'customers', title: 'Customers', align: 'right' },
      { name: 'reachable', title: 'Reachable', align: 'right' },
      { name: 'share', title: 'Share', align: 'right' },
      { name: 'more', title: 'More than the others', align: 'right' },
      { name: 'verdict', title: 'Verdict' },
    ],
    rows: segments.map(({ name, customers, reachable, share, moreThanOthers, verdict }) => [
      name,
      customers,
      reachable,
      share === undefined ? null : percentOf(share),
      moreThanOthers === undefined ? null : pointsOf(moreThanOthers),
      verdict,
    ]),
    totalRows: segments.length,
    note: `${because} In brackets ${formatNumber(all.confidence, { style: 'percent' })} intervals.`,
  };
}
