import type { Estimate } from '../../core/estimate.js';
import type { GroupedNumbers } from '../../stats/grouped/grouped-numbers.js';
import { type CohensD, cohensDOfMoments } from '../../stats/hypothesis/cohens-d.js';
import { explainedVarianceInterval } from '../../stats/hypothesis/explained-variance-interval.js';
import { type KolmogorovSmirnov, smirnovTest } from '../../stats/hypothesis/kolmogorov-smirnov.js';
import { type KruskalWallis, kruskalWallisOfRanks } from '../../stats/hypothesis/kruskal-wallis.js';
import { type MannWhitney, mannWhitneyOfRanks } from '../../stats/hypothesis/mann-whitney.js';
import { anovaOfMoments, type OneWayAnova } from '../../stats/hypothesis/one-way-anova.js';
import { unequalSpread } from '../../stats/hypothesis/unequal-spread.js';
import { type WelchAnova, welchAnovaOfMoments } from '../../stats/hypothesis/welch-anova.js';
import { type Moments, momentsOfDistances, momentsOfSorted, pooledMoments } from '../../stats/moments.js';
import { quantile } from '../../stats/quantile.js';
import { type WelchDifference, welchOfMoments } from '../../stats/welch-interval.js';

/** Whether segments differ in a number. */
export interface NumberTests {
  readonly anova: OneWayAnova;
  /** For segments that spread unlike: the one to trust. */
  readonly welch: WelchAnova;
  readonly kruskalWallis: Omit<KruskalWallis, 'warnings'>;
  /** Whether they spread alike (Levene's test about the medians). */
  readonly levene: Omit<OneWayAnova, 'warnings'>;
  /** Share of the variance that lies between segments: omega squared, from 0. */
  readonly explained: Estimate;
  /** What to mind of the analysis of variance and the test of ranks. */
  readonly warnings: readonly string[];
}

/** How a segment differs from all other customers in a number. */
export interface NumberDifference {
  /** Of the means: segment less others. */
  readonly mean: WelchDifference;
  /** The same in standard deviations; `undefined` where nothing varies within the two. */
  readonly cohensD: CohensD | undefined;
  readonly mannWhitney: Omit<MannWhitney, 'warnings'>;
  /** Of the whole distributions; by Smirnov's limit in all but small segments. */
  readonly kolmogorovSmirnov: KolmogorovSmirnov;
}

/** Counting all orders is for small segments: it would take seconds where there are many columns. */
const MOST_SMIRNOV_STEPS = 100_000;

/**
 * Tests of a number by segment, of segments with two values or more.
 *
 * @returns `tests` is `undefined` for fewer than two such segments, a difference where either side has fewer than two values.
 */
export function numberTests(
  ordered: GroupedNumbers,
  confidence: number,
): { tests: NumberTests | undefined; differences: (NumberDifference | undefined)[] } {
  const { groups } = ordered;
  const moments = groups.map(momentsOfSorted);
  const usable = moments.flatMap(({ n }, s) => (n > 1 ? [s] : []));
  return {
    tests: usable.length < 2 ? undefined : testsAcross(ordered, moments, usable, confidence),
    differences: groups.map((_, s) => differenceOf(ordered, moments, s, confidence)),
  };
}

function testsAcross(
  ordered: GroupedNumbers,
  moments: readonly Moments[],
  usable: readonly number[],
  confidence: number,
): NumberTests {
  const own = usable.map((s) => moments[s]);
  const anova = anovaOfMoments(own);
  const { between, within } = anova.degreesOfFreedom;
  const { warnings: _, ...levene } = anovaOfMoments(
    usable.map((s) => momentsOfDistances(ordered.groups[s], quantile(ordered.groups[s], 0.5))),
  );
  return {
    anova,
    welch: welchAnovaOfMoments(own),
    kruskalWallis: kruskalWallisOfRanks(ordered),
    levene,
    explained: explainedVarianceInterval(anova.f, between, within, confidence),
    warnings: unequalSpread(own),
  };
}

function differenceOf(
  { groups, sorted, rankSums, rankSquares, distances }: GroupedNumbers,
  moments: readonly Moments[],
  s: number,
  confidence: number,
): NumberDifference | undefined {
  const others = pooledMoments(moments.filter((_, other) => other !== s));
  const own = moments[s];
  if (own.n < 2 || others.n < 2) return undefined;
  const n = groups[s].length;
  return {
    mean: welchOfMoments(own, others, confidence),
    cohensD: own.squares + others.squares > 0 ? cohensDOfMoments(own, others, confidence) : undefined,
    mannWhitney: mannWhitneyOfRanks(rankSums[s], n, sorted.length - n, rankSquares),
    kolmogorovSmirnov: smirnovTest(distances[s], n, sorted.length - n, MOST_SMIRNOV_STEPS),
  };
}
