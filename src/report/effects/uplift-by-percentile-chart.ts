import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, emptyLayout, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { REST_COLOR, SEGMENT_COLORS } from '../../display/palette.js';
import type { PercentileUplift, UpliftByPercentile } from '../../measure/uplift/uplift-by-percentile.js';
import { effectFactor, signedEffect } from './effect-words.js';

type Known = PercentileUplift & { readonly uplift: number; readonly standardError: number };

/**
 * Uplift of customers from the highest score down, in parts, with two standard errors either way, and that of all as a line.
 * Parts with an arm below the minimum stay empty.
 *
 * @example
 * const ids = features.ids!;
 * const treated = ids.map((_, i) => i % 2 === 0);
 * const outcome = ids.map((_, i) => treated[i] && i % 10 > 4);
 * upliftByPercentileChart(upliftByPercentile({ ids, scores: ids.map((_, i) => i % 10), treated, outcome, bins: 4 }));
 */
export function upliftByPercentileChart(
  table: UpliftByPercentile,
  options: { readonly title?: string } = {},
): Figure {
  const { bins, all, outcome, minimum, because } = table;
  const factor = effectFactor(outcome);
  const shown = bins.filter(
    (bin): bin is Known => bin.uplift !== undefined && bin.standardError !== undefined && !bin.masked,
  );
  const middle = ({ from, to }: PercentileUplift) => 50 * (from + to);
  const unit = outcome === 'yes or no' ? 'percentage points' : 'in the unit of the outcome';
  const percent = (share: number) => formatNumber(100 * share, { digits: 0 });
  const inWords = (bin: Known) =>
    `${percent(bin.from)} to ${percent(bin.to)}%: ${signedEffect(bin.uplift, outcome)} (standard error ${formatNumber(bin.standardError * factor, { digits: 1 })})`;
  const marks = {
    type: 'scatter',
    mode: 'markers',
    x: shown.map(middle),
    y: shown.map(({ uplift }) => uplift * factor),
    error_y: {
      type: 'data',
      array: shown.map(({ standardError }) => 2 * standardError * factor),
      color: REST_COLOR,
      thickness: 2,
    },
    marker: { color: SEGMENT_COLORS[0], size: 10 },
    cliponaxis: false,
    hovertext: shown.map(inWords),
    hoverinfo: 'text',
  };
  const whole = (all.uplift ?? 0) * factor;
  const line = {
    type: 'scatter',
    mode: 'lines+text',
    x: [0, 100],
    y: [whole, whole],
    line: { color: SEGMENT_COLORS[1], dash: 'dash', width: 2 },
    text: ['', ` all ${signedEffect(all.uplift ?? 0, outcome)}`],
    textposition: 'middle right',
    cliponaxis: false,
    hoverinfo: 'skip',
  };
  return figure(
    {
      title: options.title ?? 'Uplift from the highest scores down',
      caption: `${because} Mark: treated less control in a part of the ranking; line: two standard errors either way; dashed: all customers. Parts with fewer than ${minimum} customers in an arm are left out.`,
      alternativeText:
        shown.length === 0
          ? 'Chart without marks: every part has too few customers in an arm.'
          : `Chart of marks with error bars. Horizontal axis: customers by score, highest first, in percent. Vertical axis: treated less control, ${unit}. ${shown.map(inWords).join('; ')}. All: ${signedEffect(all.uplift ?? 0, outcome)}.`,
      source: `${formatNumber(all.treated.n)} treated and ${formatNumber(all.control.n)} control`,
      table: {
        kind: 'table',
        caption: 'Uplift by part of the ranking',
        columns: [
          { name: 'part', title: 'Customers by score (%)' },
          { name: 'uplift', title: 'Treated less control', align: 'right', unit },
          { name: 'standardError', title: 'Standard error', align: 'right', unit },
        ],
        rows: shown.map((bin): TableCell[] => [
          `${percent(bin.from)} to ${percent(bin.to)}`,
          bin.uplift * factor,
          bin.standardError * factor,
        ]),
        totalRows: shown.length,
      },
    },
    shown.length === 0 ? [] : [line, marks],
    shown.length === 0
      ? emptyLayout('Every part has too few customers in an arm.')
      : chartLayout(360, {
          xaxis: numberAxis('Customers by score, highest first (%)', {
            range: [0, 126], // to the right there is room for the label
            tickmode: 'array',
            tickvals: [0, 20, 40, 60, 80, 100],
            fixedrange: true,
          }),
          yaxis: numberAxis(`Treated less control (${unit})`, {
            zeroline: true,
            zerolinewidth: 2,
            zerolinecolor: REST_COLOR,
            fixedrange: true,
          }),
        }),
  );
}
