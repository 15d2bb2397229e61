import type { SegmentationOrigin } from '../../cluster/segmentation.js';
import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { meanInterval } from '../../stats/mean-interval.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import {
  checkMeasuring,
  type MeasuredSegments,
  measuredGroups,
  rowPositions,
  type ScoreboardMeasure,
} from '../scoreboard/measured-segments.js';
import { engagementContent } from './engagement-content.js';

/** What is read of a table of scores: tables of unlike rows go into one list. */
export interface ScoreTable {
  readonly info: Table['info'];
  numRows(): number;
  columnNames(): string[];
  array(name: never): unknown[];
}

/** Scores of one period. */
export interface EngagementPeriod {
  /** What it is called, for example its last day. */
  readonly period: string;
  /** One row a customer, as `featureTable` with `engagement` gives it, reckoned on that day. */
  readonly scores: ScoreTable;
}

/** What `engagementBySegment` reads. */
export interface EngagementOptions {
  readonly segmentation: MeasuredSegments;
  /** The first period first, equally far apart; one is enough for scores, two for the change, three and more for the trend. */
  readonly periods: readonly EngagementPeriod[];
  /** Column with the customer, default `customerId`. */
  readonly id?: string;
  /** Column with the score, default `engagement`. */
  readonly column?: string;
  /** How the score is made; default what the column says of itself. */
  readonly recipe?: string;
  /** Fewest customers that are displayed, default 10. */
  readonly minimum?: number;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

/** Engagement of one segment, or of all customers. */
export interface SegmentEngagement {
  readonly key: string;
  readonly name: string;
  /** Customers with a score in the last period. */
  readonly customers: number;
  /** Mean score of each period; `undefined` with fewer than two customers. */
  readonly scores: readonly (Estimate | undefined)[];
  /** Share of customers with a score above 0 in the last period, with Wilson's interval. */
  readonly active: Estimate | undefined;
  /** Last period less the one before, over customers with both scores, in pairs. */
  readonly change: Estimate | undefined;
  /** Slope by period over all of them: the mean of the customers' least-squares lines; needs three periods. */
  readonly trend: Estimate | undefined;
  /** Fewer customers than the minimum: not displayed. */
  readonly masked: boolean;
}

/** Engagement by segment, and how it moves. It displays as a table. */
export interface EngagementBySegment extends Displayable {
  readonly periods: readonly string[];
  /** How the score is made. */
  readonly recipe: string;
  /** Segments in their order, then all customers. */
  readonly rows: readonly SegmentEngagement[];
  /** Customers of the segmentation without a score in the last period: left out, not taken for 0. */
  readonly withoutScore: number;
  readonly minimum: number;
  readonly confidence: number;
  readonly origin: SegmentationOrigin | undefined;
  /** Scores of the last period for a scoreboard, with their change in pairs. */
  readonly measure: ScoreboardMeasure;
}

/**
 * Engagement scores by segment with their recipe, the change from the period before and the trend, each over customers and
 * with Student's interval. Scores are made by `engagement` (features), or brought by you; customers without one are left out.
 *
 * @throws {InputError} For no periods, missing columns, a customer twice, a score that is no finite number, scores below 0, and
 *   recipes that differ between periods (their scores cannot be compared), and days
 *   out of order.
 *
 * O(rows + customers · periods).
 *
 * @example
 * const scores = tableOf({ customerId: segmentation.ids, engagement: segmentation.ids.map((_, i) => i % 3) });
 * const result = engagementBySegment({ segmentation, periods: [{ period: '2025', scores }], recipe: 'opens' });
 * result.recipe; // 'opens'
 */
export function engagementBySegment(options: EngagementOptions): EngagementBySegment {
  checkGiven('engagementBySegment', options);
  const who = 'engagementBySegment';
  const { segmentation, id = 'customerId', column = 'engagement', minimum = 10, confidence = 0.95 } = options;
  checkMeasuring(who, minimum, confidence);
  const periods = options.periods as unknown as readonly ReadPeriod[];
  if (periods.length === 0)
    throw new InputError(`${who}: there are no periods. Give the scores of one or more.`);
  const early = periods.findIndex(
    ({ period }, p) =>
      p > 0 && isDay(period) && isDay(periods[p - 1].period) && period <= periods[p - 1].period,
  );
  if (early > 0) {
    throw new InputError(
      `${who}: period "${periods[early].period}" comes after "${periods[early - 1].period}". Give the first period first.`,
    );
  }
  const groups = measuredGroups(who, segmentation);
  const recipe = recipeOf(who, periods, column, options.recipe);
  const values = periods.map((period) => scoresOf(who, period, id, column, segmentation.ids));
  const last = values[values.length - 1];
  const over = (members: readonly number[], value: (i: number) => number) => {
    const known = members.map(value).filter((each) => !Number.isNaN(each));
    return known.length < 2 ? undefined : meanInterval(known, confidence);
  };
  const middle = (periods.length - 1) / 2;
  const squares = periods.reduce((sum, _, p) => sum + (p - middle) ** 2, 0);
  const rows = groups.map(({ key, name, members }): SegmentEngagement => {
    const known = members.filter((i) => !Number.isNaN(last[i]));
    return {
      key,
      name,
      customers: known.length,
      scores: values.map((scores) => notBelowZero(over(members, (i) => scores[i]))),
      active:
        known.length === 0
          ? undefined
          : wilsonInterval(known.filter((i) => last[i] > 0).length, known.length, confidence),
      change: periods.length < 2 ? undefined : over(members, (i) => last[i] - values[values.length - 2][i]),
      trend:
        periods.length < 3
          ? undefined
          : over(
              members,
              (i) => values.reduce((sum, scores, p) => sum + (p - middle) * scores[i], 0) / squares,
            ),
      masked: known.length < minimum,
    };
  });
  const measure: ScoreboardMeasure = {
    label: 'Engagement score',
    bySegment: Object.fromEntries(rows.map(({ key, scores }) => [key, scores[scores.length - 1]])),
    ...(periods.length < 2
      ? {}
      : { change: Object.fromEntries(rows.map(({ key, change }) => [key, change])) }),
  };
  const result = {
    periods: periods.map(({ period }) => period),
    recipe,
    rows,
    withoutScore: Array.from(last).filter(Number.isNaN).length,
    minimum,
    confidence,
    origin: segmentation.origin,
    measure,
  };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(engagementContent(result)) };
}

