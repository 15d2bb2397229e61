import { formatNumber, type NumberFormat } from '../core/format.js';
import type { TableCell, TableColumn } from '../display/bundle.js';
import { columnFormat, columnUnit } from '../display/column-format.js';
import { columnLabel } from '../display/column-label.js';
import { columnWords } from '../display/column-words.js';
import { counted } from '../display/counted.js';
import { isYear } from '../display/is-year.js';
import { type ShownTable, showTableContent } from '../display/shown-table.js';
import type { CategoryProfile } from './columns/category-profile.js';
import type { ColumnPart } from './columns/column-part.js';
import type { NumberProfile, SegmentDistribution } from './columns/number-profile.js';
import type { Profile } from './profile.js';

type Statistic = 'mean' | 'standardDeviation' | 'median' | 'quartiles' | 'quantiles' | 'index' | 'missing';

/** What of a profile is shown. */
export interface ProfileTableOptions {
  readonly caption?: string;
  /** What is shown of each number column, default median and index. */
  readonly statistics?: readonly Statistic[];
  /** Which columns: what segments were made of, who customers are, what else was measured; default all. */
  readonly parts?: readonly ColumnPart[];
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
  const { statistics = ['median', 'index'], parts, categories = 3 } = options;
  const isAsked = ({ part }: { readonly part: ColumnPart }) => parts === undefined || parts.includes(part);
  const numbers = profile.numbers.filter(isAsked);
  const shown = [
    ...numbers.flatMap((column) => statistics.map((statistic) => numberColumn(column, statistic, profile))),
    ...profile.categories.filter(isAsked).flatMap((column) => categoryColumns(column, profile, categories)),
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
    note: notes(profile, statistics.includes('index'), isAsked),
  });
}

function numberColumn(column: NumberProfile, statistic: Statistic, profile: Profile): ShownColumn {
  const { name, info } = column;
  const isCount = statistic === 'index' || statistic === 'missing';
  const format = numberFormat(column, statistic);
  const unit = isCount ? undefined : columnUnit(info);
  const measured: TableColumn = {
    name: `${name} ${statistic}`,
    title: `${columnLabel(name, info)}, ${statisticWords(statistic, profile)}`,
    align: 'right',
    ...(unit === undefined ? {} : { unit }),
    ...(format === undefined ? {} : { format }),
    ...(info.meaning === undefined ? {} : { meaning: info.meaning }),
  };
  const print = (value: number) => formatNumber(value, format);
  return {
    column: measured,
    cell: (segment) => {
      const values = segment === undefined ? column.all : column.bySegment[segment];
      if (segment !== undefined && values.n > 0 && values.n < profile.minimum) {
        return `fewer than ${profile.minimum} customers`;
      }
      switch (statistic) {
        case 'index':
          if (segment === undefined) return column.indexUndefined === undefined ? 100 : null;
          return (values as SegmentDistribution).index ?? null;
        case 'quartiles':
          if (values.lowerQuartile === undefined || values.upperQuartile === undefined) return null;
          return `${print(values.lowerQuartile)} to ${print(values.upperQuartile)}`;
        case 'quantiles':
          return values.quantiles.length === 0 ? null : values.quantiles.map(print).join(', ');
        default:
          return values[statistic] ?? null;
      }
    },
  };
}

function numberFormat({ name, info }: NumberProfile, statistic: Statistic): NumberFormat | undefined {
  if (statistic === 'index' || statistic === 'missing') return { digits: 0 };
  if (isYear(name, info))
    return statistic === 'standardDeviation' ? { digits: 1 } : { digits: 0, grouped: false };
  return columnFormat(name, info);
}

function statisticWords(statistic: Statistic, { quantiles }: Profile): string {
  if (statistic === 'quartiles') return 'middle half';
  if (statistic === 'standardDeviation') return 'standard deviation';
  if (statistic !== 'quantiles') return statistic;
  return `quantiles at ${quantiles.map((share) => formatNumber(share, { style: 'percent' })).join(', ')}`;
}

function categoryColumns(column: CategoryProfile, profile: Profile, limit: number): ShownColumn[] {
  return column.categories.slice(0, limit).map(({ value, share, bySegment }) => ({
    column: {
      name: `${column.name} ${value}`,
      title: `${columnLabel(column.name, column.info)}: ${value}`,
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

function notes(
  profile: Profile,
  withIndex: boolean,
  isAsked: (column: { readonly part: ColumnPart }) => boolean,
): string {
  const said: string[] = [];
  const numbers = profile.numbers.filter(isAsked);
  const categories = profile.categories.filter(isAsked);
  if (profile.weights !== undefined) said.push(`Customers are weighted by ${profile.weights}`);
  if (withIndex && numbers.length > 0) {
    said.push('Index: mean of the segment against the mean of all customers, which is 100');
    for (const { name, info, indexUndefined } of numbers) {
      if (indexUndefined !== undefined)
        said.push(`No index of ${columnWords(name, info)}: ${indexUndefined}`);
    }
  }
  for (const { name, info, all } of numbers) {
    if (all.missing > 0)
      said.push(`${columnWords(name, info)} is missing for ${counted(all.missing, 'customer')}`);
  }
  for (const { name, info, missing } of categories) {
    if (missing > 0) said.push(`${columnWords(name, info)} is missing for ${counted(missing, 'customer')}`);
  }
  if (profile.segments.some((segment) => segment.masked)) {
    said.push(`Segments of fewer than ${profile.minimum} customers are not shown`);
  }
  said.push(`Source: ${counted(profile.customers, 'customer')}, data ${profile.origin.dataHash}`);
  return said.join('. ');
}
