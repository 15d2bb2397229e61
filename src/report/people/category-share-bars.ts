import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { checkKnown } from '../../core/unknown-name.js';
import { emptyLayout } from '../../display/chart-layout.js';
import { columnLabel } from '../../display/column-label.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import type { CategoryProfile } from '../../profile/columns/category-profile.js';
import type { Profile } from '../../profile/profile.js';
import { barPanels } from '../bar-panels.js';
import { extremes } from '../extremes.js';
import { sourceLine } from '../source-line.js';
import { maskedNote } from './masked-note.js';
import { shownSegments } from './shown-segments.js';
import { toldCells } from './told-cells.js';

/** How shares of categories are drawn. */
export interface CategoryShareBarsOptions {
  readonly title?: string;
  /** Most categories shown, default 8; the rarer ones are one bar. */
  readonly categories?: number;
}

interface CategoryRow {
  readonly label: string;
  readonly all: number;
  readonly shares: readonly (number | undefined)[];
}

/**
 * Shares of the categories of one column: a panel for each segment, and a dot for all customers. It is the one figure that shows a
 * protected column, as a distribution, where it was asked for in the profile.
 *
 * @param column - A category column of the profile.
 * @throws {InputError} For a column that the profile does not have as categories, ids and consent, and a number of categories
 *   below 1.
 *
 * O(categories · segments).
 *
 * @example
 * const regions = tableOf({ customerId: segmentation.ids, region: segmentation.ids.map((_, i) => (i % 2 === 0 ? 'North' : 'South')) });
 * categoryShareBars(profile(segmentation, regions, { id: 'customerId' }), 'region');
 */
export function categoryShareBars(
  profile: Profile,
  column: string,
  options: CategoryShareBarsOptions = {},
): Figure {
  const who = 'categoryShareBars';
  const { categories: most = 8 } = options;
  if (!(most >= 1)) throw new InputError(`${who}: categories is ${most}. It is a number from 1 on.`);
  const known = profile.categories.map(({ name }) => name);
  checkKnown(who, 'category column', [column], known);
  const profiled = profile.categories.find(({ name }) => name === column)!;
  const { role } = profiled.info;
  if (role === 'id' || role === 'consent')
    throw new InputError(`${who}: column "${column}" has the role ${role}, which is no description.`, {
      column,
    });
  const segments = shownSegments(profile);
  const rows = rowsOf(profiled, profile, Math.floor(most));
  const label = columnLabel(column, profiled.info);
  const cells = rows.flatMap((row) =>
    segments.flatMap((segment, place) => {
      const share = row.shares[place];
      return share === undefined ? [] : [{ row, segment, share }];
    }),
  );
  const said = ({ row, segment, share }: (typeof cells)[number]) =>
    `${isolated(segment.name)}, ${isolated(row.label)}: ${percent(share)}`;
  const ends = extremes(cells, ({ share }) => share);
  const end = Math.max(1, ...cells.map(({ share }) => share * 100), ...rows.map(({ all }) => all * 100));
  const drawn = barPanels(
    segments.map((segment, place) => ({
      title: segment.name,
      color: segment.color,
      bars: rows.map((row) => {
        const share = row.shares[place];
        return {
          value: share === undefined ? undefined : share * 100,
          text: share === undefined ? '' : percent(share),
          hover: `${segment.name}, ${row.label}: ${share === undefined ? 'too few customers' : percent(share)}, all customers ${percent(row.all)}`,
        };
      }),
    })),
    {
      labels: rows.map((row) => row.label),
      dots: rows.map(({ all }) => all * 100),
      axis: { title: 'Share of the segment (%)', range: [0, end * 1.6], nticks: 3 },
    },
  );
  const more =
    profiled.categories.length > rows.length
      ? [`The ${formatNumber(profiled.categories.length - rows.length + 1)} rarest categories are one bar.`]
      : [];
  const missing =
    profiled.missing === 0
      ? []
      : [`Of ${formatNumber(profiled.missing)} customers it is not known; they are not counted.`];
  return figure(
    {
      title: options.title ?? `${label} by segment`,
      caption: `How to read this: bars are shares of the segment's customers, gray dots those of all customers. Shares of fewer than ${profile.minimum} customers are not shown.${maskedNote(profile, ...more, ...missing)}`,
      alternativeText:
        ends === undefined
          ? 'Bar chart without bars: no segment and category to show.'
          : [
              `Bar chart with a panel for each segment. Rows: categories of ${label}. Horizontal axis: share of the segment in percent.`,
              toldCells(cells, ({ share }) => share, said),
              `Largest: ${said(ends.largest)}. Smallest: ${said(ends.smallest)}.`,
            ].join(' '),
      source: sourceLine(profile.customers, profile.origin),
      table: {
        kind: 'table',
        caption: 'Shares of categories',
        columns: [
          { name: 'category', title: label },
          ...[{ key: 'all', name: 'All customers' }, ...segments].map(({ key, name }) => ({
            name: key,
            title: name,
            align: 'right' as const,
            format: { style: 'percent' as const, digits: 1 },
          })),
        ],
        rows: rows.map((row) => [row.label, row.all, ...row.shares.map((share) => share ?? null)]),
        totalRows: rows.length,
      },
    },
    ends === undefined ? [] : drawn.data,
    ends === undefined ? emptyLayout('No segment and category to show.') : drawn.layout,
  );
}

function rowsOf({ categories, n }: CategoryProfile, profile: Profile, most: number): CategoryRow[] {
  const segments = shownSegments(profile);
  const own = categories.length > most ? categories.slice(0, most - 1) : categories;
  const rare = categories.slice(own.length);
  const shareOf = (count: number, share: number, s: number) =>
    (count > 0 && count < profile.minimum) || n[s] < profile.minimum ? undefined : Math.min(1, share);
  const rows = own.map(({ value, share, bySegment }) => ({
    label: value,
    all: share,
    shares: segments.map(({ position: s }) => shareOf(bySegment[s].count, bySegment[s].share ?? 0, s)),
  }));
  if (rare.length === 0) return rows;
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  return [
    ...rows,
    {
      label: `${formatNumber(rare.length)} others`,
      all: Math.min(1, total(rare.map(({ share }) => share))),
      shares: segments.map(({ position: s }) =>
        shareOf(
          total(rare.map(({ bySegment }) => bySegment[s].count)),
          total(rare.map(({ bySegment }) => bySegment[s].share ?? 0)),
          s,
        ),
      ),
    },
  ];
}

function percent(share: number): string {
  return formatNumber(share, { style: 'percent', digits: share > 0 && share < 0.01 ? 1 : 0 });
}