interface ReadPeriod {
  readonly period: string;
  readonly scores: Table;
}

function isDay(period: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(period);
}

function recipeOf(
  who: string,
  periods: readonly ReadPeriod[],
  column: string,
  given: string | undefined,
): string {
  const said = periods.map(({ scores }) => scores.info[column]?.meaning);
  const other = said.findIndex((meaning) => meaning !== said[0]);
  if (other > 0) {
    throw new InputError(
      `${who}: "${periods[0].period}" is made by "${said[0] ?? 'not stated'}", "${periods[other].period}" by "${said[other] ?? 'not stated'}". Scores of unlike recipes cannot be compared.`,
      { column },
    );
  }
  return given ?? said[0] ?? 'not stated';
}

/** `NaN` for customers without a score. */
function scoresOf(
  who: string,
  { period, scores }: ReadPeriod,
  id: string,
  column: string,
  ids: readonly string[],
): Float64Array {
  checkColumns(who, scores, [id, column]);
  const { positions } = rowPositions(`${who}, period "${period}"`, scores, id, ids);
  const found = new Float64Array(ids.length).fill(Number.NaN);
  scores.array(column).forEach((value, row) => {
    if (positions[row] === -1 || value === null || value === undefined) return;
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
      throw new InputError(
        `${who}: row ${row + 1} of period "${period}", column "${column}" is ${String(value)}. A score is a number from 0 on.`,
        { column },
      );
    }
    if (!Number.isNaN(found[positions[row]])) {
      throw new InputError(
        `${who}: row ${row + 1} of period "${period}", customer "${ids[positions[row]]}" stands twice. One row a customer is needed.`,
        { column: id },
      );
    }
    found[positions[row]] = value;
  });
  return found;
}

function notBelowZero(estimate: Estimate | undefined): Estimate | undefined {
  return estimate && { ...estimate, low: Math.max(0, estimate.low) };
}
