import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { chiSquaredUpperTail } from '../../stats/chi-squared.js';
import { type Heterogeneity, heterogeneity } from '../../stats/heterogeneity.js';
import { holm } from '../../stats/holm.js';
import { mean } from '../../stats/mean.js';
import { newcombeInterval } from '../../stats/newcombe-interval.js';
import { normalQuantile } from '../../stats/normal-quantile.js';
import { welchInterval } from '../../stats/welch-interval.js';
import {
  type CustomerValues,
  checkSegmented,
  isYesNo,
  type SegmentedCustomers,
  valuesOf,
  yesNoOf,
} from '../scoreboard/customer-values.js';
import { responseContent, responseVerdict } from './response-words.js';

/** What `responseBySegment` compares. */
export interface ResponseOptions {
  /** Made before the treatment. */
  readonly segmentation: SegmentedCustomers;
  /** Who was treated, drawn by lot; the others are the control group. */
  readonly treated: CustomerValues;
  /** What came of it: a number, or yes or no. */
  readonly outcome: CustomerValues;
  /** Fewest customers of an arm in a segment for an effect to be computed, 2 or more; default 10. */
  readonly minimum?: number;
  /** What came of it, for the sentence; default `the outcome`. */
  readonly what?: string;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

/** How one segment responds. */
export interface SegmentResponse {
  readonly key: string;
  readonly name: string;
  readonly treated: number;
  readonly control: number;
  /** Mean outcome, or share of yes; `undefined` without customers. */
  readonly treatedMean: number | undefined;
  readonly controlMean: number | undefined;
  /** Treated less control; `undefined` where an arm is below the minimum. */
  readonly effect: Estimate | undefined;
  /** Of no effect in this segment, two-sided; and the same corrected for the number of segments (Holm). */
  readonly p: number | undefined;
  readonly corrected: number | undefined;
  /** Why an effect is missing, rough, or left out of the comparison. */
  readonly flags: readonly string[];
}

/** Whether segments differ in how they respond. It displays as a table. */
export interface ResponseBySegment extends Displayable {
  readonly outcome: 'number' | 'yes or no';
  /** In the order of the segmentation. */
  readonly segments: readonly SegmentResponse[];
  /** Effects of the segments, weighted by their customers; `undefined` where none has one. */
  readonly overall: Estimate | undefined;
  /** Cochran's Q and the spread of the effects; `undefined` with fewer than two effects that can be compared. */
  readonly interaction: Heterogeneity | undefined;
  readonly minimum: number;
  readonly because: string;
}

const ROUGH = 30; // fewer customers of an arm: Student's interval leans on the shape of the values
const LARGEST = 1e150;
const ROUGH_COUNT = 5; // fewer yes or no of both arms together

/**
 * Do segments respond differently? The effect of a treatment in each segment with its interval (Newcombe's for yes and no,
 * Welch's for numbers), whether the effects differ by more than chance (Cochran's Q), and by how much (the spread of the
 * true effects with its interval). Significant in one segment and not in another is no proof that they differ: Q is.
 *
 * Segments with an arm below the minimum have no effect and are left out of Q, as are those in which nothing varies.
 *
 * @throws {InputError} For values that do not fit the customers, no one treated or no control group, an outcome that is the
 *   same for all, and a minimum below 2.
 *
 * O(customers).
 * Source: Cochran, Biometrics 10 (1954) 101-129, with Welch's correction for numbers, Biometrika 38 (1951) 330-336; variances of
 * shares after Agresti and Caffo, Am. Stat. 54 (2000) 280-288; Holm, Scand. J. Stat. 6 (1979) 65-70.
 *
 * @example
 * const treated = Array.from({ length: 200 }, (_, i) => i % 2 === 0);
 * const outcome = Array.from(segmentation.labels, (s, i) => (treated[i] && s === 0 ? 10 : 0) + (i % 7));
 * const response = responseBySegment({ segmentation, treated, outcome });
 * response.interaction!.p < 0.001; // true
 */
export function responseBySegment(options: ResponseOptions): ResponseBySegment {
  checkGiven('responseBySegment', options);
  const who = 'responseBySegment';
  const { segmentation, minimum = 10, what = 'the outcome', confidence = 0.95 } = options;
  checkConfidence(who, confidence);
  if (!Number.isInteger(minimum) || minimum < 2) {
    throw new InputError(`${who}: minimum is ${minimum}. It is a number of customers, from 2 on.`);
  }
  checkSegmented(who, segmentation);
  const { ids, labels } = segmentation;
  const treated = yesNoOf(who, 'treated', options.treated, ids);
  const outcome = valuesOf(who, 'outcome', options.outcome, ids);
  const count = treated.reduce((sum, value) => sum + value, 0);
  if (count === 0 || count === ids.length) {
    throw new InputError(
      `${who}: ${count} of ${ids.length} customers were treated. A response is measured against customers who were not, drawn by lot.`,
    );
  }
  if (outcome.every((value) => value === outcome[0])) {
    throw new InputError(
      `${who}: the outcome is ${outcome[0]} for all customers. There is nothing to compare.`,
    );
  }
  if (outcome.some((value) => Math.abs(value) > LARGEST)) {
    throw new InputError(
      `${who}: values of the outcome are too large to be squared. Give them in another unit.`,
    );
  }
  const yesNo = isYesNo(outcome);
  const arms = segmentation.segments.map((): [number[], number[]] => [[], []]);
  labels.forEach((label, i) => {
    arms[label][treated[i] === 1 ? 0 : 1].push(outcome[i]);
  });
  const measured = arms.map(([a, b]) =>
    Math.min(a.length, b.length) < minimum
      ? undefined
      : yesNo
        ? shareEffect(a, b, confidence)
        : meanEffect(a, b, confidence),
  );
  const known = measured.filter((each) => each !== undefined);
  const corrected = holm(known.map(({ p }) => p));
  const segments = segmentation.segments.map(({ key, name }, s): SegmentResponse => {
    const [a, b] = arms[s];
    const effect = measured[s];
    return {
      key,
      name,
      treated: a.length,
      control: b.length,
      treatedMean: a.length === 0 ? undefined : mean(a),
      controlMean: b.length === 0 ? undefined : mean(b),
      effect: effect?.estimate,
      p: effect?.p,
      corrected: effect === undefined ? undefined : corrected[known.indexOf(effect)],
      flags: flagsOf(a, b, yesNo, effect, minimum),
    };
  });
  const compared = known.filter(({ variance }) => variance > 0);
  const interaction =
    compared.length < 2
      ? undefined
      : heterogeneity(
          compared.map(({ estimate }) => estimate.value),
          compared.map(({ variance }) => variance),
          { confidence, ...(yesNo ? {} : { degreesOfFreedom: compared.map(({ degrees }) => degrees) }) },
        );
  const overall = overallOf(known, confidence);
  const because = responseVerdict(segments, interaction, overall, yesNo, what, minimum);
  const result = {
    outcome: yesNo ? ('yes or no' as const) : ('number' as const),
    segments,
    overall,
    interaction,
    minimum,
    because,
  };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(responseContent(result, what, confidence)) };
}

