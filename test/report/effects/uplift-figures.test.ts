import {
  balanceChart,
  balanceCurveChart,
  beforeAfterChart,
  customerTypes,
  customerTypesChart,
  DISPLAY_KEY,
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
  upliftScores,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { figureSvg } from '#clientele/display/figure-svg';
import { planted } from '../../measure/uplift/uplift-data.js';
import { segmented } from '../../measure/usefulness/usefulness-data.js';

const HOSTILE = ['<b>Bold</b> & <a href="https://x.test">link</a>', '忠诚客户', 'عملاء مخلصون', 'D'];
const experiment = planted(1, 1200, { effect: 0.05, spread: 0.2 });
const uplift = await upliftScores({ ...experiment, seed: 1 });
const { trial } = uplift;
const quality = await upliftQuality({ ...trial, seed: 1, resamples: 200 });
const types = customerTypes({ ...trial, scores: trial.uplift, leastUplift: 0.05 });
const profit = await profitCurve({ ...trial, value: 20, cost: 1, currency: 'EUR', seed: 1, resamples: 200 });
const table = upliftByPercentile(trial);
const features = matrixOf(experiment.features.data, 4, HOSTILE, experiment.ids);
const balance = treatmentBalance({ features, treated: experiment.treated, scores: uplift.ranks });
const matched = await matchOnPropensity({
  features,
  treated: experiment.ids.map((_, i) => features.data[4 * i] + (i % 5) > 2.5),
  outcome: experiment.outcome,
});
const periods = matrixOf(
  Float64Array.from({ length: 240 }, (_, i) => (i % 4) + ((i * 7) % 5) + (i % 4 > 1 && i < 120 ? 3 : 0)),
  4,
  HOSTILE,
);
const difference = differenceInDifferences({
  periods,
  from: HOSTILE[2],
  treated: Array.from({ length: 60 }, (_, i) => i < 30),
});
const named = segmented(experiment.ids.map((_, i) => i % 3));
const response = responseBySegment({
  segmentation: {
    ...named,
    segments: named.segments.map((segment, s) => ({ ...segment, name: HOSTILE[s] })),
  },
  treated: experiment.treated,
  outcome: experiment.outcome,
});

const figures: Record<string, Figure> = {
  upliftCurveChart: upliftCurveChart(quality),
  qini: upliftCurveChart(quality, { curve: 'qini', perfect: true }),
  upliftByPercentileChart: upliftByPercentileChart(table),
  profitCurveChart: profitCurveChart(profit),
  customerTypesChart: customerTypesChart(types),
  balanceChart: balanceChart(balance),
  matchedBalance: balanceChart(matched),
  balanceCurveChart: balanceCurveChart(balance),
  beforeAfterChart: beforeAfterChart(difference),
  responseChart: responseChart(response),
};

describe.each(Object.entries(figures))('%s', (_, shown) => {
  it('has words for everyone, a table, a source, and draws a small picture without a browser', () => {
    const { content } = shown;
    for (const text of [content.title, content.caption, content.alternativeText, content.source!]) {
      expect(text).toMatch(/\w/);
      expect(text).not.toMatch(/NaN|undefined|Infinity/);
    }
    expect(content.alternativeText).toMatch(/[Aa]xis/);
    expect(content.table.rows.length).toBeGreaterThan(0);
    expect(JSON.stringify([shown.data, shown.layout])).not.toMatch(/NaN|<b>Bold|<a href/);
    const picture = figureSvg(shown, { width: 320 });
    expect(picture).toContain('<svg');
    expect(picture).not.toMatch(/NaN|Infinity/);
    const bundle = shown[DISPLAY_KEY]();
    expect(Buffer.byteLength(JSON.stringify(bundle))).toBeLessThan(60_000);
  });
});

describe('figures of what a treatment does', () => {
  it('what is not an experiment says so in title and caption', () => {
    for (const shown of [figures.matchedBalance, figures.beforeAfterChart]) {
      expect(shown.content.title).toMatch(/^Observational/);
      expect(shown.content.caption).toMatch(/^Observational/);
      expect(shown.content.source).toContain('not drawn by lot');
    }
  });

  it('draw the numbers of their results', () => {
    const marks = figures.responseChart.data[0] as { x: number[] };
    expect(marks.x).toEqual(response.segments.map(({ effect }) => effect!.value * 100));
    const half = quality.upliftCurve.band[10].height;
    expect(figures.upliftCurveChart.content.table.rows[4].slice(0, 3)).toEqual([50, half.value, half.low]);
    const star = (figures.profitCurveChart.data[0] as { marker: { symbol: string[] } }).marker.symbol.indexOf(
      'star',
    );
    expect(profit.points[star]).toBe(profit.best);
    // The treated without treatment: the others' change on top of where they were before
    const without = figures.beforeAfterChart.data[0] as { y: number[] };
    const [a, b, c] = difference.periods;
    expect(without.y[0]).toBeCloseTo(c.control + (a.treated + b.treated - a.control - b.control) / 2, 10);
  });

  it('say what is missing', () => {
    const few = planted(2, 30, {});
    const masked = upliftByPercentileChart(upliftByPercentile({ ...few, scores: few.ids.map((_, i) => i) }));
    expect(masked.content.alternativeText).toContain('too few customers');
    expect(masked.data).toEqual([]);
    const none = customerTypesChart(
      customerTypes({ ...few, scores: few.truth, without: few.truth, leastUplift: 0.1, minimum: 20 }),
    );
    expect(none.data).toEqual([]);
    expect(() => balanceCurveChart(treatmentBalance(few))).toThrow(/without scores/);
  });
});
