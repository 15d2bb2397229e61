import { formatNumber } from '../../core/format.js';
import { chartLayout, numberAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { REST_COLOR, SEGMENT_COLORS } from '../../display/palette.js';
import type { ProfitCurve } from '../../measure/uplift/profit-curve.js';

/**
 * Profit by the share of customers treated, with intervals; a star marks the highest, a bar below it the shares that were best in
 * most of the resamples.
 *
 * @example
 * const ids = features.ids!;
 * const treated = ids.map((_, i) => i % 2 === 0);
 * const outcome = ids.map((_, i) => treated[i] && i % 10 > 4);
 * const options = { ids, scores: ids.map((_, i) => i % 10), treated, outcome, value: 10, cost: 1, currency: 'EUR', seed: 1 };
 * profitCurveChart(await profitCurve(options)).content.title; // 'Profit by share treated'
 */
export function profitCurveChart(profit: ProfitCurve, options: { readonly title?: string } = {}): Figure {
  const { points, best, bestShare, all, currency, because, value, cost } = profit;
  const money = (amount: number) => formatNumber(amount, { digits: 0, unit: currency });
  const percent = (share: number) => formatNumber(share, { style: 'percent', digits: 0 });
  const x = points.map(({ share }) => 100 * share);
  const low = Math.min(...points.map((point) => point.profit.low));
  const high = Math.max(...points.map((point) => point.profit.high));
  const floor = low - 0.12 * (high - low || 1);
  const curve = {
    type: 'scatter',
    mode: 'lines+markers',
    x,
    y: points.map((point) => point.profit.value),
    error_y: {
      type: 'data',
      symmetric: false,
      array: points.map((point) => point.profit.high - point.profit.value),
      arrayminus: points.map((point) => point.profit.value - point.profit.low),
      color: REST_COLOR,
      thickness: 1,
      width: 2,
    },
    line: { color: SEGMENT_COLORS[0], width: 2 },
    marker: {
      opacity: 1,
      color: points.map((point) => (point === best ? SEGMENT_COLORS[1] : SEGMENT_COLORS[0])),
      symbol: points.map((point) => (point === best ? 'star' : 'circle')),
      size: points.map((point) => (point === best ? 16 : 5)),
    },
    hovertext: points.map((point) => `${percent(point.share)}: ${money(point.profit.value)}`),
    hoverinfo: 'text',
  };
  const range = {
    type: 'scatter',
    mode: 'lines+text',
    x: [100 * bestShare.low, 100 * bestShare.high],
    y: [floor, floor],
    line: { color: SEGMENT_COLORS[1], width: 5 },
    text: bestShare.low > 0.5 ? ['', 'best share '] : ['best share', ''],
    textposition: bestShare.low > 0.5 ? 'top left' : 'top right',
    hoverinfo: 'skip',
  };
  const confidence = formatNumber(best.profit.confidence, { style: 'percent' });
  return figure(
    {
      title: options.title ?? 'Profit by share treated',
      caption: `${because} Thin lines: ${confidence} intervals. One more of the outcome is worth ${formatNumber(value, { unit: currency })}, treating a customer costs ${formatNumber(cost, { unit: currency })}.`,
      alternativeText: `Line chart. Horizontal axis: share of customers treated from the highest score down, 0 to 100%. Vertical axis: profit against treating nobody, in ${currency}, from ${money(low)} to ${money(high)} with intervals. Highest at ${percent(best.share)}: ${money(best.profit.value)} (${money(best.profit.low)} to ${money(best.profit.high)}); best in most resamples from ${percent(bestShare.low)} to ${percent(bestShare.high)}. Everyone: ${money(all.profit.value)}.`,
      source: counted(all.customers, 'customer'),
      table: {
        kind: 'table',
        caption: 'Profit by share treated',
        columns: [
          {
            name: 'share',
            title: 'Treated from the highest score (%)',
            align: 'right',
            format: { digits: 0 },
          },
          { name: 'profit', title: 'Profit', align: 'right', unit: currency, format: { digits: 0 } },
          { name: 'low', title: 'Low', align: 'right', unit: currency, format: { digits: 0 } },
          { name: 'high', title: 'High', align: 'right', unit: currency, format: { digits: 0 } },
        ],
        rows: points.map((point) => [
          100 * point.share,
          point.profit.value,
          point.profit.low,
          point.profit.high,
        ]),
        totalRows: points.length,
      },
    },
    [curve, range],
    chartLayout(400, {
      xaxis: numberAxis('Customers treated, from the highest score (%)', {
        range: [-2, 106],
        fixedrange: true,
      }),
      yaxis: numberAxis(`Profit against treating nobody (${currency})`, {
        zeroline: true,
        zerolinewidth: 2,
        zerolinecolor: REST_COLOR,
        fixedrange: true,
      }),
    }),
  );
}
