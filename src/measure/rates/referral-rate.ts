import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { formatNumber, type NumberFormat } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { DISPLAY_KEY, type Displayable, type TableCell, type TableContent } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { counted } from '../../display/counted.js';
import { meanInterval } from '../../stats/mean-interval.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import {
  checkMeasuring,
  type MeasuredSegments,
  measuredGroups,
  type ScoreboardMeasure,
} from '../scoreboard/measured-segments.js';
import { intervalCell } from '../scoreboard/score-cells.js';

/** What `referralRate` reads. */
export interface ReferralRateOptions<Referral extends object> {
  readonly segmentation: MeasuredSegments;
  /** One row a customer who was brought by another. */
  readonly referrals: Table<Referral>;
  /** Column with the customer who was brought, default `customerId`. */
  readonly id?: string;
  /** Column with the customer who brought them, default `referredBy`; empty: nobody. */
  readonly referrer?: string;
  /** Fewest customers that are displayed, default 10. */
  readonly minimum?: number;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

/** Word of mouth of one segment, or of all customers. */
export interface SegmentReferrals {
  readonly key: string;
  readonly name: string;
  readonly customers: number;
  /** Customers whom they brought, of any segment or none. */
  readonly brought: number;
  /** Share of customers who brought another one, with Wilson's interval; `undefined` without customers. */
  readonly referrers: Estimate | undefined;
  /** Customers brought for each customer; its interval is Student's and rough, as few bring many. */
  readonly perCustomer: Estimate | undefined;
  /** Share of customers who were brought by another one. */
  readonly referred: Estimate | undefined;
  /** Fewer customers than the minimum: not displayed. */
  readonly masked: boolean;
}

/** Referral rates by segment. They display as a table. */
export interface ReferralRate extends Displayable {
  /** Segments in their order, then all customers. */
  readonly rows: readonly SegmentReferrals[];
  /** Rows where somebody brought themselves: they do not count. */
  readonly selfReferrals: number;
  /** Rows of which neither customer is in the segmentation. */
  readonly rowsOutside: number;
  readonly minimum: number;
  /** Shares of referrers for a scoreboard. */
  readonly measure: ScoreboardMeasure;
}

/**
 * Referral rate by segment: what share of customers brought another one, how many they brought, and what share of them was
 * brought.
 *
 * @throws {InputError} For missing columns, and a customer who was brought twice, with both rows.
 *
 * O(rows + customers).
 *
 * @example
 * const [referredBy, customerId] = segmentation.ids;
 * const rate = referralRate({ segmentation, referrals: tableOf({ customerId: [customerId], referredBy: [referredBy] }) });
 * rate.rows.at(-1)?.brought; // 1
 */
export function referralRate<Referral extends object>(options: ReferralRateOptions<Referral>): ReferralRate {
  checkGiven('referralRate', options);
  const who = 'referralRate';
  const {
    segmentation,
    id = 'customerId',
    referrer = 'referredBy',
    minimum = 10,
    confidence = 0.95,
  } = options;
  const table = options.referrals as unknown as Table;
  checkMeasuring(who, minimum, confidence);
  const groups = measuredGroups(who, segmentation);
  checkColumns(who, table, [id, referrer]);
  const positionOf = new Map(segmentation.ids.map((customer, i) => [customer, i]));
  const referrers = table.array(referrer);
  const firstRow = new Map<string, number>();
  const brought = new Float64Array(segmentation.ids.length);
  const cameBy = new Uint8Array(segmentation.ids.length);
  let [selfReferrals, rowsOutside] = [0, 0];
  table.array(id).forEach((value, row) => {
    const customer = String(value ?? '');
    const by = String(referrers[row] ?? '');
    if (by === '') return;
    const before = firstRow.get(customer);
    if (before !== undefined) {
      throw new InputError(
        `${who}: customer "${customer}" was brought in row ${before + 1} and again in row ${row + 1}. Keep one.`,
        { column: id },
      );
    }
    firstRow.set(customer, row);
    if (customer === by) {
      selfReferrals++;
      return;
    }
    const [from, to] = [positionOf.get(by), positionOf.get(customer)];
    if (from === undefined && to === undefined) rowsOutside++;
    if (from !== undefined) brought[from]++;
    if (to !== undefined) cameBy[to] = 1;
  });
  const rows = groups.map(({ key, name, members }): SegmentReferrals => {
    const customers = members.length;
    const own = members.map((i) => brought[i]);
    const share = (count: number) =>
      customers === 0 ? undefined : wilsonInterval(count, customers, confidence);
    return {
      key,
      name,
      customers,
      brought: own.reduce((sum, each) => sum + each, 0),
      referrers: share(own.filter((each) => each > 0).length),
      perCustomer: customers < 2 ? undefined : notBelowZero(meanInterval(own, confidence)),
      referred: share(members.filter((i) => cameBy[i] === 1).length),
      masked: customers < minimum,
    };
  });
  const measure: ScoreboardMeasure = {
    label: 'Customers who brought another',
    unit: 'share',
    bySegment: Object.fromEntries(rows.map(({ key, referrers: share }) => [key, share])),
  };
  const result = { rows, selfReferrals, rowsOutside, minimum, measure };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(content(result, confidence)) };
}

function notBelowZero(estimate: Estimate): Estimate {
  return { ...estimate, low: Math.max(0, estimate.low) };
}

const PERCENT: NumberFormat = { style: 'percent', digits: 1 };

function content(rate: Omit<ReferralRate, symbol>, confidence: number): TableContent {
  const { rows, minimum, selfReferrals, rowsOutside } = rate;
  const said = [
    `In brackets ${formatNumber(confidence, { style: 'percent' })} intervals.`,
    ...(selfReferrals === 0
      ? []
      : [`${counted(selfReferrals, 'row')} where somebody brought themselves: not counted.`]),
    ...(rowsOutside === 0
      ? []
      : [`Left out: ${counted(rowsOutside, 'row')} of customers outside the segments.`]),
  ];
  return {
    kind: 'table',
    caption: 'Word of mouth by segment',
    columns: [
      { name: 'segment', title: 'Segment' },
      { name: 'customers', title: 'Customers', align: 'right' },
      { name: 'referrers', title: 'Brought another', align: 'right' },
      { name: 'brought', title: 'Customers brought', align: 'right' },
      { name: 'perCustomer', title: 'Brought for each customer', align: 'right' },
      { name: 'referred', title: 'Were brought', align: 'right' },
    ],
    rows: rows.map((row): TableCell[] =>
      row.masked
        ? [row.name, `fewer than ${minimum}`, null, null, null, null]
        : [
            row.name,
            row.customers,
            intervalCell(row.referrers, PERCENT),
            row.brought,
            intervalCell(row.perCustomer, { digits: 2 }),
            intervalCell(row.referred, PERCENT),
          ],
    ),
    totalRows: rows.length,
    note: said.join(' '),
  };
}
