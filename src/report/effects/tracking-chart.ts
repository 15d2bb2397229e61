import { formatNumber } from '../../core/format.js';
import { chartLayout, LEGEND_ABOVE, numberAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { REST_COLOR, SEGMENT_COLORS } from '../../display/palette.js';
import type { PurchaseTracking } from '../../measure/lifetime-value/purchase-tracking.js';

/**
 * Repeat purchases of all customers so far, made and expected, over time; a line where calibration ends. Right of it the model
 * has seen nothing.
 *
 * @example
 * trackingChart(purchaseTracking(await bgNbd(history), { orders, calibrationEnd: '2025-10-01' }));
 */
export function trackingChart(tracking: PurchaseTracking, options: { readonly title?: string } = {}): Figure {
  const { points, model, calibrationEnd, customers, because } = tracking;
  const last = points[points.length - 1];
  const largest = Math.max(1, ...points.map(({ actual, expected }) => Math.max(actual, expected)));
  const line = (name: string, pick: (point: (typeof points)[number]) => number, style: object) => ({
    type: 'scatter',
    mode: 'lines',
    name,
    x: points.map(({ date }) => date),
    y: points.map(pick),
    line: { width: 2.5, ...style },
    hovertext: points.map((point) => `${name} by ${point.date}: ${formatNumber(pick(point), { digits: 0 })}`),
    hoverinfo: 'text',
  });
  const seen = points.filter(({ date }) => date <= calibrationEnd).at(-1);
  const end = {
    type: 'scatter',
    mode: 'lines',
    showlegend: true,
    name: 'end of calibration',
    x: [calibrationEnd, calibrationEnd],
    y: [0, largest * 1.05],
    line: { color: REST_COLOR, width: 1.5, dash: 'dot' },
    hoverinfo: 'skip',
  };
  return figure(
    {
      title: options.title ?? 'Repeat purchases so far, made and expected',
      caption: `Unbroken: purchases made after the first by all customers together. Broken: what ${model} expects of customers of these ages. Right of the dotted line, ${calibrationEnd}, the model has seen nothing: where the lines part, it misleads.`,
      alternativeText: `Line chart of cumulative repeat purchases. Horizontal axis: ${points[0].date} to ${last.date}. Vertical axis: repeat purchases, 0 to ${formatNumber(largest, { digits: 0 })}. ${because}`,
      source: `${counted(customers, 'customer')} with a first purchase by ${calibrationEnd}`,
      table: {
        kind: 'table',
        caption: 'Repeat purchases so far',
        columns: [
          { name: 'date', title: 'Until' },
          { name: 'actual', title: 'Made', align: 'right' },
          { name: 'expected', title: `Expected by ${model}`, align: 'right', format: { digits: 0 } },
        ],
        rows: points.map(({ date, actual, expected }) => [date, actual, expected]),
        totalRows: points.length,
      },
    },
    [
      line('made', ({ actual }) => actual, { color: SEGMENT_COLORS[0] }),
      line(`expected by ${model}`, ({ expected }) => expected, { color: SEGMENT_COLORS[1], dash: 'dash' }),
      ...(seen === undefined || seen === last ? [] : [end]),
    ],
    chartLayout(380, {
      xaxis: numberAxis('Day', { type: 'date', showgrid: false, fixedrange: true }),
      yaxis: numberAxis('Repeat purchases so far', { range: [0, largest * 1.05], fixedrange: true }),
      showlegend: true,
      legend: LEGEND_ABOVE,
    }),
  );
}
