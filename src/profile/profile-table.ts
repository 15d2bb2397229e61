import { formatNumber } from '../core/format.js';
import type { TableCell, TableColumn } from '../display/bundle.js';
import { columnWords } from '../display/column-words.js';
import { counted } from '../display/counted.js';
import { type ShownTable, showTableContent } from '../display/shown-table.js';
import type { CategoryProfile } from './category-profile.js';
import type { NumberProfile, SegmentDistribution } from './distribution.js';
import type { Profile } from './profile.js';

type Statistic = 'mean' | 'median' | 'quartiles' | 'index';

/** What of a profile is shown. */
export interface ProfileTableOptions {
  readonly caption?: string;
  /** What is shown of each number column, default median and index. */
  readonly statistics?: readonly Statistic[];
  /** Categories shown of each category column, the most frequent first, default 3. */
  readonly categories?: number;
}

interface ShownColumn {
  readonly column: TableColumn;
  /** Cell of a segment, or of all customers for `undefined`. */
  readonly cell: (segment: number | undefined) => TableCell;
}

/**
 * A profile as a table: a row for each segment and one for all customers. Of segments smaller than the profile's
 * minimum no more than that is shown; so are single categories with fewer customers.
 *
 * @example
 * profileTable(people, { statistics: ['mean', 'median', 'index'] });
 */
export function profileTable(profile: Profile, options: ProfileTableOptions = {}): ShownTable {
  const { statistics = ['median', 'index'], categories = 3 } = options;
  const shown = [
    ...profile.numbers.flatMap((column) => statistics.map((statistic) => numberColumn(column, statistic))),
    ...profile.categories.flatMap((column) => categoryColumns(column, profile, categories)),
  ];
  const few = `fewer than ${profile.minimum}`;
  const rows = profile.segments.map((segment, s): TableCell[] =>
    segment.masked
      ? [segment.name, few, null, ...shown.map(() => null)]
      : [segment.name, segment.size, segment.share.value, ...shown.map(({ cell }) => cell(s))],
  );
  rows.push(['All customers', profile.customers, 1, ...shown.map(({ cell }) => cell(undefined))]);
  return showTableContent({
    kind: 'table',
    caption: options.caption ?? 'Segments beside all customers',
    columns: [
      { name: 'segment', title: 'Segment' },
      { name: 'customers', title: 'Customers', align: 'right' },
      { name: 'share', title: 'Share', align: 'right', format: { style: 'percent', digits: 1 } },
      ...shown.map(({ column }) => column),
    ],
    rows,
    totalRows: rows.length,
    note: notes(profile, statistics.includes('index')),
  });
}

function numberColumn(column: NumberProfile, statistic: Statistic): ShownColumn {
  const { name, info } = column;
  const measured: TableColumn = {
    name: `${name} ${statistic}`,
    title: `${columnWords(name, info)}, ${statistic === 'quartiles' ? 'middle half' : statistic}`,
    align: 'right',
    ...(statistic === 'index' || info.unit === undefined ? {} : { unit: info.unit }),
    ...(statistic === 'index' || info.digits === undefined ? {} : { format: { digits: info.digits } }),
    ...(statistic === 'index' ? { format: { digits: 0 } } : {}),
    ...(info.meaning === undefined ? {} : { meaning: info.meaning }),
  };
  return {
    column: measured,
    cell: (segment) => {
      const values = segment === undefined ? column.all : column.bySegment[segment];
      if (statistic === 'index') {
        if (segment === undefined) return column.indexUndefined === undefined ? 100 : null;
        return (values as SegmentDistribution).index ?? null;
      }
      if (statistic === 'mean') return values.mean ?? null;
      if (statistic === 'median') return values.median ?? null;
      if (values.lowerQuartile === undefined || values.upperQuartile === undefined) return null;
      const format = info.digits === undefined ? {} : { digits: info.digits };
      return `${formatNumber(values.lowerQuartile, format)} to ${formatNumber(values.upperQuartile, format)}`;
    },
  };
}

function categoryColumns(column: CategoryProfile, profile: Profile, limit: number): ShownColumn[] {
  return column.categories.slice(0, limit).map(({ value, share, bySegment }) => ({
    column: {
      name: `${column.name} ${value}`,
      title: `${columnWords(column.name, column.info)}: ${value}`,
      align: 'right',
      format: { style: 'percent', digits: 1 },
    },
    cell: (segment) => {
      if (segment === undefined) return share;
      const { count, share: own } = bySegment[segment];
      return count > 0 && count < profile.minimum ? `fewer than ${profile.minimum} customers` : (own ?? null);
    },
  }));
}

function notes(profile: Profile, withIndex: boolean): string {
  const said: string[] = [];
  if (withIndex && profile.numbers.length > 0) {
    said.push('Index: mean of the segment against the mean of all customers, which is 100');
    for (const { name, info, indexUndefined } of profile.numbers) {
      if (indexUndefined !== undefined)
        said.push(`No index of ${columnWords(name, info)}: ${indexUndefined}`);
    }
  }
  for (const { name, info, all } of profile.numbers) {
    if (all.missing > 0)
      said.push(`${columnWords(name, info)} is missing for ${counted(all.missing, 'customer')}`);
  }
  for (const { name, info, missing } of profile.categories) {
    if (missing > 0) said.push(`${columnWords(name, info)} is missing for ${counted(missing, 'customer')}`);
  }
  if (profile.segments.some((segment) => segment.masked)) {
    said.push(`Segments of fewer than ${profile.minimum} customers are not shown`);
  }
  said.push(`Source: ${counted(profile.customers, 'customer')}, data ${profile.origin.dataHash}`);
  return said.join('. ');
}
