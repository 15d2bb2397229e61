import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { chartLayout, emptyLayout, nameAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import type { Profile } from '../../profile/profile.js';
import { cellGrid } from '../cell-grid.js';
import { extremes } from '../extremes.js';
import { sourceLine } from '../source-line.js';
import { gridHeight } from './grid-height.js';
import { gridNameAxis } from './grid-name-axis.js';
import { indexColor } from './index-color.js';
import { maskedNote } from './masked-note.js';
import { type ShownRow, shownRows } from './shown-rows.js';
import { shownSegments } from './shown-segments.js';
import { toldCells } from './told-cells.js';

/** More numbers are not read out row by row. */
const MOST_TOLD = 60;

/** A stage of the way that customers go. */
export interface JourneyStage {
  /** For example `First contact`, `Buys`, `Lapses`. */
  readonly name: string;
  /** Columns of the profile that tell of it: shares of their categories, or means of numbers. */
  readonly columns: readonly string[];
}

/**
 * Customer journey by segment: stage after stage from the top down, what share of each segment does what, or how much on average.
 * Colour is the share or mean against that of all customers.
 *
 * @param profile - Of columns about the stages, for example the channel of the first order, orders, days since the last one.
 * @param stages - In the order in which customers go through them.
 * @throws {InputError} For no stages, a stage without columns, and a column that is unknown, twice or protected.
 *
 * O(columns · segments).
 *
 * @example
 * customerJourney(people, [
 *   { name: 'Orders', columns: ['frequency', 'monetary'] },
 *   { name: 'Lapses', columns: ['recencyDays'] },
 * ]);
 */
export function customerJourney(
  profile: Profile,
  stages: readonly JourneyStage[],
  options: { readonly title?: string } = {},
): Figure {
  const who = 'customerJourney';
  if (stages.length === 0) throw new InputError(`${who}: there are no stages.`);
  const bare = stages.find(({ columns }) => columns.length === 0);
  if (bare !== undefined) throw new InputError(`${who}: stage "${bare.name}" has no columns.`);
  const found = shownRows(who, profile, { order: stages.flatMap(({ columns }) => columns) });

  const segments = shownSegments(profile);
  const rows = found.rows.map((row) => {
    const stage = stages.find(({ columns }) => columns.includes(row.column))!;
    return { ...row, stage: stage.name, label: labelIn(stage, row) };
  });
  const cells = rows.flatMap((row, r) =>
    segments.map((segment, place) => ({
      row,
      r,
      place,
      segment,
      value: row.values[place],
      index: row.indexes[place],
    })),
  );
  const inWords = ({ row, segment, value }: (typeof cells)[number]) =>
    `${isolated(segment.name)}: ${value === undefined ? 'too few customers' : row.print(value)}`;
  const known = cells.filter(({ index }) => index !== undefined);
  const furthest = extremes(known, ({ index }) => index!);
  const far = (cell: (typeof cells)[number]) =>
    `${cell.row.stage}, ${cell.row.label}, ${inWords(cell)}, all ${cell.row.print(cell.row.all ?? 0)}`;
  const names = segments.map(({ name }) => name);
  const isEmpty = segments.length === 0 || rows.length === 0;
  const starts = rows.flatMap(({ stage }, r) => (r > 0 && rows[r - 1].stage !== stage ? [r - 0.5] : []));
  return figure(
    {
      title: options.title ?? 'Customer journey by segment',
      caption: `How to read this: stages from the top down; in a cell the share of the segment's customers who do it, or the mean. Brown is more than all customers, blue less, white the same; full colour from half and from twice on. A dash: fewer than ${profile.minimum} customers. It shows what customers of today did, not that one stage leads to the next.${maskedNote(profile, ...found.notes)}`,
      alternativeText: isEmpty
        ? 'Heat map without cells: no segment and stage to show.'
        : [
            'Heat map. Rows: stages and what customers do there. Columns: segments. Cells: share in percent or mean with its unit.',
            ...(known.length > MOST_TOLD
              ? [toldCells(known, ({ index }) => index!, far)]
              : rows.map(
                  ({ stage, label }, r) =>
                    `${stage}, ${isolated(label)}: ${cells
                      .filter((cell) => cell.r === r)
                      .map(inWords)
                      .join('; ')}.`,
                )),
            ...(furthest === undefined
              ? []
              : [
                  `Largest against all customers: ${far(furthest.largest)}. Smallest: ${far(furthest.smallest)}.`,
                ]),
          ].join(' '),
      source: sourceLine(profile.customers, profile.origin),
      table: {
        kind: 'table',
        caption: 'Shares and means by stage',
        columns: [
          { name: 'stage', title: 'Stage' },
          { name: 'what', title: 'What' },
          { name: 'all', title: 'All customers', align: 'right' },
          ...segments.map(({ key, name }) => ({ name: key, title: name, align: 'right' as const })),
        ],
        rows: rows.map(({ stage, label, all, values }) => [
          stage,
          label,
          all ?? null,
          ...values.map((value) => value ?? null),
        ]),
        totalRows: rows.length,
      },
    },
    isEmpty
      ? []
      : [
          cellGrid(
            cells.map(({ row, r, place, segment, value, index }) => ({
              row: r,
              column: place,
              text: [value === undefined ? '–' : short(row, value)],
              color: index === undefined ? undefined : indexColor(index),
              hover: `${row.stage}, ${row.label}, ${segment.name}: ${value === undefined ? 'too few customers' : row.print(value)}, all customers ${row.print(row.all ?? 0)}`,
            })),
          ),
        ],
    isEmpty
      ? emptyLayout('No segment and stage to show.')
      : chartLayout(gridHeight(names, rows.length, 48), {
          barmode: 'overlay',
          xaxis: gridNameAxis(names),
          yaxis: nameAxis(
            rows.map(({ stage, label }) => `${stage}: ${label}`),
            {},
            18,
          ),
          shapes: starts.map((y) => ({
            type: 'line',
            xref: 'x',
            x0: -0.5,
            x1: segments.length - 0.5,
            y0: y,
            y1: y,
            line: { color: '#808080', width: 2 },
          })),
        }),
  );
}

/** What a row is about: within a stage of one column its categories say it. */
function labelIn({ columns }: JourneyStage, { category, label, unit }: ShownRow): string {
  if (category !== undefined && category !== 'yes' && columns.length === 1) return category;
  const isSaid = unit === undefined || label.toLowerCase().includes(unit.toLowerCase());
  return isSaid ? label : `${label} (${unit})`;
}

/** A number that fits into a cell. */
function short({ category, isShare, print }: ShownRow, value: number): string {
  if (category !== undefined) return print(value);
  if (isShare) return print(value).replace(/\u00a0.*$/, '');
  return formatNumber(value, { digits: Math.abs(value) >= 10 ? 0 : 1 });
}
