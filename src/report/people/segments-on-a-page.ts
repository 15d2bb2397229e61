import { formatNumber, type NumberFormat } from '../../core/format.js';
import type { Displayable, TableCell, TableColumn } from '../../display/bundle.js';
import { columnLabel } from '../../display/column-label.js';
import { capitalized, columnWords } from '../../display/column-words.js';
import { type Figure, figure } from '../../display/figure.js';
import { type ShownTable, showTableContent } from '../../display/shown-table.js';
import { spokenFormat, spokenPercent } from '../../display/spoken-format.js';
import type { Scoreboard } from '../../measure/scoreboard/scoreboard.js';
import type { NumberProfile } from '../../profile/columns/number-profile.js';
import type { Profile } from '../../profile/profile.js';
import { conversionChart } from '../effects/conversion-chart.js';
import { revenueShareBars } from '../effects/revenue-share-bars.js';
import { sourceLine } from '../source-line.js';
import { profileHeatMap } from './profile-heat-map.js';

const MOST_FACTS = 2;
const MOST_FEATURES = 7;
const PERCENT = { style: 'percent', digits: 1 } as const;

/**
 * What fits on one sheet about all segments: a table of who they are and what they bring, the features in which they
 * differ most and, where there was a campaign, its effect, else their shares of revenue.
 *
 * Five segments and two arms beside the control fit on one printed page of A4 or Letter.
 *
 * @param board - Of the same segments; without it only who they are.
 * @returns Parts for `resultPage`.
 *
 * @example
 * resultPage('segments-on-a-page', 'Segments on a page', 'Who they are and what they bring.', segmentsOnAPage(people, board));
 */
export function segmentsOnAPage(profile: Profile, board?: Scoreboard): Displayable[] {
  const brings =
    board === undefined
      ? []
      : [board.control === undefined ? revenueShareBars(board) : conversionChart(board, { rowHeight: 20 })];
  const charts = [profileHeatMap(profile, { columns: MOST_FEATURES, rowHeight: 30 }), ...brings];
  return [overview(profile, board), ...charts.map(withoutSource)];
}

/** The source of all stands below the table. */
function withoutSource({ content, data, layout }: Figure): Figure {
  const { title, caption, alternativeText, table } = content;
  return figure({ title, caption, alternativeText, table }, data, layout);
}

function overview(profile: Profile, board: Scoreboard | undefined): ShownTable {
  const columns: TableColumn[] = [
    { name: 'segment', title: 'Segment' },
    { name: 'customers', title: 'Customers', align: 'right' },
    { name: 'markers', title: 'What sets them apart' },
    ...(board === undefined
      ? []
      : ([
          { name: 'revenueShare', title: 'Share of revenue', align: 'right', format: PERCENT },
          { name: 'repeatRate', title: 'Repeat rate', align: 'right', format: PERCENT },
        ] as const)),
  ];
  const rows = profile.segments.map((segment, s): TableCell[] => {
    if (segment.masked)
      return [segment.name, `fewer than ${profile.minimum}`, ...columns.slice(2).map(() => null)];
    const row = board?.segments.find(({ key }) => key === segment.key);
    const brings = [row?.revenueShare ?? 'not measured', row?.repeatRate?.value ?? 'not measured'];
    return [
      segment.name,
      `${formatNumber(segment.size)} (${formatNumber(segment.share.value, spokenPercent(segment.share.value))})`,
      facts(profile, s),
      ...(board === undefined ? [] : brings),
    ];
  });
  return showTableContent({
    kind: 'table',
    caption: board === undefined ? 'Who they are' : 'Who they are and what they bring',
    columns,
    rows,
    totalRows: rows.length,
    note: `In brackets: share of customers; what all customers have. Source: ${sourceLine(profile.customers, profile.origin)}`,
  });
}

/** "Spending on shoes 90% (15%), Age 29 years (41)": medians, or means where medians print the same. */
function facts(profile: Profile, s: number): string {
  const clear = profile.segments[s].markers.filter(({ size }) => size !== 'negligible');
  const said = clear.slice(0, MOST_FACTS).map(({ column, category }) => {
    const measured = profile.numbers.find(({ name }) => name === column);
    if (measured !== undefined) return numberFact(measured, s);
    const counted = profile.categories.find(({ name }) => name === column)!;
    const cell = counted.categories.find(({ value }) => value === category)!;
    const [own, all] = [cell.bySegment[s].share ?? Number.NaN, cell.share].map((share) =>
      formatNumber(share, spokenPercent(share)),
    );
    return `${capitalized(columnWords(column, counted.info))} ${category} ${own} (${all})`;
  });
  return said.length === 0 ? 'Nothing much' : said.join(', ');
}

function numberFact({ name, info, all, bySegment }: NumberProfile, s: number): string {
  const label = columnLabel(name, info);
  const format = (value: number): NumberFormat => {
    const { unit, ...plain } = spokenFormat(name, info, value);
    return unit === undefined || label.toLowerCase().includes(unit) ? plain : { ...plain, unit };
  };
  const print = (value = Number.NaN) => formatNumber(value, format(value));
  const medians = [print(bySegment[s].median), print(all.median)];
  const means = [print(bySegment[s].mean), print(all.mean)];
  const [own, other] = medians[0] === medians[1] ? means : medians;
  return `${label} ${own} (${other})`;
}