interface Effect {
  readonly estimate: Estimate;
  readonly p: number;
  readonly variance: number;
  readonly degrees: number;
}

function meanEffect(a: readonly number[], b: readonly number[], confidence: number): Effect {
  const { standardError, degreesOfFreedom, p, ...estimate } = welchInterval(a, b, confidence);
  return { estimate, p, variance: standardError ** 2, degrees: degreesOfFreedom };
}

function shareEffect(a: readonly number[], b: readonly number[], confidence: number): Effect {
  const [yesA, yesB] = [a, b].map((arm) => arm.reduce((sum, value) => sum + value, 0));
  const estimate = newcombeInterval(yesA, a.length, yesB, b.length, confidence);
  const pooled = (yesA + yesB) / (a.length + b.length);
  const square = pooled * (1 - pooled) * (1 / a.length + 1 / b.length);
  const one = (yes: number, n: number) => (((yes + 1) / (n + 2)) * (1 - (yes + 1) / (n + 2))) / (n + 2);
  return {
    estimate,
    p: square === 0 ? 1 : chiSquaredUpperTail(estimate.value ** 2 / square, 1),
    variance: one(yesA, a.length) + one(yesB, b.length),
    degrees: Infinity,
  };
}

function flagsOf(
  a: readonly number[],
  b: readonly number[],
  yesNo: boolean,
  effect: Effect | undefined,
  minimum: number,
): string[] {
  const fewest = Math.min(a.length, b.length);
  if (effect === undefined) return [`An arm has ${fewest} customers, fewer than ${minimum}: no effect.`];
  if (effect.variance === 0) return ['Nothing varies in either arm: left out of the comparison.'];
  if (yesNo) {
    const yes = [...a, ...b].reduce((sum, value) => sum + value, 0);
    const rarer = Math.min(yes, a.length + b.length - yes);
    return rarer < ROUGH_COUNT ? [`Only ${rarer} of the rarer answer: the effect is rough.`] : [];
  }
  return fewest < ROUGH ? [`An arm has ${fewest} customers: the interval is rough for skewed values.`] : [];
}

/** Effects weighted by the customers of their segments, as a sum of independent numbers. */
function overallOf(effects: readonly Effect[], confidence: number): Estimate | undefined {
  if (effects.length === 0) return undefined;
  const n = effects.reduce((sum, { estimate }) => sum + estimate.n, 0);
  let [value, square] = [0, 0];
  for (const { estimate, variance } of effects) {
    const share = estimate.n / n;
    value += share * estimate.value;
    square += share * share * variance;
  }
  const half = normalQuantile((1 + confidence) / 2) * Math.sqrt(square);
  return {
    value,
    low: value - half,
    high: value + half,
    n,
    confidence,
    method: 'effects of the segments weighted by their customers, normal interval',
  };
}
