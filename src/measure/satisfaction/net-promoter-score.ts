import type { SegmentationOrigin } from '../../cluster/segmentation.js';
import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { differenceOfEstimates } from '../../stats/rates/difference-of-estimates.js';
import { type NetPromoterEstimate, netPromoterInterval } from '../../stats/rates/net-promoter-interval.js';
import type { ScoreboardMeasure } from '../scoreboard/measured-segments.js';
import { netPromoterContent } from './net-promoter-content.js';
import {
  checkScale,
  type ResponseDifference,
  type SurveyOptions,
  type SurveyResponse,
  surveyAnswers,
} from './survey-answers.js';
import { weightedBySegment } from './weighted-by-segment.js';

/** Whether one segment, or all customers, would recommend. */
export interface SegmentPromoters {
  readonly key: string;
  readonly name: string;
  readonly response: SurveyResponse;
  /** Answers of 9 and 10. */
  readonly promoters: number;
  /** Answers of 7 and 8. */
  readonly passives: number;
  /** Answers up to 6. */
  readonly detractors: number;
  /** −100 to 100, with the score interval; `undefined` without answers. */
  readonly score: NetPromoterEstimate | undefined;
  /** Score less that of all other customers, in points; `undefined` where either has no answers. */
  readonly difference: Estimate | undefined;
  /** Fewer answers than the minimum: not displayed. */
  readonly masked: boolean;
}

/** Net promoter scores by segment, with who did not answer. They display as a table. */
export interface NetPromoterScore extends Displayable {
  /** Segments in their order, then all customers as they answered. */
  readonly rows: readonly SegmentPromoters[];
  /** All customers, segments weighted by their customers; `undefined` where a segment has no answers. */
  readonly weighted: Estimate | undefined;
  readonly nonResponse: ResponseDifference;
  readonly scale: readonly [number, number];
  /** What keeps the scores from being compared with published ones; `undefined` on the scale from 0. */
  readonly scaleNote: string | undefined;
  readonly rowsOutside: number;
  readonly minimum: number;
  readonly confidence: number;
  readonly origin: SegmentationOrigin | undefined;
  /** Scores for a scoreboard. */
  readonly measure: ScoreboardMeasure;
}

/**
 * Net promoter score by segment from "how likely are you to recommend us", 0 to 10: share of 9 and 10 less share of 0 to 6, in
 * points, with an interval from the multinomial variance, the difference from all other customers, and how many of those asked
 * did not answer, with a warning where segments differ in that.
 *
 * @throws {InputError} For a scale other than [0, 10] or [1, 10] (on others the score is not defined), and all that
 *   `satisfaction` refuses.
 *
 * O(rows + customers). Source: Reichheld, "The one number you need to grow", Harvard Bus. Rev. 81 (2003) 46-54; intervals: see
 * `netPromoterInterval` and `differenceOfEstimates`.
 *
 * @example
 * const survey = tableOf({ customerId: segmentation.ids, likely: segmentation.ids.map((_, i) => i % 11) });
 * netPromoterScore({ segmentation, survey, answer: 'likely', scale: [0, 10] }).rows.length; // 5
 */
export function netPromoterScore<Row extends object>(options: SurveyOptions<Row>): NetPromoterScore {
  checkGiven('netPromoterScore', options);
  const who = 'netPromoterScore';
  const { scale, minimum = 10, confidence = 0.95 } = options;
  checkScale(who, scale);
  if (scale[1] !== 10 || (scale[0] !== 0 && scale[0] !== 1)) {
    throw new InputError(
      `${who}: the scale is ${scale[0]} to ${scale[1]}. The score is defined from 0 to 10 (or 1 to 10); \`satisfaction\` takes other scales.`,
    );
  }
  const { groups, difference, rowsOutside } = surveyAnswers(who, options);
  const counts = groups.map(({ answers }) => ({
    promoters: answers.filter((answer) => answer >= 9).length,
    passives: answers.filter((answer) => answer === 7 || answer === 8).length,
    detractors: answers.filter((answer) => answer <= 6).length,
  }));
  const all = counts[counts.length - 1];
  const scoreOf = ({ promoters, passives, detractors }: typeof all) =>
    promoters + passives + detractors === 0
      ? undefined
      : netPromoterInterval(promoters, passives, detractors, confidence);
  const rows = groups.map(({ key, name, response }, g): SegmentPromoters => {
    const own = counts[g];
    const score = scoreOf(own);
    const others = scoreOf({
      promoters: all.promoters - own.promoters,
      passives: all.passives - own.passives,
      detractors: all.detractors - own.detractors,
    });
    return {
      key,
      name,
      response,
      ...own,
      score,
      difference:
        score === undefined || others === undefined ? undefined : differenceOfEstimates(score, others),
      masked: response.answers < minimum,
    };
  });
  const weighted = weightedBySegment(
    groups.slice(0, -1).map(({ members }, g) => ({
      customers: members.length,
      estimate: rows[g].score,
      variance: rows[g].score === undefined ? Infinity : rows[g].score.standardError ** 2,
    })),
    [-100, 100],
    confidence,
  );
  const result = {
    rows,
    weighted,
    nonResponse: difference,
    scale,
    scaleNote:
      scale[0] === 0
        ? undefined
        : 'The scale starts at 1, not at 0: do not compare the scores with published ones.',
    rowsOutside,
    minimum,
    confidence,
    origin: options.segmentation.origin,
    measure: {
      label: 'Net promoter score',
      unit: 'points',
      bySegment: Object.fromEntries(rows.map(({ key, score }) => [key, score])),
    } satisfies ScoreboardMeasure,
  };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(netPromoterContent(result)) };
}
