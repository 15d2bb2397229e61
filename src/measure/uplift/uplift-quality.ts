import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { perfectCurve } from '../../stats/uplift/perfect-curve.js';
import { scoreCuts } from '../../stats/uplift/score-cuts.js';
import { type UpliftAreas, upliftAreas } from '../../stats/uplift/uplift-areas.js';
import { type UpliftCurve, upliftCurve } from '../../stats/uplift/uplift-curve.js';
import { curveAt } from './curve-at.js';
import { percentileEstimate } from './percentile-estimate.js';
import { type ResampleOptions, resampleExperiment } from './resample-experiment.js';
import { readScored, type ScoredCustomers } from './scored-customers.js';
import { qualityContent, qualityVerdict } from './uplift-quality-words.js';

/** What `upliftQuality` looks at. */
export interface UpliftQualityOptions extends ScoredCustomers, ResampleOptions {
  /** What came of it, for the sentence; default `the outcome`. */
  readonly what?: string;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

/** Definition of an area, by its name in `UpliftAreas`. */
export type UpliftAreaName = keyof UpliftAreas;

/** One number for a ranking, by one definition. */
export interface UpliftArea {
  readonly name: UpliftAreaName;
  /** Which definition, in words. */
  readonly variant: string;
  /** What a ranking by lot has in expectation. */
  readonly byLot: number | undefined;
  readonly value: number | undefined;
  readonly interval: Estimate | undefined;
  /** Why value or interval are missing. */
  readonly reason?: string;
}

/** A curve with the interval of its height. */
export interface UpliftCurveBand {
  readonly curve: UpliftCurve;
  /** Ranking by lot: the straight line from nobody to everybody, in theory, not by a draw. */
  readonly byLot: UpliftCurve;
  /** Ranking that knows the outcomes; `undefined` where there is none. */
  readonly perfect: UpliftCurve | undefined;
  /** At each twentieth of the customers. */
  readonly band: readonly { readonly customers: number; readonly height: Estimate }[];
}

/** How well scores rank customers by what a treatment does to them. It displays as a table. */
export interface UpliftQuality extends Displayable {
  readonly customers: number;
  readonly treated: number;
  readonly control: number;
  readonly outcome: 'number' | 'yes or no';
  /** Distinct scores: those who share one are treated as in random order. */
  readonly distinctScores: number;
  readonly areas: readonly UpliftArea[];
  /** Area by the definition that sentences go by: Qini as a share of the perfect ranking's, as scikit-uplift has it. */
  readonly qini: UpliftArea;
  readonly qiniCurve: UpliftCurveBand;
  readonly upliftCurve: UpliftCurveBand;
  readonly because: string;
}

// What lot has of the AUUC of causalml is half, with the sign of the overall effect.
const VARIANTS: readonly (readonly [UpliftAreaName, string, number | undefined])[] = [
  ['qini', 'Qini area, share of the perfect (scikit-uplift)', 0],
  ['qiniWithoutHarm', 'Qini area, perfect puts nobody off (scikit-uplift)', 0],
  ['uplift', 'Uplift area, share of the perfect (scikit-uplift)', 0],
  ['qiniOfCausalml', 'Qini score (causalml)', 0],
  ['auucOfCausalml', 'AUUC score (causalml)', undefined],
  ['gainPerCustomer', 'Uplift area over the line by lot, per customer', 0],
];
const STEPS = 20;

/**
 * Do scores rank customers by what the treatment does to them? Qini and uplift curve, and the areas under them by each
 * definition in use, with the interval of a bootstrap. Areas of two definitions must not be compared.
 *
 * Outcomes may be any numbers, below 0 or above 1, too; the perfect ranking of the uplift curve and the one without harm are
 * defined for yes and no only. Customers who share a score count as in random order: a curve has points at distinct scores.
 * Areas as a share of the perfect are small even for good rankings of rare outcomes, since the perfect one knows each answer.
 *
 * The interval takes the scores as given: it holds for customers set aside and for `trial` of `upliftScores`, and is too narrow
 * for `ranks`, where each part is scored by a model of all others.
 *
 * @throws {InputError} For customers and values that do not fit, a score that is no finite number, everyone or nobody treated, an
 *   outcome that is the same for all, and fewer than 100 resamples.
 *
 * O(resamples · customers): 10,000 customers take a second.
 * Source: Radcliffe, Direct Marketing Analytics Journal 1 (2007) 14-21; definitions of scikit-uplift and causalml as named.
 *
 * @example
 * const ids = features.ids!;
 * const treated = ids.map((_, i) => i % 2 === 0);
 * const scores = ids.map((_, i) => i % 10);
 * const outcome = ids.map((_, i) => treated[i] && scores[i] > 4);
 * const quality = await upliftQuality({ ids, scores, treated, outcome, seed: 1 });
 * quality.qini.interval!.low > 0; // true
 */
export async function upliftQuality(
  options: UpliftQualityOptions,
  task: Task = currentTask(),
): Promise<UpliftQuality> {
  checkGiven('upliftQuality', options);
  const who = 'upliftQuality';
  const { confidence = 0.95, what = 'the outcome' } = options;
  checkConfidence(who, confidence);
  const { ranked, ids, treatedCount, isYesNo } = readScored(who, options);
  const n = ids.length;
  const areasOf = upliftAreas(ranked);
  const places = Array.from({ length: STEPS + 1 }, (_, i) => (i * n) / STEPS);
  const drawn: UpliftAreas[] = [];
  const ends: number[] = [];
  const heights = { qini: places.map((): number[] => []), uplift: places.map((): number[] => []) };
  await resampleExperiment(
    who,
    ranked,
    options,
    (weights) => {
      drawn.push(areasOf(weights));
      const cuts = scoreCuts(ranked, weights);
      for (const variant of ['qini', 'uplift'] as const) {
        const curve = upliftCurve(cuts, variant);
        places.forEach((place, i) => {
          heights[variant][i].push(curveAt(curve, place));
        });
        if (variant === 'uplift') ends.push(curve.y[curve.y.length - 1]);
      }
    },
    task,
  );
  const cuts = scoreCuts(ranked);
  const end = upliftCurve(cuts, 'uplift').y[ranked.scores.length];
  const { low, high } = percentileEstimate(end, ends, n, confidence)!;
  const values = areasOf();
  const areas = VARIANTS.map(([name, variant, byLot]): UpliftArea => {
    const value = values[name];
    const isOfEnd = name === 'qiniOfCausalml' || name === 'auucOfCausalml';
    const interval =
      value === undefined || (isOfEnd && low <= 0 && high >= 0)
        ? undefined
        : percentileEstimate(
            value,
            drawn.map((each) => each[name]),
            n,
            confidence,
          );
    const reason = reasonOf(name, value, interval, isYesNo);
    return {
      name,
      variant,
      byLot: byLot ?? (value === undefined ? undefined : Math.sign(end) / 2),
      value,
      interval,
      ...(reason === undefined ? {} : { reason }),
    };
  });
  const banded = (variant: 'qini' | 'uplift'): UpliftCurveBand => {
    const curve = upliftCurve(cuts, variant);
    return {
      curve,
      byLot: { x: Float64Array.of(0, n), y: Float64Array.of(0, curve.y[curve.y.length - 1]) },
      perfect: perfectCurve(ranked, variant)(),
      band: places.map((customers, i) => ({
        customers,
        height: percentileEstimate(curveAt(curve, customers), heights[variant][i], n, confidence)!,
      })),
    };
  };
  const because = qualityVerdict(areas[0], areas[5], ranked.scores.length, what, isYesNo);
  const result = {
    customers: n,
    treated: treatedCount,
    control: n - treatedCount,
    outcome: isYesNo ? ('yes or no' as const) : ('number' as const),
    distinctScores: ranked.scores.length,
    areas,
    qini: areas[0],
    qiniCurve: banded('qini'),
    upliftCurve: banded('uplift'),
    because,
  };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(qualityContent(result, confidence)) };
}

function reasonOf(
  name: UpliftAreaName,
  value: number | undefined,
  interval: Estimate | undefined,
  isYesNo: boolean,
): string | undefined {
  if (value === undefined) {
    if (!isYesNo && (name === 'uplift' || name === 'qiniWithoutHarm')) return 'Defined for yes and no only.';
    if (name === 'qiniWithoutHarm') return 'The treatment has no gain overall to divide by.';
    return 'There is nothing to divide by.';
  }
  if (interval !== undefined) return undefined;
  return name === 'qiniOfCausalml' || name === 'auucOfCausalml'
    ? 'It divides by the overall effect, which may be 0: no interval.'
    : 'It cannot be computed in many of the resamples: no interval.';
}
