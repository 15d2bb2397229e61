import { InputError } from '../../core/input-error.js';
import { emptyLayout } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import type { MarkerVariable } from '../../profile/marker-variables.js';
import type { Profile } from '../../profile/profile.js';
import { barPanels } from '../bar-panels.js';
import { extremes } from '../extremes.js';
import { sourceLine } from '../source-line.js';
import { maskedNote } from './masked-note.js';
import { rowsTable } from './rows-table.js';
import { type ProfileRowOptions, type ShownRow, shownRows } from './shown-rows.js';
import { type ShownSegment, shownSegments } from './shown-segments.js';
import { toldCells } from './told-cells.js';

/** How segments are profiled in a plot. */
export interface SegmentProfilePlotOptions extends ProfileRowOptions {
  readonly title?: string;
}

/**
 * Segment profile plot: a panel for each segment, a bar for its mean in each column, a dot for the mean of all customers. Marker
 * variables are plain, the others hatched.
 *
 * Where all columns lie from 0 to 1, bars are percent; else they are the mean as percent of the mean of all customers, so that
 * columns of any unit stand together, and columns without such an index are left out. The order of columns is the reader's: similar columns
 * beside each other, as by hierarchical clustering of the transposed data, read best.
 *
 * @param markers - What `markerVariables` gives for the profile.
 * @throws {InputError} For markers of other segments, and an order with a column that is unknown, twice or protected.
 *
 * O(columns · segments). Source: Dolnicar, Grün and Leisch, "Market Segmentation Analysis" (2018), chapter 8.
 *
 * @example
 * segmentProfilePlot(people, markerVariables(people), { order: ['recencyDays', 'monetary'] });
 */
export function segmentProfilePlot(
  profile: Profile,
  markers: readonly MarkerVariable[],
  options: SegmentProfilePlotOptions = {},
): Figure {
  const who = 'segmentProfilePlot';
  const segments = shownSegments(profile);
  const stranger = markers.find(({ segment }) => !profile.segments.some(({ key }) => key === segment));
  if (stranger !== undefined) {
    throw new InputError(
      `${who}: a marker is of segment "${stranger.segment}", which the profile does not have. Give markerVariables(profile).`,
    );
  }
  const found = shownRows(who, profile, options);
  const isShares = found.rows.length > 0 && found.rows.every(({ isShare }) => isShare);
  const rows = isShares
    ? found.rows
    : found.rows.filter(({ indexes }) => indexes.some((each) => each !== undefined));
  const left = found.rows.length - rows.length;
  const notes = [
    ...found.notes,
    ...(left === 0
      ? []
      : [`${left} without a mean above 0 ${left === 1 ? 'has' : 'have'} no index and no row.`]),
  ];
  const length = (row: ShownRow, place: number) =>
    isShares ? timesHundred(row.values[place]) : row.indexes[place];
  const all = (row: ShownRow) => (isShares ? timesHundred(row.all) : 100);
  const isMarker = (row: ShownRow, { key }: ShownSegment) =>
    markers.some(
      ({ segment, column, category }) =>
        segment === key && column === row.column && category === row.category,
    );
  const cells = rows.flatMap((row) =>
    segments.flatMap((segment, place) => {
      const [value, bar] = [row.values[place], length(row, place)];
      return value === undefined || bar === undefined ? [] : [{ row, segment, value, bar }];
    }),
  );
  const said = ({ row, segment, value }: (typeof cells)[number]) =>
    `${isolated(segment.name)}, ${row.label}: ${row.print(value)}, all ${row.print(row.all ?? 0)}`;
  const most = Math.max(1, ...cells.map(({ bar }) => bar), ...rows.map((row) => all(row) ?? 0));
  const unit = isShares ? 'Share or mean (%)' : 'Mean, all customers = 100';
  const drawn = barPanels(
    segments.map((segment, place) => ({
      title: segment.name,
      color: segment.color,
      bars: rows.map((row) => {
        const value = row.values[place];
        return {
          value: length(row, place),
          text: '',
          isHatched: !isMarker(row, segment),
          hover:
            value === undefined
              ? `${segment.name}, ${row.label}: too few customers`
              : `${segment.name}, ${row.label}: ${row.print(value)}, all customers ${row.print(row.all ?? 0)}`,
        };
      }),
    })),
    {
      labels: rows.map(({ label }) => label),
      dots: rows.map(all),
      axis: { title: unit, range: [0, isShares ? Math.min(100, most * 1.05) : most * 1.05], nticks: 4 },
    },
  );
  const marked = cells.filter(({ row, segment }) => isMarker(row, segment));
  const apart = extremes(cells, ({ row, bar }) => Math.abs(bar - (all(row) ?? 0)))?.largest;
  return figure(
    {
      title: options.title ?? 'Segment profile plot',
      caption: `How to read this: bars are the means of a segment${isShares ? ', in percent' : ' as percent of the mean of all customers'}; gray dots are all customers. Plain bars are marker variables, by which the segment is known; hatched ones differ less. Segments were often made of these columns, so differences are no proof that segments exist.${maskedNote(profile, ...notes)}`,
      alternativeText:
        apart === undefined
          ? 'Bar chart without bars: no segment and column to show.'
          : [
              `Bar chart with a panel for each of ${segments.length} segments. Rows: ${rows.length} columns. Horizontal axis: ${unit}, no other unit.`,
              marked.length === 0
                ? 'There is no marker variable.'
                : `Marker variables: ${toldCells(marked, ({ bar }) => bar, said)}`,
              `Largest difference: ${said(apart)}.`,
            ].join(' '),
      source: sourceLine(profile.customers, profile.origin),
      table: rowsTable({
        caption: isShares ? 'Shares and means' : 'Means',
        rows,
        segments,
        all: ({ all: value }) => value,
        value: ({ values }, place) => values[place],
        more: {
          column: { name: 'markerOf', title: 'Marker of' },
          cell: (row) =>
            segments
              .filter((segment) => isMarker(row, segment))
              .map(({ name }) => name)
              .join(', '),
        },
      }),
    },
    cells.length === 0 ? [] : drawn.data,
    cells.length === 0 ? emptyLayout('No segment and column to show.') : drawn.layout,
  );
}

/** A share in percent, without the dust of binary fractions. */
function timesHundred(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Number((value * 100).toPrecision(12));
}
