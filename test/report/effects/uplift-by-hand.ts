import {
  balanceChart,
  balanceCurveChart,
  beforeAfterChart,
  customerTypes,
  customerTypesChart,
  differenceInDifferences,
  type Figure,
  matchOnPropensity,
  matrixOf,
  profitCurve,
  profitCurveChart,
  responseBySegment,
  responseChart,
  treatmentBalance,
  upliftByPercentile,
  upliftByPercentileChart,
  upliftCurveChart,
  upliftQuality,
} from 'clientele';
import { planted } from '../../measure/uplift/uplift-data.js';
import { segmented } from '../../measure/usefulness/usefulness-data.js';

/** Figures of what a treatment does, with four names of segments, columns or periods. */
export async function upliftFigures(names: readonly string[]): Promise<Record<string, Figure>> {
  const experiment = planted(1, 400, { effect: 0.05, spread: 0.2 });
  const { ids, treated, outcome, truth: scores } = experiment;
  const scored = { ids, treated, outcome, scores: scores.map((value, i) => value + 1e-3 * (i % 50)) };
  const features = matrixOf(experiment.features.data, 4, names, ids);
  const named = segmented(ids.map((_, i) => i % 4));
  const periods = matrixOf(
    Float64Array.from({ length: 4 * 60 }, (_, i) => (i % 4) + ((i * 7) % 5) + (i % 4 > 1 && i < 120 ? 3 : 0)),
    4,
    names,
  );
  const chosen = ids.map((_, i) => features.data[4 * i] + (i % 5) > 2.5);
  return {
    balanceChart: balanceChart(treatmentBalance({ features, treated })),
    matchedBalance: balanceChart(await matchOnPropensity({ features, treated: chosen, outcome })),
    beforeAfterChart: beforeAfterChart(
      differenceInDifferences({
        periods,
        from: names[2],
        treated: Array.from({ length: 60 }, (_, i) => i < 30),
      }),
    ),
    responseChart: responseChart(
      responseBySegment({
        segmentation: {
          ...named,
          segments: named.segments.map((segment, s) => ({ ...segment, name: names[s] })),
        },
        treated,
        outcome,
      }),
    ),
    balanceCurveChart: balanceCurveChart(treatmentBalance({ features, treated, scores: scored.scores })),
    upliftCurveChart: upliftCurveChart(await upliftQuality({ ...scored, seed: 1, resamples: 100 }), {
      perfect: true,
    }),
    upliftByPercentileChart: upliftByPercentileChart(upliftByPercentile(scored)),
    profitCurveChart: profitCurveChart(
      await profitCurve({ ...scored, value: 20, cost: 1, currency: 'EUR', seed: 1, resamples: 100 }),
    ),
    customerTypesChart: customerTypesChart(
      customerTypes({ ...scored, without: ids.map(() => 0.3), leastUplift: 0.05 }),
    ),
  };
}
