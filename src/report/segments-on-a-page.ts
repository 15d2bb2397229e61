import { formatNumber } from '../core/format.js';
import type { Displayable, TableCell, TableColumn } from '../display/bundle.js';
import { capitalized, columnWords } from '../display/column-words.js';
import { type ShownTable, showTableContent } from '../display/shown-table.js';
import type { Scoreboard } from '../measure/scoreboard.js';
import type { Profile } from '../profile/profile.js';
import { conversionChart } from './conversion-chart.js';
import { profileHeatMap } from './profile-heat-map.js';
import { revenueShareBars } from './revenue-share-bars.js';
import { sourceLine } from './source-line.js';

const MOST_MARKERS = 3;

/**
 * What fits on one page about all segments: a table of who they are and what they bring, the heat map, shares of
 * revenue and, where there was a campaign, its effect.
 *
 * @param board - Of the same segments; without it only who they are.
 * @returns Parts for `resultPage`.
 *
 * @example
 * resultPage('segments-on-a-page', 'Segments on a page', 'Who they are and what they bring.', segmentsOnAPage(people, board));
 */
export function segmentsOnAPage(profile: Profile, board?: Scoreboard): Displayable[] {
  return [
    overview(profile, board),
    profileHeatMap(profile),
    ...(board === undefined ? [] : [revenueShareBars(board)]),
    ...(board?.control === undefined ? [] : [conversionChart(board)]),
  ];
}

function overview(profile: Profile, board: Scoreboard | undefined): ShownTable {
  const percent = { style: 'percent', digits: 1 } as const;
  const columns: TableColumn[] = [
    { name: 'segment', title: 'Segment' },
    { name: 'customers', title: 'Customers', align: 'right' },
    { name: 'share', title: 'Share', align: 'right', format: percent },
    { name: 'markers', title: 'Differs most in' },
    ...(board === undefined
      ? []
      : ([
          { name: 'revenueShare', title: 'Share of revenue', align: 'right', format: percent },
          { name: 'repeatRate', title: 'Repeat rate', align: 'right', format: percent },
        ] as const)),
  ];
  const rows = profile.segments.map((segment, s): TableCell[] => {
    if (segment.masked)
      return [segment.name, `fewer than ${profile.minimum}`, ...columns.slice(2).map(() => null)];
    const row = board?.segments.find(({ key }) => key === segment.key);
    const brings = [row?.revenueShare ?? 'not measured', row?.repeatRate?.value ?? 'not measured'];
    return [
      segment.name,
      segment.size,
      segment.share.value,
      markersInWords(profile, s),
      ...(board === undefined ? [] : brings),
    ];
  });
  return showTableContent({
    kind: 'table',
    caption: 'Segments on a page',
    columns,
    rows,
    totalRows: rows.length,
    note: sourceLine(profile.customers, profile.origin),
  });
}

/** "recency below (12 days, all 51 days); …": medians, which agree with the cards. */
function markersInWords(profile: Profile, s: number): string {
  const clear = profile.segments[s].markers.filter(({ size }) => size !== 'negligible');
  const said = clear.slice(0, MOST_MARKERS).map(({ column, category, direction }) => {
    const measured = profile.numbers.find(({ name }) => name === column);
    if (measured !== undefined) {
      const { info, all, bySegment } = measured;
      const statistic = bySegment[s].median === all.median ? 'mean' : 'median';
      const format = {
        ...(info.unit === undefined ? {} : { unit: info.unit }),
        ...(info.digits === undefined ? {} : { digits: info.digits }),
      };
      const values = `${statistic} ${formatNumber(bySegment[s][statistic] ?? NaN, format)}, all ${formatNumber(all[statistic] ?? NaN, format)}`;
      return `${columnWords(column, info)} ${direction === 'high' ? 'above' : 'below'} (${values})`;
    }
    const counted = profile.categories.find(({ name }) => name === column)!;
    const cell = counted.categories.find(({ value }) => value === category)!;
    const own = formatNumber(cell.bySegment[s].share ?? NaN, { style: 'percent' });
    return `${columnWords(column, counted.info)} ${category} (${own}, all ${formatNumber(cell.share, { style: 'percent' })})`;
  });
  return said.length === 0 ? 'Nothing much' : capitalized(said.join('; '));
}
