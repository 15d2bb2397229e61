import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR, SEGMENT_COLORS } from '../../display/palette.js';
import { plotlyText, shortName } from '../../display/plotly-text.js';
import type { DifferenceInDifferences } from '../../measure/observational/difference-in-differences.js';

/**
 * Before and after, treated and others, without an experiment: means by period, and where the treated would be had they changed as
 * the others did. Its title says that it is observational.
 *
 * @param options.what - What the periods count, for the axis; default `Mean outcome`.
 *
 * @example
 * const periods = matrix([[1, 3], [2, 4], [1, 1], [2, 3]], ['May', 'June']);
 * beforeAfterChart(differenceInDifferences({ periods, from: 'June', treated: [1, 1, 0, 0] })).content.title;
 */
export function beforeAfterChart(
  result: DifferenceInDifferences,
  options: { readonly title?: string; readonly what?: string } = {},
): Figure {
  const { periods, effect, because } = result;
  const what = options.what ?? 'Mean outcome';
  const start = periods.findIndex(({ isAfter }) => isAfter);
  const before = periods.slice(0, start);
  const gap = before.reduce((sum, { treated, control }) => sum + (treated - control) / before.length, 0);
  const x = periods.map((_, i) => i);
  const line = (y: readonly number[], name: string, color: string, dash: string, symbol: string, at = x) => ({
    type: 'scatter',
    mode: 'lines+markers',
    name,
    x: at,
    y,
    line: { color, dash, width: dash === 'solid' ? 3 : 2 },
    marker: { color, symbol, size: 8 },
    cliponaxis: false,
    hoverinfo: 'x+y',
  });
  const label = (y: number, words: string, position: string) => ({
    type: 'scatter',
    mode: 'text',
    showlegend: false,
    x: [0],
    y: [y],
    text: [words],
    textposition: position,
    cliponaxis: false,
    hoverinfo: 'skip',
  });
  const isHigher = periods[0].treated >= periods[0].control;
  const number = (value: number) => formatNumber(value);
  const inWords = ({ period, treated, control }: (typeof periods)[number]) =>
    `${isolated(period)}: ${number(treated)} and ${number(control)}`;
  const every = Math.max(1, Math.ceil(periods.length / 4));
  const ticks = x.filter((i) => i % every === 0);
  return figure(
    {
      title: options.title ?? 'Observational: before and after, treated and others',
      caption: `${because} Upright line: the treatment begins. Dotted: where the treated would be had they changed as the others did.`,
      alternativeText: `Line chart. Horizontal axis: periods, the treatment from ${isolated(periods[start].period)} on. Vertical axis: ${what}. Treated and others: ${periods.map(inWords).join('; ')}. Change of the treated less change of the others: ${number(effect.value)} (${number(effect.low)} to ${number(effect.high)}) a period.`,
      source: `${formatNumber(result.treated)} treated and ${formatNumber(result.control)} others, not drawn by lot`,
      table: {
        kind: 'table',
        caption: `Observational: ${what} by period`,
        columns: [
          { name: 'period', title: 'Period' },
          { name: 'treated', title: 'Treated', align: 'right' },
          { name: 'control', title: 'Others', align: 'right' },
          { name: 'apart', title: 'Further apart than just before', align: 'right' },
        ],
        rows: periods.map(({ period, treated, control, apart }): TableCell[] => [
          period,
          treated,
          control,
          apart?.value ?? null,
        ]),
        totalRows: periods.length,
      },
    },
    [
      line(
        periods.slice(start).map(({ control }) => control + gap),
        'without treatment',
        SEGMENT_COLORS[0],
        'dot',
        'circle-open',
        x.slice(start),
      ),
      line(
        periods.map(({ control }) => control),
        'others',
        SEGMENT_COLORS[1],
        'dash',
        'diamond',
      ),
      line(
        periods.map(({ treated }) => treated),
        'treated',
        SEGMENT_COLORS[0],
        'solid',
        'circle',
      ),
      label(periods[0].treated, 'treated', isHigher ? 'top right' : 'bottom right'),
      label(periods[0].control, 'others', isHigher ? 'bottom right' : 'top right'),
    ],
    chartLayout(380, {
      xaxis: numberAxis('Period', {
        tickmode: 'array',
        tickvals: ticks,
        tickangle: 0,
        ticktext: ticks.map((i) => plotlyText(shortName(periods[i].period, 36), 8)),
        range: [-0.4, periods.length - 0.6],
        fixedrange: true,
      }),
      yaxis: numberAxis(what, { fixedrange: true }),
      shapes: [
        {
          type: 'line',
          xref: 'x',
          yref: 'paper',
          x0: start - 0.5,
          x1: start - 0.5,
          y0: 0,
          y1: 1,
          line: { color: REST_COLOR, dash: 'dash', width: 2 },
        },
      ],
    }),
  );
}
