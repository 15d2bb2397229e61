import { formatNumber } from '../../core/format.js';
import { emptyLayout } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import type { Profile } from '../../profile/profile.js';
import { barPanels } from '../bar-panels.js';
import { extremes } from '../extremes.js';
import { sourceLine } from '../source-line.js';
import { maskedNote } from './masked-note.js';
import { rowsTable } from './rows-table.js';
import { type ProfileRowOptions, shownRows } from './shown-rows.js';
import { shownSegments } from './shown-segments.js';
import { toldCells } from './told-cells.js';

/** Bars end at a quarter and at four times the mean of all customers. */
const MOST_DOUBLINGS = 2;

/** How an index chart is drawn. */
export interface IndexChartOptions extends ProfileRowOptions {
  readonly title?: string;
}

/**
 * Index chart: a panel for each segment, whose bars go left and right from 100, the mean of all customers. Half as much and
 * twice as much are bars of the same length.
 *
 * @throws {InputError} For an order with a column that is unknown, twice or protected.
 *
 * O(columns · segments).
 *
 * @example
 * indexChart(people, { order: ['recencyDays', 'monetary'] });
 */
export function indexChart(profile: Profile, options: IndexChartOptions = {}): Figure {
  const segments = shownSegments(profile);
  const found = shownRows('indexChart', profile, options, 10);
  const rows = found.rows.filter(({ indexes }) => indexes.some((index) => index !== undefined));
  const none = found.rows.filter(({ indexes }) => indexes.every((index) => index === undefined));
  const notes =
    none.length === 0 || segments.length === 0
      ? found.notes
      : [...found.notes, `Without an index: ${none.map(({ label }) => label).join(', ')}.`];
  const cells = rows.flatMap((row) =>
    segments.flatMap((segment, place) => {
      const index = row.indexes[place];
      return index === undefined ? [] : [{ row, segment, index }];
    }),
  );
  const print = (index: number) => formatNumber(index, { digits: 0 });
  const said = ({ row, segment, index }: (typeof cells)[number]) =>
    `${isolated(segment.name)}, ${row.label}: ${print(index)}`;
  const ends = extremes(cells, ({ index }) => index);
  const reach = Math.max(1, ...cells.map(({ index }) => Math.abs(doublings(index))));
  const places = reach < MOST_DOUBLINGS ? [50, 200] : [25, 400];
  const isCut = cells.some(({ index }) => index < 25 || index > 400);
  const drawn = barPanels(
    segments.map((segment, place) => ({
      title: segment.name,
      color: segment.color,
      bars: rows.map(({ label, indexes, values, print: printed, all }) => {
        const [index, value] = [indexes[place], values[place]];
        return index === undefined || value === undefined
          ? { value: undefined, text: '', hover: `${segment.name}, ${label}: too few customers` }
          : {
              value: doublings(index),
              text: print(index),
              hover: `${segment.name}, ${label}: ${print(index)} (${printed(value)}, all customers ${printed(all ?? 0)})`,
            };
      }),
    })),
    {
      labels: rows.map(({ label }) => label),
      axis: {
        title: 'Index, line: all customers = 100',
        range: [-1.75 * reach, 1.75 * reach], // room for the numbers
        tickmode: 'array',
        tickvals: (places.length > 5 ? [25, 100, 400] : places.length > 3 ? [50, 100, 200] : places).map(
          doublings,
        ),
        ticktext: (places.length > 5 ? [25, 100, 400] : places.length > 3 ? [50, 100, 200] : places).map(
          String,
        ),
        zeroline: true,
        zerolinewidth: 1.5,
        zerolinecolor: '#808080',
      },
    },
  );
  return figure(
    {
      title: options.title ?? 'Index of each segment against all customers',
      caption: `How to read this: 100 is the mean of all customers; 200 is twice as much, 50 half as much, and both bars are of the same length.${isCut ? ' Bars end at 25 and at 400; the number says more.' : ''} A high index of a rare thing is still a rare thing.${maskedNote(profile, ...notes)}`,
      alternativeText:
        ends === undefined
          ? 'Bar chart without bars: no segment and column with an index.'
          : [
              'Bar chart with a panel for each segment. Rows: columns of the profile. Horizontal axis: index against all customers, who are 100, on a scale of doublings, no unit.',
              toldCells(cells, ({ index }) => index, said),
              `Largest: ${said(ends.largest)}. Smallest: ${said(ends.smallest)}.`,
            ].join(' '),
      source: sourceLine(profile.customers, profile.origin),
      table: rowsTable({
        caption: 'Index against all customers (100)',
        rows,
        segments,
        value: ({ indexes }, place) => indexes[place],
        format: { digits: 0 },
      }),
    },
    ends === undefined ? [] : drawn.data,
    ends === undefined ? emptyLayout('No segment and column to show.') : drawn.layout,
  );
}

/** How often 100 has to be doubled, within the limits of the axis. */
function doublings(index: number): number {
  if (index <= 0) return -MOST_DOUBLINGS;
  return Number(Math.max(-MOST_DOUBLINGS, Math.min(MOST_DOUBLINGS, Math.log2(index / 100))).toFixed(3));
}
