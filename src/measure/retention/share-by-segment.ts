import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import { chiSquaredUpperTail } from '../../stats/chi-squared.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import { type CustomerGroup, EVERYBODY, type SegmentGroups } from '../orders/segment-groups.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import { pInWords } from '../usefulness/response-words.js';

/** A share of the customers of one segment, or of all. */
export interface ShareRow extends CustomerGroup {
  /** Customers that could have. */
  readonly customers: number;
  /** Customers that did. */
  readonly did: number;
  /** `undefined` without customers. */
  readonly share: Estimate | undefined;
  /** Fewer customers than the minimum: it is not displayed. */
  readonly masked: boolean;
}

/** A share by segment, and whether segments differ. */
export interface ShareBySegment {
  readonly segments: readonly ShareRow[];
  readonly all: ShareRow;
  /** Of no difference between segments (chi-squared); `undefined` with fewer than two, and where all or none did. */
  readonly p: number | undefined;
  readonly minimum: number;
  readonly confidence: number;
}

/** Counts who did, by segment; `did` has a value for each customer of `groups`. */
export function shareBySegment(
  groups: Pick<SegmentGroups, 'segments' | 'labels'>,
  did: ArrayLike<number | boolean>,
  minimum: number,
  confidence: number,
): ShareBySegment {
  const counts = groups.segments.map((): [number, number] => [0, 0]);
  const total: [number, number] = [0, 0];
  groups.labels.forEach((label, i) => {
    for (const each of label < 0 ? [total] : [total, counts[label]]) {
      each[0]++;
      each[1] += Number(did[i]);
    }
  });
  const row = (group: CustomerGroup, [customers, yes]: readonly [number, number]): ShareRow => ({
    ...group,
    customers,
    did: yes,
    share: customers === 0 ? undefined : wilsonInterval(yes, customers, confidence),
    masked: customers < minimum,
  });
  const segments = groups.segments.map((segment, s) => row(segment, counts[s]));
  return { segments, all: row(EVERYBODY, total), p: chance(segments), minimum, confidence };
}

function chance(segments: readonly ShareRow[]): number | undefined {
  const shown = segments.filter(({ masked }) => !masked);
  const n = shown.reduce((sum, { customers }) => sum + customers, 0);
  const pooled = shown.reduce((sum, { did }) => sum + did, 0) / n;
  if (shown.length < 2 || !(pooled > 0 && pooled < 1)) return undefined;
  const chiSquared = shown.reduce(
    (sum, { customers, did }) => sum + (did - customers * pooled) ** 2 / (customers * pooled * (1 - pooled)),
    0,
  );
  return chiSquaredUpperTail(chiSquared, shown.length - 1);
}

/** Whether segments differ, in words; nothing without segments. */
export function differenceInWords({ segments, p }: ShareBySegment): string {
  if (segments.length === 0) return '';
  if (p === undefined) return 'Segments cannot be compared.';
  const test = `chi-squared test, ${pInWords(p)}`;
  return p < 0.05 ? `Segments differ (${test}).` : `No sign that segments differ (${test}).`;
}

/** A share by segment as a table. */
export function shareContent(
  result: ShareBySegment,
  words: { readonly caption: string; readonly could: string; readonly did: string; readonly share: string },
  note: string,
): TableContent {
  const rows = [...result.segments, result.all];
  return {
    kind: 'table',
    caption: words.caption,
    columns: [
      { name: 'segment', title: 'Segment' },
      { name: 'customers', title: words.could, align: 'right' },
      { name: 'did', title: words.did, align: 'right' },
      { name: 'share', title: words.share, align: 'right' },
    ],
    rows: rows.map(({ name, customers, did, share, masked }): TableCell[] =>
      masked
        ? [name, `fewer than ${result.minimum}`, null, null]
        : [name, customers, did, intervalCell(share, { style: 'percent', digits: 1 })],
    ),
    totalRows: rows.length,
    note: `${note} In brackets ${formatNumber(result.confidence, { style: 'percent' })} intervals (Wilson).`.trim(),
  };
}
