import { formatNumber } from '../../core/format.js';
import { chartLayout, numberAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { REST_COLOR, SEGMENT_COLORS } from '../../display/palette.js';
import type { UpliftQuality } from '../../measure/uplift/uplift-quality.js';
import type { UpliftCurve } from '../../stats/uplift/uplift-curve.js';

const MOST_POINTS = 100;

/**
 * Uplift or Qini curve of a ranking beside the straight line of one by lot, with intervals at each tenth of the customers.
 *
 * @param options.curve - Default `uplift`.
 * @param options.perfect - Whether the ranking that knows the outcomes is drawn too; it lies far above for rare outcomes. Default false.
 *
 * @example
 * const ids = features.ids!;
 * const treated = ids.map((_, i) => i % 2 === 0);
 * const outcome = ids.map((_, i) => treated[i] && i % 10 > 4);
 * const quality = await upliftQuality({ ids, scores: ids.map((_, i) => i % 10), treated, outcome, seed: 1 });
 * upliftCurveChart(quality, { curve: 'qini' }).content.title; // 'Qini curve'
 */
export function upliftCurveChart(
  quality: UpliftQuality,
  options: { readonly curve?: 'uplift' | 'qini'; readonly perfect?: boolean; readonly title?: string } = {},
): Figure {
  const { curve: kind = 'uplift', perfect: isPerfectShown = false } = options;
  const { curve, byLot, perfect, band } = kind === 'qini' ? quality.qiniCurve : quality.upliftCurve;
  const n = quality.customers;
  const share = (customers: number) => (100 * customers) / n;
  const line = ({ x, y }: UpliftCurve, color: string, dash: string, width: number) => {
    const kept = thinned(x.length);
    return {
      type: 'scatter',
      mode: 'lines',
      x: kept.map((i) => share(x[i])),
      y: kept.map((i) => y[i]),
      line: { color, dash, width },
      hoverinfo: 'x+y',
    };
  };
  const tenths = band.filter((_, i) => i % 2 === 0 && i > 0);
  const text = (at: readonly [number, number], words: string, position: string) => ({
    type: 'scatter',
    mode: 'text',
    x: [at[0]],
    y: [at[1]],
    text: [words],
    textposition: position,
    cliponaxis: false,
    hoverinfo: 'skip',
  });
  /** Beside the top, where nothing else is, on the side with more room. */
  const knowsOutcomes = ({ x, y }: UpliftCurve) => {
    const top = y.reduce((best, height, i) => (height > y[best] ? i : best), 0);
    return text(
      [share(x[top]), y[top]],
      'knows outcomes',
      share(x[top]) > 50 ? 'middle left' : 'middle right',
    );
  };
  const middle = band[Math.floor(band.length * 0.4)];
  const isAbove = middle.height.value >= (byLot.y[1] * middle.customers) / n;
  const marks = {
    type: 'scatter',
    mode: 'markers',
    x: tenths.map(({ customers }) => share(customers)),
    y: tenths.map(({ height }) => height.value),
    error_y: {
      type: 'data',
      symmetric: false,
      array: tenths.map(({ height }) => height.high - height.value),
      arrayminus: tenths.map(({ height }) => height.value - height.low),
      color: REST_COLOR,
      thickness: 1.5,
    },
    marker: { color: SEGMENT_COLORS[0], size: 6 },
    hoverinfo: 'x+y',
  };
  const withPerfect = isPerfectShown && perfect !== undefined;
  const all = [
    ...(withPerfect ? [line(perfect, SEGMENT_COLORS[1], 'dot', 2)] : []),
    line(byLot, REST_COLOR, 'dash', 2),
    line(curve, SEGMENT_COLORS[0], 'solid', 3),
    marks,
    text(
      [share(middle.customers), middle.height[isAbove ? 'high' : 'low']],
      'by score',
      isAbove ? 'top center' : 'bottom center',
    ),
    text(
      [75, byLot.y[1] * 0.75],
      'by lot',
      `${isAbove ? 'bottom' : 'top'} ${isAbove === byLot.y[1] >= 0 ? 'right' : 'left'}`,
    ),
    ...(withPerfect ? [knowsOutcomes(perfect)] : []),
  ];
  const isYesNo = quality.outcome === 'yes or no';
  const per = kind === 'qini' ? 'counted among the treated' : 'scaled to all customers';
  const unit = `${isYesNo ? 'yes' : 'outcome'} gained, ${per}`;
  const show = (value: number) => formatNumber(value, { digits: Math.abs(byLot.y[1]) < 10 ? 2 : 0 });
  const [half, end] = [band[band.length >> 1], band[band.length - 1]];
  const name = kind === 'qini' ? 'Qini' : 'Uplift';
  const confidence = formatNumber(half.height.confidence, { style: 'percent' });
  return figure(
    {
      title: options.title ?? `${name} curve`,
      caption: `${quality.because} Line: what treating customers from the highest score down gains, by scikit-uplift's definition; dashed: ranking by lot, in theory; bars: ${confidence} intervals.`,
      alternativeText: `Line chart. Horizontal axis: share of customers treated from the highest score down, 0 to 100%. Vertical axis: ${unit}. By score: ${show(half.height.value)} (${show(half.height.low)} to ${show(half.height.high)}) at 50%, ${show(end.height.value)} at 100%. By lot: ${show(byLot.y[1] / 2)} at 50%.`,
      source: `${counted(n, 'customer')}, ${formatNumber(quality.treated)} treated and ${formatNumber(quality.control)} control`,
      table: {
        kind: 'table',
        caption: `${name} curve at each tenth`,
        columns: [
          {
            name: 'share',
            title: 'Treated from the highest score (%)',
            align: 'right',
            format: { digits: 0 },
          },
          { name: 'gained', title: 'Gained', align: 'right', format: { digits: 2 } },
          { name: 'low', title: 'Low', align: 'right', format: { digits: 2 } },
          { name: 'high', title: 'High', align: 'right', format: { digits: 2 } },
          { name: 'byLot', title: 'By lot', align: 'right', format: { digits: 2 } },
        ],
        rows: tenths.map(({ customers, height }) => [
          share(customers),
          height.value,
          height.low,
          height.high,
          (byLot.y[1] * customers) / n,
        ]),
        totalRows: tenths.length,
      },
    },
    all,
    chartLayout(400, {
      xaxis: numberAxis('Customers treated, from the highest score (%)', {
        range: [-2, 106],
        fixedrange: true,
      }),
      yaxis: numberAxis(`${unit[0].toUpperCase()}${unit.slice(1)}`, { zeroline: true, fixedrange: true }),
    }),
  );
}

/** Positions of at most a hundred points, first and last among them. */
function thinned(points: number): number[] {
  const kept = Math.min(points, MOST_POINTS);
  return Array.from({ length: kept }, (_, i) => Math.round((i * (points - 1)) / (kept - 1)));
}
