import { formatNumber } from '../../core/format.js';
import { emptyLayout, nameAxis, numberAxis } from '../../display/chart-layout.js';
import { columnUnit } from '../../display/column-format.js';
import { type Figure, figure, type PlotlyObject } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR } from '../../display/palette.js';
import { plotlyText, shortName } from '../../display/plotly-text.js';
import type { Distribution } from '../../profile/columns/distribution.js';
import type { Profile } from '../../profile/profile.js';
import { bareAxis } from '../bare-axis.js';
import { extremes } from '../extremes.js';
import { panelAxes, panelGrid } from '../panel-grid.js';
import { sourceLine } from '../source-line.js';
import { maskedNote } from './masked-note.js';
import { type ProfileRowOptions, shownRows } from './shown-rows.js';
import { shownSegments } from './shown-segments.js';

const LETTERS = 14;
const ALL = 'All customers';

/** How distributions are drawn. */
export interface DistributionPanelsOptions extends ProfileRowOptions {
  readonly title?: string;
}

interface Cell {
  readonly label: string;
  readonly name: string;
  readonly box: Box | undefined;
  readonly print: (value: number) => string;
}

interface Box {
  readonly n: number;
  readonly low: number;
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
  readonly high: number;
}

/**
 * Distributions as small multiples: a panel for each number column, in it a box for each segment, and one for all customers. Boxes are
 * drawn from the quantiles of the profile, so that a million customers take no more room than ten; single customers are not drawn.
 *
 * @throws {InputError} For an order with a column that is unknown, twice, protected or no number column.
 *
 * O(columns · segments).
 *
 * @example
 * distributionPanels(people, { order: ['recencyDays', 'monetary'] });
 */
export function distributionPanels(profile: Profile, options: DistributionPanelsOptions = {}): Figure {
  const segments = shownSegments(profile);
  const found = shownRows('distributionPanels', profile, options, 6);
  const ends = endsOf(profile.quantiles);
  const columns = found.rows.flatMap(({ column, category, label, print }) => {
    const measured = category === undefined && profile.numbers.find(({ name }) => name === column);
    if (!measured || measured.all.n === 0) return [];
    const cells: Cell[] = [
      ...segments.map(({ name, position }) => ({ name, of: measured.bySegment[position] })),
      { name: ALL, of: measured.all },
    ].map(({ name, of }) => ({
      label,
      name,
      print,
      box: of.n < profile.minimum ? undefined : boxOf(of, ends),
    }));
    const isPercent = measured.info.unit === 'share';
    const unit = isPercent ? '%' : columnUnit(measured.info);
    return [
      { label, cells, factor: isPercent ? 100 : 1, title: unit === undefined ? label : `${label} (${unit})` },
    ];
  });
  const missing = found.rows.length - columns.length;
  const notes = [
    ...found.notes,
    ...(missing === 0
      ? []
      : [`${missing} of the columns ${missing === 1 ? 'has' : 'have'} no numbers and no panel.`]),
  ];
  const names = [...segments.map(({ name }) => name), ALL];
  const colors = [...segments.map(({ color }) => color), REST_COLOR];
  const lines = Math.max(
    ...names.map((name) => plotlyText(shortName(name, 42), LETTERS).split('<br>').length),
  );
  const rowHeight = Math.max(30, lines * 15 + 6);
  const isEmpty = columns.length === 0 || segments.length === 0;
  const data = columns.flatMap(({ cells, factor }, c): PlotlyObject[] => {
    const number = (value: number | undefined) =>
      value === undefined ? null : Number((value * factor).toPrecision(6));
    const marks = cells.map(({ box }) => box);
    return [
      {
        type: 'bar',
        orientation: 'h',
        base: marks.map((box) => number(box?.lower)),
        x: marks.map((box) => number(box && box.upper - box.lower)),
        width: 0.5,
        marker: { color: colors },
        hoverinfo: 'skip',
        ...panelAxes(c),
      },
      {
        type: 'scatter',
        mode: 'markers',
        x: marks.map((box) => number(box?.median)),
        y: marks.map((_, place) => place),
        marker: { color: '#222222', symbol: 'square', size: 8, line: { color: '#ffffff', width: 1.5 } },
        error_x: {
          type: 'data',
          symmetric: false,
          array: marks.map((box) => number(box && box.high - box.median)),
          arrayminus: marks.map((box) => number(box && box.median - box.low)),
          color: '#808080',
          thickness: 1.5,
        },
        hoverinfo: 'x',
        ...panelAxes(c),
      },
    ];
  });
  const whiskers =
    ends === undefined
      ? 'There are no whiskers, as the profile has no further quantiles.'
      : `Whiskers end where ${percent(profile.quantiles[ends.low])} and ${percent(profile.quantiles[ends.high])} of the customers have less.`;
  const known = columns.flatMap(({ cells }) => cells.filter(({ box }) => box !== undefined));
  return figure(
    {
      title: options.title ?? 'How the columns are distributed in each segment',
      caption: `How to read this: the box holds the middle half of the customers, the dark square is the median. ${whiskers} Where boxes overlap, the means may differ and most customers do not.${maskedNote(profile, ...notes)}`,
      alternativeText: isEmpty
        ? 'Box chart without boxes: no segment and column to show.'
        : [
            `Box chart with a panel for each of ${columns.length} columns, a row for each segment; units as the numbers say: the median, in brackets the middle half.`,
            ...columns.map(({ cells, label }) => `${label}: ${inWords(cells)}.`),
          ].join(' '),
      source: sourceLine(profile.customers, profile.origin),
      table: {
        kind: 'table',
        caption: 'Quantiles',
        columns: [
          { name: 'column', title: 'Column' },
          { name: 'segment', title: 'Segment' },
          { name: 'n', title: 'Customers with a value', align: 'right' },
          ...(['low', 'lower', 'median', 'upper', 'high'] as const).map((name) => ({
            name,
            title: {
              low: ends === undefined ? 'Low' : `${percent(profile.quantiles[ends.low])} quantile`,
              lower: 'First quartile',
              median: 'Median',
              upper: 'Third quartile',
              high: ends === undefined ? 'High' : `${percent(profile.quantiles[ends.high])} quantile`,
            }[name],
            align: 'right' as const,
          })),
        ],
        rows: known.map(({ label, name, box }) => {
          const { n, low, lower, median, upper, high } = box!;
          return [label, name, n, low, lower, median, upper, high];
        }),
        totalRows: known.length,
      },
    },
    isEmpty ? [] : data,
    isEmpty
      ? emptyLayout('No segment and column to show.')
      : panelGrid(
          columns.map(({ title, cells, factor }, c) => ({
            title: [shortName(title, LETTERS * 3)],
            xaxis: numberAxis('', {
              range: rangeOf(cells, factor),
              nticks: 3,
              fixedrange: true,
              tickangle: 0,
            }),
            yaxis:
              c % 2 === 0
                ? nameAxis(
                    names.map((name) => shortName(name, 42)),
                    {},
                    LETTERS,
                  )
                : bareAxis(names.length),
          })),
          Math.max(60, names.length * rowHeight),
          { barmode: 'overlay' },
          { columns: 2, gap: 0.08, ticks: 34, letters: LETTERS },
        ),
  );
}

