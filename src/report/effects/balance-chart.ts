import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, LEGEND_ABOVE, nameAxis, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR, SEGMENT_COLORS } from '../../display/palette.js';
import { plotlyText } from '../../display/plotly-text.js';
import type { MatchedComparison } from '../../measure/observational/match-on-propensity.js';
import type { TreatmentBalance } from '../../measure/uplift/treatment-balance.js';

interface Row {
  readonly column: string;
  readonly before: number | undefined;
  readonly after?: number | undefined;
}

/**
 * How far treated and others lie apart in what was known before, in standard deviations: the arms of an experiment, or two groups
 * before and after matching. Dashed lines at 0.1 either way.
 *
 * @param options.most - Columns drawn, those furthest apart first; default 25.
 *
 * @example
 * balanceChart(treatmentBalance({ features, treated: features.ids!.map((_, i) => i % 2 === 0) })).content.title; // 'Balance of the arms'
 */
export function balanceChart(
  balance: TreatmentBalance | MatchedComparison,
  options: { readonly title?: string; readonly most?: number } = {},
): Figure {
  const isMatched = 'design' in balance;
  const rows: Row[] = isMatched
    ? [...balance.balance]
    : balance.columns.map(({ column, difference }) => ({ column, before: difference }));
  const size = ({ before, after }: Row) => Math.max(Math.abs(before ?? 1e9), Math.abs(after ?? 0));
  const shown = [...rows].sort((a, b) => size(b) - size(a)).slice(0, options.most ?? 25);
  const left = rows.length - shown.length;
  const marks = (value: (row: Row) => number | undefined, name: string, color: string, symbol: string) => {
    const own = shown.flatMap((row, y) => {
      const x = value(row);
      return x === undefined ? [] : [{ x, y, row }];
    });
    return {
      type: 'scatter',
      mode: 'markers',
      name,
      x: own.map(({ x }) => x),
      y: own.map(({ y }) => y),
      marker: { color, symbol, size: 11 },
      cliponaxis: false,
      hovertext: own.map(({ x, row }) => plotlyText(`${row.column}, ${name}: ${number(x)}`)),
      hoverinfo: 'text',
    };
  };
  const ends = shown.flatMap(({ before, after }) => [before ?? 0, after ?? 0]);
  const reach = 1.15 * Math.max(0.15, ...ends.map(Math.abs));
  const border = (x: number) => ({
    type: 'line',
    xref: 'x',
    yref: 'paper',
    x0: x,
    x1: x,
    y0: 0,
    y1: 1,
    line: { color: REST_COLOR, dash: 'dash', width: 1 },
  });
  const inWords = ({ column, before, after }: Row) =>
    `${isolated(column)}: ${number(before)}${isMatched ? `, after matching ${number(after)}` : ''}`;
  const title = isMatched ? 'Observational: balance before and after matching' : 'Balance of the arms';
  const more = left === 0 ? '' : ` The ${left} columns least apart are not drawn.`;
  return figure(
    {
      title: options.title ?? title,
      caption: `${balance.because} Dashed: 0.1 standard deviations, beyond which groups are commonly called unbalanced.${more}`,
      alternativeText: `Chart of marks. A row for each column; horizontal axis: treated less others, in standard deviations. ${shown.map(inWords).join('; ')}.`,
      source: isMatched
        ? `${formatNumber(balance.treated)} treated and ${formatNumber(balance.control)} others, not drawn by lot; ${formatNumber(balance.pairs)} pairs`
        : `${formatNumber(balance.treated)} treated and ${formatNumber(balance.control)} control`,
      table: {
        kind: 'table',
        caption: 'Treated less others, in standard deviations',
        columns: [
          { name: 'column', title: 'Column' },
          {
            name: 'before',
            title: isMatched ? 'Before matching' : 'Difference',
            align: 'right',
            format: { digits: 3 },
          },
          ...(isMatched
            ? [{ name: 'after', title: 'After matching', align: 'right' as const, format: { digits: 3 } }]
            : []),
        ],
        rows: shown.map((row): TableCell[] => [
          row.column,
          row.before ?? 'without variation',
          ...(isMatched ? [row.after ?? 'without variation'] : []),
        ]),
        totalRows: rows.length,
      },
    },
    [
      marks(
        (row) => row.before,
        isMatched ? 'before matching' : 'difference',
        SEGMENT_COLORS[1],
        isMatched ? 'circle-open' : 'circle',
      ),
      ...(isMatched ? [marks((row) => row.after, 'after matching', SEGMENT_COLORS[0], 'diamond')] : []),
    ],
    chartLayout(120 + 30 * shown.length, {
      xaxis: numberAxis('Treated less others (standard deviations)', {
        range: [-reach, reach],
        zeroline: true,
        zerolinecolor: REST_COLOR,
        fixedrange: true,
      }),
      yaxis: nameAxis(shown.map(({ column }) => column)),
      shapes: [border(-0.1), border(0.1)],
      showlegend: isMatched,
      legend: LEGEND_ABOVE,
    }),
  );
}

function number(value: number | undefined): string {
  return value === undefined ? 'without variation' : formatNumber(value, { digits: 2 });
}
