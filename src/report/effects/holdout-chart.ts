import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, emptyLayout, LEGEND_ABOVE, numberAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { SEGMENT_COLORS } from '../../display/palette.js';
import type { HoldoutBin, HoldoutByFrequency } from '../../measure/lifetime-value/holdout-by-frequency.js';
import { binLabel, binWords } from './bin-label.js';

const SMALLEST = 10; // customers of a bin that is drawn

/**
 * Purchases a customer in the holdout, made and expected, by the number of repeat purchases before it. Bins of fewer than 10
 * customers stay out.
 *
 * @example
 * holdoutChart(holdoutByFrequency(await bgNbd(history), history, { time: 13, most: 3 }));
 */
export function holdoutChart(check: HoldoutByFrequency, options: { readonly title?: string } = {}): Figure {
  const { model, customers, time, unit, because } = check;
  const bins = check.bins.flatMap((bin, place) => (bin.customers < SMALLEST ? [] : [{ ...bin, place }]));
  const small = check.bins.length - bins.length;
  const digits = (value: number | undefined) => formatNumber(value ?? 0, { digits: 2 });
  const words = (bin: HoldoutBin) =>
    `${binWords(bin)} before: made ${digits(bin.actual?.value)} (${digits(bin.actual?.low)} to ${digits(bin.actual?.high)}), expected ${digits(bin.expected)}`;
  const made = {
    type: 'scatter',
    mode: 'markers',
    name: 'made',
    x: bins.map(({ place }) => place),
    y: bins.map(({ actual }) => actual!.value),
    error_y: {
      type: 'data',
      symmetric: false,
      array: bins.map(({ actual }) => actual!.high - actual!.value),
      arrayminus: bins.map(({ actual }) => actual!.value - actual!.low),
      color: SEGMENT_COLORS[0],
      thickness: 2,
    },
    marker: { color: SEGMENT_COLORS[0], symbol: 'circle', size: 10 },
    cliponaxis: false,
    hovertext: bins.map(words),
    hoverinfo: 'text',
  };
  const expected = {
    type: 'scatter',
    mode: 'lines+markers',
    name: `expected by ${model}`,
    x: bins.map(({ place }) => place),
    y: bins.map((bin) => bin.expected),
    line: { color: SEGMENT_COLORS[1], dash: 'dash', width: 2 },
    marker: { color: SEGMENT_COLORS[1], symbol: 'diamond', size: 9 },
    cliponaxis: false,
    hovertext: bins.map(words),
    hoverinfo: 'text',
  };
  return figure(
    {
      title: options.title ?? 'Purchases in the holdout by repeat purchases before it',
      caption: `Circle and line: mean of what customers made in ${formatNumber(time)} ${unit} after calibration, with its interval. Diamond: what ${model} expected, which had not seen that time.${small > 0 ? ` Bins of fewer than ${SMALLEST} customers are left out.` : ''}`,
      alternativeText: `Chart of purchases a customer in the holdout. Horizontal axis: repeat purchases before it. Vertical axis: purchases a customer. ${bins.map(words).join('; ')}. ${because}`,
      source: counted(customers, 'customer'),
      table: {
        kind: 'table',
        caption: 'Purchases a customer in the holdout',
        columns: [
          { name: 'purchases', title: 'Repeat purchases before' },
          { name: 'customers', title: 'Customers', align: 'right' },
          { name: 'actual', title: 'Made', align: 'right', format: { digits: 2 } },
          { name: 'low', title: 'Low', align: 'right', format: { digits: 2 } },
          { name: 'high', title: 'High', align: 'right', format: { digits: 2 } },
          { name: 'expected', title: `Expected by ${model}`, align: 'right', format: { digits: 2 } },
        ],
        rows: bins.map((bin): TableCell[] => [
          binLabel(bin),
          bin.customers,
          bin.actual!.value,
          bin.actual!.low,
          bin.actual!.high,
          bin.expected!,
        ]),
        totalRows: bins.length,
      },
    },
    bins.length === 0 ? [] : [made, expected],
    bins.length === 0
      ? emptyLayout(`No number of purchases has ${SMALLEST} customers.`)
      : chartLayout(380, {
          xaxis: numberAxis('Repeat purchases before the holdout', {
            tickmode: 'array',
            tickvals: bins.map(({ place }) => place),
            ticktext: bins.map(binLabel),
            showgrid: false,
            fixedrange: true,
          }),
          yaxis: numberAxis('Purchases a customer', { rangemode: 'tozero', fixedrange: true }),
          showlegend: true,
          legend: LEGEND_ABOVE,
        }),
  );
}
