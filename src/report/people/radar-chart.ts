import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { emptyLayout } from '../../display/chart-layout.js';
import { type Figure, figure, type PlotlyObject } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { plotlyText, shortName } from '../../display/plotly-text.js';
import type { Profile } from '../../profile/profile.js';
import { extremes } from '../extremes.js';
import { panelAxes, panelGrid } from '../panel-grid.js';
import { sourceLine } from '../source-line.js';
import { maskedNote } from './masked-note.js';
import { rowsTable } from './rows-table.js';
import { type ProfileRowOptions, shownRows } from './shown-rows.js';
import { shownSegments } from './shown-segments.js';
import { standardizedRows } from './standardized-rows.js';
import { toldCells } from './told-cells.js';

const LINE_COLOR = 'rgba(128, 128, 128, 0.6)';
const DRAWN = 130;
const MOST_HOVERED = 40;
const KEY_LETTERS = 40;

/** How a radar chart is drawn. */
export interface RadarChartOptions extends ProfileRowOptions {
  readonly title?: string;
}

/**
 * Radar chart: a web for each segment, whose corners are its means in standard deviations from all customers, who are the dotted
 * ring. Its caption warns of what such a chart does to the eye; `snakePlot` shows the same numbers along one scale.
 *
 * @throws {InputError} For fewer than three columns that can be drawn, and an order with a column that is unknown, twice or protected.
 *
 * O(columns · segments).
 *
 * @example
 * radarChart(people, { order: ['recencyDays', 'frequency', 'monetary'] });
 */
export function radarChart(profile: Profile, options: RadarChartOptions = {}): Figure {
  const segments = shownSegments(profile);
  const found = standardizedRows(shownRows('radarChart', profile, options, 8));
  // A web with a gap is none.
  const whole = found.rows.map((_, r) => found.scores[r].every((score) => score !== undefined));
  const rows = found.rows.filter((_, r) => whole[r]);
  const scores = found.scores.filter((_, r) => whole[r]) as number[][];
  const gaps = found.rows.filter((_, r) => !whole[r]).map(({ label }) => label);
  const notes =
    gaps.length === 0
      ? found.notes
      : [...found.notes, `Left out, as a segment has too few values: ${gaps.join(', ')}.`];
  if (rows.length < 3 && segments.length > 0) {
    throw new InputError(
      `radarChart: a web needs three columns in which customers differ, got ${rows.length}.${notes.map((note) => ` ${note}`).join('')} Give more columns, or use snakePlot.`,
    );
  }
  const cells = rows.flatMap((row, r) =>
    segments.map((segment, place) => ({ row, segment, score: scores[r][place] })),
  );
  const most = Math.max(0.1, ...cells.map(({ score }) => Math.abs(score)));
  const corner = (r: number, radius: number) => {
    const angle = (2 * Math.PI * r) / rows.length;
    return [Math.sin(angle), Math.cos(angle)].map((part) => Number((part * radius).toFixed(3)));
  };
  const web = (radius: (r: number) => number) => {
    const corners = [...rows.keys(), 0].map((r) => corner(r, radius(r)));
    return { x: corners.map(([x]) => x), y: corners.map(([, y]) => y) };
  };
  const radiusOf = (score: number) => 0.5 + score / most / 2;
  const spokes = rows.map((_, r) => corner(r, 1));
  const line = { type: 'scatter', mode: 'lines', hoverinfo: 'skip' };
  const data = segments.flatMap(({ name, color, symbol }, place): PlotlyObject[] => [
    {
      ...line,
      x: spokes.flatMap(([x]) => [0, x]),
      y: spokes.flatMap(([, y]) => [0, y]),
      line: { color: LINE_COLOR, width: 0.7 },
      ...panelAxes(place),
    },
    { ...line, ...web(() => 0.5), line: { color: '#808080', width: 1.5, dash: 'dot' }, ...panelAxes(place) },
    {
      type: 'scatter',
      mode: 'lines+markers',
      ...web((r) => radiusOf(scores[r][place])),
      line: { color, width: 2 },
      marker: { color, symbol, size: 6 },
      ...(cells.length > MOST_HOVERED
        ? { hoverinfo: 'skip' }
        : {
            hovertext: [...rows.keys(), 0].map((r) =>
              plotlyText(`${name}, ${rows[r].label}: ${signed(scores[r][place])} standard deviations`),
            ),
            hoverinfo: 'text',
          }),
      ...panelAxes(place),
    },
    {
      type: 'scatter',
      mode: 'text',
      x: rows.map((_, r) => corner(r, 1.17)[0]),
      y: rows.map((_, r) => corner(r, 1.17)[1]),
      text: rows.map((_, r) => String(r + 1)),
      textposition: 'middle center',
      hoverinfo: 'skip',
      ...panelAxes(place),
    },
  ]);
  const key = plotlyText(
    rows.map(({ label }, r) => `${r + 1} ${shortName(label, 30)}`).join(', '),
    KEY_LETTERS,
  );
  const said = ({ row, segment, score }: (typeof cells)[number]) =>
    `${isolated(segment.name)}, ${row.label}: ${signed(score)}`;
  const ends = extremes(cells, ({ score }) => score);
  return figure(
    {
      title: options.title ?? 'Radar chart of the segments',
      caption: `How to read this: corners are the means of the segment; the dotted ring is all customers, the middle ${signed(-most)} and the end of the spokes ${signed(most)} standard deviations. Be careful: the area means nothing, and it changes with the order of the columns; a large web is no large or good segment. The snake plot shows the same along one scale.${maskedNote(profile, ...notes)}`,
      alternativeText:
        ends === undefined
          ? 'Radar chart without webs: no segment and column to show.'
          : [
              `Radar chart with a web for each segment. Spokes: ${rows.map(({ label }, r) => `${r + 1} ${label}`).join(', ')}. Unit: standard deviations from the mean of all customers.`,
              toldCells(cells, ({ score }) => score, said),
              `Largest: ${said(ends.largest)}. Smallest: ${said(ends.smallest)}.`,
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
    ends === undefined ? [] : data,
    ends === undefined ? emptyLayout('No segment and column to show.') : layoutOf(segments, key),
  );
}

function layoutOf(segments: readonly { readonly name: string }[], key: string): PlotlyObject {
  const axis = { visible: false, range: [-1.3, 1.3], fixedrange: true, constrain: 'domain' };
  const grid = panelGrid(
    segments.map(({ name }, place) => ({
      title: [shortName(name, 51)],
      xaxis: axis,
      yaxis: { ...axis, scaleanchor: panelAxes(place).xaxis },
    })),
    DRAWN,
    {},
    { columns: 2, gap: 0.08, ticks: 14 },
  );
  const below = key.split('<br>').length * 17 + 12;
  return {
    ...grid,
    height: (grid.height as number) - 60 + below + 8,
    margin: { l: 8, r: 8, t: 8, b: below },
    annotations: [
      ...(grid.annotations as PlotlyObject[]),
      {
        text: key,
        showarrow: false,
        xref: 'paper',
        yref: 'paper',
        x: 0,
        y: 0,
        xanchor: 'left',
        yanchor: 'top',
        align: 'left',
        yshift: -6,
      },
    ],
  };
}

function signed(score: number): string {
  const text = formatNumber(score, { digits: 2 });
  return score > 0 && text !== '0.00' ? `+${text}` : text;
}
