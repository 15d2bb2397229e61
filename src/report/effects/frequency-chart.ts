import { formatNumber } from '../../core/format.js';
import { chartLayout, LEGEND_ABOVE, numberAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { SEGMENT_COLORS } from '../../display/palette.js';
import type { FrequencyCheck } from '../../measure/lifetime-value/frequency-check.js';
import { binLabel, binWords } from './bin-label.js';

/**
 * Customers with 0, 1, 2, … repeat purchases beside the number that a model expects.
 *
 * @example
 * frequencyChart(frequencyCheck(await bgNbd(history), history));
 */
export function frequencyChart(check: FrequencyCheck, options: { readonly title?: string } = {}): Figure {
  const { bins, model, customers, because } = check;
  const bars = (name: string, values: readonly number[], offset: number, marker: object) => ({
    type: 'bar',
    name,
    x: bins.map((_, i) => i),
    y: values,
    offset,
    width: 0.4,
    marker,
    hovertext: bins.map((bin, i) => `${name}, ${binWords(bin)}: ${formatNumber(values[i], { digits: 0 })}`),
    hoverinfo: 'text',
  });
  const said = bins
    .map(
      (bin) =>
        `${binWords(bin)}: ${formatNumber(bin.actual)}, expected ${formatNumber(bin.expected, { digits: 0 })}`,
    )
    .join('; ');
  return figure(
    {
      title: options.title ?? 'Customers by number of repeat purchases',
      caption: `Plain: customers. Hatched: customers that ${model} expects. ${because}`,
      alternativeText: `Bar chart, two bars for each number of repeat purchases: customers, and customers expected by ${model}. ${said}. ${because}`,
      source: `${counted(customers, 'customer')}, each over their own time`,
      table: {
        kind: 'table',
        caption: 'Customers by number of repeat purchases',
        columns: [
          { name: 'purchases', title: 'Repeat purchases' },
          { name: 'actual', title: 'Customers', align: 'right' },
          { name: 'expected', title: `Expected by ${model}`, align: 'right', format: { digits: 1 } },
        ],
        rows: bins.map((bin) => [binLabel(bin), bin.actual, bin.expected]),
        totalRows: bins.length,
      },
    },
    [
      bars(
        'customers',
        bins.map(({ actual }) => actual),
        -0.41,
        { color: SEGMENT_COLORS[0] },
      ),
      bars(
        `expected by ${model}`,
        bins.map(({ expected }) => expected),
        0.01,
        {
          color: SEGMENT_COLORS[1],
          pattern: { shape: '/', size: 6 },
        },
      ),
    ],
    chartLayout(360, {
      barmode: 'overlay',
      xaxis: numberAxis('Repeat purchases', {
        tickmode: 'array',
        tickvals: bins.map((_, i) => i),
        ticktext: bins.map(binLabel),
        showgrid: false,
        fixedrange: true,
      }),
      yaxis: numberAxis('Customers', { rangemode: 'tozero', fixedrange: true }),
      showlegend: true,
      legend: LEGEND_ABOVE,
    }),
  );
}
