import type { SegmentationOrigin } from '../../cluster/segmentation.js';
import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import { kaplanMeier, type SurvivalCurve } from '../../stats/survival/kaplan-meier.js';
import { type LogRankTest, logRankTest } from '../../stats/survival/log-rank-test.js';
import { survivalAt } from '../../stats/survival/survival-at.js';
import { type SurvivalQuantile, survivalQuantile } from '../../stats/survival/survival-quantile.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import type { CustomerGroup, SegmentGroups } from '../orders/segment-groups.js';
import { EVERYBODY } from '../orders/segment-groups.js';
import { pInWords } from '../usefulness/response-words.js';

/** How soon an event comes in one segment, or among all. What is `undefined` was not measured; `flags` say why. */
export interface SurvivalRow extends CustomerGroup {
  readonly customers: number;
  /** Customers who had the event so far. */
  readonly events: number;
  /** Share of customers who had it so far, however long they were observed. */
  readonly share: Estimate | undefined;
  /** Fewer customers than the minimum: nothing of it is displayed. */
  readonly masked: boolean;
  readonly curve: SurvivalCurve | undefined;
  /** Time by which half of them had it. */
  readonly median: SurvivalQuantile | undefined;
  /** Share with the event by each of the horizons; `undefined` where nobody was observed for so long. */
  readonly by: readonly { readonly time: number; readonly share: Estimate | undefined }[];
  readonly flags: readonly string[];
}

/** How soon an event comes, by segment. */
export interface SurvivalBySegment {
  readonly segments: readonly SurvivalRow[];
  readonly all: SurvivalRow;
  /** Whether segments differ, all of those that are large enough; `undefined` with fewer than two. */
  readonly logRank: LogRankTest | undefined;
  readonly unit: string;
  /** What the event is, such as `order again`; what it is not to have had it; and what time counts from. */
  readonly words: SurvivalWords;
  readonly confidence: number;
  readonly minimum: number;
  readonly origin: SegmentationOrigin | undefined;
  readonly because: string;
}

/** Words for what is measured. */
export interface SurvivalWords {
  /** "ordered again" */
  readonly event: string;
  /** "not ordered again" */
  readonly left: string;
  /** "the first order" */
  readonly since: string;
}

/** What `survivalBySegment` is given. */
export interface SurvivalInput {
  readonly times: ArrayLike<number>;
  readonly happened: ArrayLike<number | boolean>;
  readonly groups: Pick<SegmentGroups, 'segments' | 'labels' | 'origin'>;
  readonly unit: string;
  readonly words: SurvivalWords;
  readonly horizons: readonly number[];
  readonly confidence: number;
  readonly minimum: number;
}

/** Kaplan-Meier by segment and the log-rank test between segments. */
export function survivalBySegment(input: SurvivalInput): SurvivalBySegment {
  const { times, happened, groups, words, minimum, confidence, unit } = input;
  const { labels } = groups;
  const members = groups.segments.map((): number[] => []);
  const everybody = Array.from(times, (_, i) => i);
  for (const i of everybody) if (labels[i] >= 0) members[labels[i]].push(i);
  const segments = groups.segments.map((segment, s) => rowOf(segment, members[s], input));
  const compared = segments.flatMap(({ masked }, s) => (masked ? [] : [s]));
  const own = compared.flatMap((s) => members[s]);
  const place = new Map(compared.map((s, i) => [s, i]));
  const logRank =
    compared.length < 2
      ? undefined
      : logRankTest(
          own.map((i) => times[i]),
          own.map((i) => happened[i]),
          own.map((i) => place.get(labels[i])!),
        );
  const all = rowOf(EVERYBODY, everybody, input);
  return {
    segments,
    all,
    logRank,
    unit,
    words,
    confidence,
    minimum,
    origin: groups.origin,
    because: verdict(segments, all, logRank, input),
  };
}

function rowOf(group: CustomerGroup, members: readonly number[], input: SurvivalInput): SurvivalRow {
  const { confidence, minimum, horizons, words, unit } = input;
  const customers = members.length;
  if (customers === 0) {
    const none = { share: undefined, curve: undefined, median: undefined, masked: minimum > 0 };
    const by = horizons.map((time) => ({ time, share: undefined }));
    return { ...group, customers, events: 0, ...none, by, flags: ['No customers.'] };
  }
  const curve = kaplanMeier(
    members.map((i) => input.times[i]),
    members.map((i) => input.happened[i]),
    { confidence },
  );
  const median = survivalQuantile(curve);
  const last = curve.times[curve.times.length - 1];
  const flags: string[] = [];
  if (customers < minimum) flags.push(`${customers} customers, fewer than ${minimum}: not shown.`);
  else if (curve.total === 0) flags.push(`None ${words.event} so far.`);
  else if (median.time === undefined) {
    flags.push(`Fewer than half ${words.event} within ${formatNumber(last)} ${unit}: no median.`);
  }
  return {
    ...group,
    customers,
    events: curve.total,
    share: wilsonInterval(curve.total, customers, confidence),
    masked: customers < minimum,
    curve,
    median,
    by: horizons.map((time) => ({ time, share: turned(survivalAt(curve, time)) })),
    flags,
  };
}

/** The share with the event, of the share without. */
function turned(estimate: Estimate | undefined): Estimate | undefined {
  if (estimate === undefined) return undefined;
  return { ...estimate, value: 1 - estimate.value, low: 1 - estimate.high, high: 1 - estimate.low };
}

function verdict(
  segments: readonly SurvivalRow[],
  all: SurvivalRow,
  logRank: LogRankTest | undefined,
  { words, unit }: SurvivalInput,
): string {
  const time = all.median?.time;
  const half =
    time === undefined
      ? `Fewer than half of all customers ${words.event} as long as they were observed.`
      : `Half of all customers ${words.event} within ${formatNumber(time)} ${unit} of ${words.since}.`;
  const few = segments.filter(({ masked }) => masked).map(({ name }) => name);
  const left = few.length === 0 ? '' : ` Too small to be compared: ${few.join(', ')}.`;
  if (segments.length === 0) return half;
  if (logRank?.p === undefined) return `${half} Segments cannot be compared.${left}`;
  const test = `log-rank test, ${pInWords(logRank.p)}`;
  const differ =
    logRank.p < 0.05
      ? `Segments differ in how soon (${test}).`
      : `No sign that segments differ in how soon (${test}).`;
  return `${half} ${differ}${left}`;
}