/** From the lowest to the highest end of a whisker, with room for its cap. */
function rangeOf(cells: readonly Cell[], factor: number): readonly [number, number] {
  const boxes = cells.flatMap(({ box }) => (box === undefined ? [] : [box]));
  const low = Math.min(...boxes.map((box) => box.low)) * factor;
  const high = Math.max(...boxes.map((box) => box.high)) * factor;
  const room = (high - low) * 0.06 || Math.abs(high) * 0.1 || 1;
  return boxes.length === 0 ? [0, 1] : [low - room, high + room];
}

/** Places of the outermost quantiles below the first and above the third quartile. */
function endsOf(shares: readonly number[]): { readonly low: number; readonly high: number } | undefined {
  const found = extremes([...shares.keys()], (place) => shares[place]);
  if (found === undefined) return undefined;
  const { smallest: low, largest: high } = found;
  return shares[low] <= 0.25 && shares[high] >= 0.75 ? { low, high } : undefined;
}

function boxOf(
  of: Distribution,
  ends: { readonly low: number; readonly high: number } | undefined,
): Box | undefined {
  const { n, lowerQuartile: lower, median, upperQuartile: upper, quantiles } = of;
  if (lower === undefined || median === undefined || upper === undefined) return undefined;
  const low = ends === undefined ? lower : quantiles[ends.low];
  const high = ends === undefined ? upper : quantiles[ends.high];
  return { n, low, lower, median, upper, high };
}

function inWords(cells: readonly Cell[]): string {
  const known = cells.flatMap(({ name, box, print }) => (box === undefined ? [] : [{ name, box, print }]));
  const said = known.map(
    ({ name, box, print }) =>
      `${isolated(name)} ${print(box.median)} (${print(box.lower)} to ${print(box.upper)})`,
  );
  const own = extremes(
    known.filter(({ name }) => name !== ALL),
    ({ box }) => box.median,
  );
  const end =
    own === undefined
      ? ''
      : `; largest median: ${isolated(own.largest.name)}, smallest: ${isolated(own.smallest.name)}`;
  return `${said.join('; ')}${end}`;
}

function percent(share: number): string {
  return formatNumber(share, { style: 'percent', digits: 0 });
}
