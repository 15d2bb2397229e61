import type { SegmentationOrigin } from '../../cluster/segmentation.js';
import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { newcombeInterval } from '../../stats/newcombe-interval.js';
import { studentTQuantile } from '../../stats/student-t.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import type { ScoreboardMeasure } from '../scoreboard/measured-segments.js';
import { satisfactionContent } from './satisfaction-content.js';
import {
  type ResponseDifference,
  type SurveyOptions,
  type SurveyResponse,
  surveyAnswers,
} from './survey-answers.js';
import { weightedBySegment } from './weighted-by-segment.js';

/** How satisfied one segment is, or all customers are. */
export interface SegmentSatisfaction {
  readonly key: string;
  readonly name: string;
  readonly response: SurveyResponse;
  /** Mean answer from 0 (all gave the lowest) to 100 (all gave the highest), Student's interval; `undefined` below two answers. */
  readonly csat: Estimate | undefined;
  /** Share of answers that are one of the two highest, with Wilson's interval; `undefined` without answers. */
  readonly topTwoBox: Estimate | undefined;
  /** `topTwoBox` less that of all other customers (Newcombe's interval); `undefined` where either has no answers. */
  readonly difference: Estimate | undefined;
  /** Fewer answers than the minimum: not displayed. */
  readonly masked: boolean;
}

/** Satisfaction by segment, with who did not answer. It displays as a table. */
export interface Satisfaction extends Displayable {
  /** Segments in their order, then all customers as they answered. */
  readonly rows: readonly SegmentSatisfaction[];
  /** All customers, segments weighted by their customers; `undefined` where a segment has too few answers. */
  readonly weighted: { readonly csat: Estimate | undefined; readonly topTwoBox: Estimate | undefined };
  readonly nonResponse: ResponseDifference;
  readonly scale: readonly [number, number];
  readonly rowsOutside: number;
  readonly minimum: number;
  readonly confidence: number;
  readonly origin: SegmentationOrigin | undefined;
  /** Customer satisfaction scores for a scoreboard. */
  readonly measure: ScoreboardMeasure;
}

/**
 * Customer satisfaction by segment: CSAT (the mean answer, 0 the lowest of the scale and 100 the highest), the share of the two
 * highest answers (top-two-box, which some call CSAT, too), and how many of those asked did not answer. Where segments answer at
 * unlike rates a warning says so, and a number of all customers weighted by segment stands beside the plain one. Nothing tells
 * how those would answer who did not.
 *
 * @throws {InputError} For missing columns, a scale that is none, an answer off it, a customer twice, an answer of somebody who
 *   was not asked, and rows of which none is of a customer of the segmentation.
 *
 * O(rows + customers).
 *
 * @example
 * const survey = tableOf({ customerId: segmentation.ids, answer: segmentation.ids.map((_, i) => 1 + (i % 5)) });
 * satisfaction({ segmentation, survey, answer: 'answer', scale: [1, 5] }).rows.at(-1)?.csat?.value; // 50
 */
export function satisfaction<Row extends object>(options: SurveyOptions<Row>): Satisfaction {
  checkGiven('satisfaction', options);
  const { minimum = 10, confidence = 0.95, scale } = options;
  const { groups, difference, rowsOutside } = surveyAnswers('satisfaction', options);
  const isTop = (answer: number) => answer > scale[1] - 2;
  const all = groups[groups.length - 1];
  const topOfAll = all.answers.filter(isTop).length;
  const means = groups.map(({ answers }) => meanOnScale(answers, scale, confidence));
  const rows = groups.map(({ key, name, answers, response }, g): SegmentSatisfaction => {
    const n = answers.length;
    const top = answers.filter(isTop).length;
    const others = all.answers.length - n;
    return {
      key,
      name,
      response,
      csat: means[g]?.estimate,
      topTwoBox: n === 0 ? undefined : wilsonInterval(top, n, confidence),
      difference:
        n === 0 || others === 0 ? undefined : newcombeInterval(top, n, topOfAll - top, others, confidence),
      masked: n < minimum,
    };
  });
  const weigh = (
    pick: (row: SegmentSatisfaction) => Estimate | undefined,
    spread: (g: number, n: number) => number,
    range: readonly [number, number],
  ) =>
    weightedBySegment(
      groups.slice(0, -1).map(({ members, answers }, g) => ({
        customers: members.length,
        estimate: answers.length < 2 ? undefined : pick(rows[g]),
        variance: answers.length < 2 ? Infinity : spread(g, answers.length),
      })),
      range,
      confidence,
    );
  const result = {
    rows,
    weighted: {
      csat: weigh(
        ({ csat }) => csat,
        (g) => means[g]!.variance,
        [0, 100],
      ),
      topTwoBox: weigh(
        ({ topTwoBox }) => topTwoBox,
        (g, n) => (rows[g].topTwoBox!.value * (1 - rows[g].topTwoBox!.value)) / n,
        [0, 1],
      ),
    },
    nonResponse: difference,
    scale,
    rowsOutside,
    minimum,
    confidence,
    origin: options.segmentation.origin,
    measure: {
      label: 'Satisfaction (CSAT)',
      unit: 'points',
      bySegment: Object.fromEntries(rows.map(({ key, csat }) => [key, csat])),
    } satisfies ScoreboardMeasure,
  };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(satisfactionContent(result)) };
}

/** Mean answer from 0 to 100 with Student's interval, and the variance of that mean; `undefined` below two answers. */
function meanOnScale(
  answers: readonly number[],
  [low, high]: readonly [number, number],
  confidence: number,
): { readonly estimate: Estimate; readonly variance: number } | undefined {
  const n = answers.length;
  if (n < 2) return undefined;
  let [sum, squares] = [0, 0]; // of whole numbers: exact in any order
  for (const answer of answers) {
    sum += answer - low;
    squares += (answer - low) ** 2;
  }
  const points = 100 / (high - low);
  const value = (points * sum) / n;
  const variance = (points * points * Math.max(0, n * squares - sum * sum)) / (n * n * (n - 1));
  const half = studentTQuantile((1 + confidence) / 2, n - 1) * Math.sqrt(variance);
  return {
    estimate: {
      value,
      low: Math.max(0, value - half),
      high: Math.min(100, value + half),
      n,
      confidence,
      method: "Student's t interval",
    },
    variance,
  };
}
