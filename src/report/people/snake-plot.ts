import { formatNumber } from '../../core/format.js';
import { chartLayout, emptyLayout, nameAxis, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR } from '../../display/palette.js';
import { plotlyText, shortName } from '../../display/plotly-text.js';
import type { Profile } from '../../profile/profile.js';
import { extremes } from '../extremes.js';
import { sourceLine } from '../source-line.js';
import { maskedNote } from './masked-note.js';
import { rowsTable } from './rows-table.js';
import { type ProfileRowOptions, shownRows } from './shown-rows.js';
import { shownSegments } from './shown-segments.js';
import { standardizedRows } from './standardized-rows.js';
import { toldCells } from './told-cells.js';

/** Of more places the hover says the number alone. */
const MOST_HOVERED = 80;
const DASHES = ['solid', 'dash', 'dot', 'dashdot', 'longdash'];

/** How a snake plot is drawn. */
export interface SnakePlotOptions extends ProfileRowOptions {
  readonly title?: string;
}

/**
 * Snake plot: a line for each segment through its means, column after column, in standard deviations from all customers.
 *
 * @throws {InputError} For an order with a column that is unknown, twice or protected.
 *
 * O(columns · segments).
 *
 * @example
 * snakePlot(people, { order: ['recencyDays', 'frequency', 'monetary'] });
 */
export function snakePlot(profile: Profile, options: SnakePlotOptions = {}): Figure {
  const segments = shownSegments(profile);
  const { rows, scores, notes } = standardizedRows(shownRows('snakePlot', profile, options));
  const cells = rows.flatMap((row, r) =>
    segments.flatMap((segment, place) => {
      const score = scores[r][place];
      return score === undefined ? [] : [{ row, r, segment, place, score }];
    }),
  );
  const said = ({ row, segment, score }: (typeof cells)[number]) =>
    `${isolated(segment.name)}, ${row.label}: ${signed(score)}`;
  const data = segments.map(({ name, color, symbol }, place) => ({
    type: 'scatter',
    mode: 'lines+markers',
    name: plotlyText(shortName(name, 72), 28),
    x: rows.map((_, r) => rounded(scores[r][place])),
    y: rows.map((_, r) => r),
    line: { color, width: 2, dash: DASHES[place % DASHES.length] },
    marker: { color, symbol, size: 9 },
    connectgaps: false,
    ...(cells.length > MOST_HOVERED
      ? { hoverinfo: 'x+name' }
      : {
          hovertext: rows.map((row, r) => {
            const [score, value] = [scores[r][place], row.values[place]];
            return score === undefined || value === undefined
              ? ''
              : plotlyText(
                  `${name}, ${row.label}: ${row.print(value)}, ${signed(score)} standard deviations`,
                );
          }),
          hoverinfo: 'text',
        }),
  }));
  const found = extremes(cells, ({ score }) => score);
  const lines = Math.max(0, ...rows.map(({ label }) => plotlyText(label, 16).split('<br>').length));
  const rowHeight = Math.max(34, lines * 15 + 8);
  const title = 'Mean less that of all customers (standard deviations)';
  return figure(
    {
      title: options.title ?? 'Snake plot of the segments',
      caption: `How to read this: the further right, the more the segment has of the column; 0 is the mean of all customers, 1 is one standard deviation of all customers. The lines join what belongs to a segment; what lies between two columns means nothing.${maskedNote(profile, ...notes)}`,
      alternativeText:
        found === undefined
          ? 'Line chart without lines: no segment and column to show.'
          : [
              `Line chart with a line for each segment. Rows: columns of the profile. Horizontal axis: mean less that of all customers, unit: standard deviations of all customers, from ${signed(found.smallest.score)} to ${signed(found.largest.score)}.`,
              toldCells(cells, ({ score }) => score, said),
              `Largest: ${said(found.largest)}. Smallest: ${said(found.smallest)}.`,
            ].join(' '),
      source: sourceLine(profile.customers, profile.origin),
      table: rowsTable({
        caption: 'Standard deviations from the mean of all customers',
        rows,
        segments,
        value: (row, place) => scores[rows.indexOf(row)][place],
        format: { digits: 2 },
      }),
    },
    found === undefined ? [] : data,
    found === undefined
      ? emptyLayout('No segment and column to show.')
      : chartLayout(140 + 20 * segments.length + rowHeight * rows.length, {
          xaxis: numberAxis(title, {
            zeroline: true,
            zerolinewidth: 2,
            zerolinecolor: REST_COLOR,
            fixedrange: true,
          }),
          yaxis: nameAxis(
            rows.map(({ label }) => label),
            { showgrid: true, gridcolor: 'rgba(128, 128, 128, 0.25)' },
          ),
          showlegend: true,
          legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom' },
        }),
  );
}

function signed(score: number): string {
  const text = formatNumber(score, { digits: 2 });
  return score > 0 && text !== '0.00' ? `+${text}` : text;
}

function rounded(score: number | undefined): number | null {
  return score === undefined ? null : Number(score.toFixed(4));
}
