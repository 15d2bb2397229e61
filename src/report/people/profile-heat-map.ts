import { formatNumber } from '../../core/format.js';
import { chartLayout, emptyLayout, nameAxis } from '../../display/chart-layout.js';
import { columnLabel } from '../../display/column-label.js';
import { type Figure, figure } from '../../display/figure.js';
import { isYear } from '../../display/is-year.js';
import { isolated } from '../../display/isolated.js';
import type { NumberProfile } from '../../profile/columns/number-profile.js';
import type { Profile } from '../../profile/profile.js';
import { cellGrid } from '../cell-grid.js';
import { sourceLine } from '../source-line.js';
import { gridHeight } from './grid-height.js';
import { gridNameAxis } from './grid-name-axis.js';
import { indexColor } from './index-color.js';
import { toldCells } from './told-cells.js';

/** More are hard to compare, and their picture takes too much of a saved notebook. */
const MOST_CELLS = 130;

interface IndexCell {
  readonly row: number;
  readonly column: number;
  readonly feature: string;
  readonly segment: string;
  readonly index: number | undefined;
}

/** What of the profile is drawn, and how. */
export interface HeatMapOptions {
  readonly title?: string;
  /**
   * Most columns shown, default as many as make 130 cells: those in which segments differ most, in the order of the profile.
   */
  readonly columns?: number;
  /** Pixels of a row, default 44; labels of two lines need 32. */
  readonly rowHeight?: number;
}

/**
 * Index of each segment against all customers, who are 100, by number column. Protected columns and years stay out,
 * and segments smaller than the profile's minimum.
 *
 * @example
 * profileHeatMap(people);
 */
export function profileHeatMap(profile: Profile, options: HeatMapOptions = {}): Figure {
  const { rowHeight = 44 } = options;
  const columns = shownColumns(
    profile,
    options.columns ?? Math.floor(MOST_CELLS / Math.max(1, profile.segments.length)),
  );
  const features = columns.map(({ name, info }) => columnLabel(name, info));
  const segments = profile.segments.flatMap(({ name, masked }, s) => (masked ? [] : [{ name, s }]));
  const cells = columns.flatMap(({ bySegment }, row) =>
    segments.map(({ name, s }, column): IndexCell => {
      return { row, column, feature: features[row], segment: name, index: bySegment[s].index };
    }),
  );
  const data = [
    cellGrid(
      cells.map(({ row, column, feature, segment, index }) => ({
        row,
        column,
        text: [cellText(index)],
        color: index === undefined ? undefined : indexColor(index),
        hover: `${segment}, ${feature}: ${cellText(index)}`,
      })),
    ),
  ];
  const names = segments.map(({ name }) => name);
  const drawn = chartLayout(gridHeight(names, features.length, rowHeight), {
    barmode: 'overlay',
    xaxis: gridNameAxis(names),
    yaxis: nameAxis(features, {}, 18),
  });
  return figure(
    {
      title: options.title ?? 'How segments differ from all customers',
      caption:
        `Index: mean of the segment against the mean of all customers, which is 100. Blue lies below, brown above; full colour from 50 down and from 200 up. ${leftOut(profile, columns.length)}`.trim(),
      alternativeText: alternativeText(cells),
      source: sourceLine(profile.customers, profile.origin),
      table: {
        kind: 'table',
        caption: 'Index against all customers (100)',
        columns: [
          { name: 'segment', title: 'Segment' },
          ...columns.map(({ name }, row) => ({
            name,
            title: features[row],
            align: 'right' as const,
            format: { digits: 0 },
          })),
        ],
        rows: segments.map(({ name, s }) => [
          name,
          ...columns.map(({ bySegment }) => bySegment[s].index ?? null),
        ]),
        totalRows: segments.length,
      },
    },
    cells.length === 0 ? [] : data,
    cells.length === 0 ? emptyLayout('No segment and column to show.') : drawn,
  );
}

function cellText(index: number | undefined): string {
  return index === undefined ? '–' : formatNumber(index, { digits: 0 });
}

function shownColumns(profile: Profile, most: number): NumberProfile[] {
  const indexed = profile.numbers.filter(
    ({ info, indexUndefined }) => info.role !== 'protected' && indexUndefined === undefined,
  );
  const difference = ({ bySegment }: NumberProfile) =>
    Math.max(
      ...bySegment.map(({ superiority = 0.5 }, s) =>
        profile.segments[s].masked ? 0 : Math.abs(superiority - 0.5),
      ),
    );
  const strongest = [...indexed].sort((a, b) => difference(b) - difference(a)).slice(0, most);
  return indexed.filter((column) => strongest.includes(column));
}

function leftOut({ numbers, segments, minimum }: Profile, shown: number): string {
  const columns = numbers
    .filter(({ name, info }) => info.role !== 'protected' && !isYear(name, info))
    .filter(({ indexUndefined }) => indexUndefined !== undefined)
    .map(({ name, info, indexUndefined }) => `${columnLabel(name, info)} has no index: ${indexUndefined}.`);
  const indexed = numbers.filter(
    ({ info, indexUndefined }) => info.role !== 'protected' && indexUndefined === undefined,
  ).length;
  if (shown < indexed) columns.push(`Shown: the ${shown} of ${indexed} features that differ most.`);
  const few = segments.some(({ masked }) => masked)
    ? [`Segments of fewer than ${minimum} customers are left out.`]
    : [];
  return [...columns, ...few].join(' ');
}

function alternativeText(cells: readonly IndexCell[]): string {
  const known = cells.filter((cell): cell is IndexCell & { index: number } => cell.index !== undefined);
  if (known.length === 0) return 'Heat map without cells: no segment and column with an index.';
  const largest = known.reduce((a, b) => (b.index > a.index ? b : a));
  const smallest = known.reduce((a, b) => (b.index < a.index ? b : a));
  const name = ({ segment, feature, index }: IndexCell) =>
    `${isolated(segment)}, ${feature}: ${cellText(index)}`;
  return [
    'Heat map. Rows: columns of the profile. Columns: segments. Cells: index against all customers, who are 100 (no unit).',
    toldCells(
      known.map((cell) => ({ ...cell, segment: { name: cell.segment } })),
      ({ index }) => index,
      ({ segment, ...cell }) => name({ ...cell, segment: segment.name }),
    ),
    `Largest: ${name(largest)}. Smallest: ${name(smallest)}.`,
  ].join(' ');
}
