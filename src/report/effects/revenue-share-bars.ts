import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, emptyLayout, nameAxis, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { segmentStyles } from '../../display/palette.js';
import type { Scoreboard, ScoreboardRow } from '../../measure/scoreboard/scoreboard.js';
import { sourceLine } from '../source-line.js';

const ROW_HEIGHT = 56;

/**
 * Share of customers beside share of revenue, by segment. Without amounts only customers are drawn, and the caption
 * says that revenue was not measured. Segments smaller than the scoreboard's minimum stay out.
 *
 * @example
 * revenueShareBars(board);
 */
export function revenueShareBars(board: Scoreboard, options: { readonly title?: string } = {}): Figure {
  const styles = segmentStyles(board.segments, board.origin);
  const shown = board.segments.flatMap((row, s) => (row.masked ? [] : [{ row, color: styles[s].color }]));
  const rows = shown.map(({ row }) => row);
  const measured = rows.some((row) => row.revenueShare !== undefined);
  const colors = shown.map(({ color }) => color);
  const largest = Math.max(0, ...rows.flatMap((row) => [row.customerShare, row.revenueShare ?? 0]));
  const smallest = Math.min(0, ...rows.map((row) => row.revenueShare ?? 0));
  const bars = (share: (row: ScoreboardRow) => number | undefined, marker: object, offset: number) => ({
    type: 'bar',
    orientation: 'h',
    y: rows.map((_, i) => i),
    x: rows.map((row) => (share(row) ?? 0) * 100),
    offset,
    width: 0.36,
    marker: { color: colors, ...marker },
    text: rows.map((row) => (share(row) === undefined ? '' : percent(share(row)!))),
    textposition: 'outside',
    cliponaxis: false,
    constraintext: 'none',
    hoverinfo: 'text',
  });
  const data = [
    bars((row) => row.customerShare, { opacity: 0.55, pattern: { shape: '/', size: 6 } }, -0.38),
    ...(measured ? [bars((row) => row.revenueShare, {}, 0.02)] : []),
  ];
  const drawn = chartLayout(80 + ROW_HEIGHT * rows.length, {
    barmode: 'overlay',
    xaxis: numberAxis('Share (%)', {
      range: [smallest * 160, largest * 200],
      showgrid: false,
      fixedrange: true,
    }),
    yaxis: nameAxis(rows.map((row) => row.name)),
  });
  return figure(
    {
      title:
        options.title ??
        (measured ? 'Share of customers and of revenue by segment' : 'Share of customers by segment'),
      caption: caption(board, measured),
      alternativeText: alternativeText(rows, measured),
      source: sourceLine(board.all.customers, board.origin),
      table: {
        kind: 'table',
        caption: measured ? 'Shares of customers and revenue' : 'Shares of customers',
        columns: [
          { name: 'segment', title: 'Segment' },
          { name: 'customers', title: 'Customers', align: 'right' },
          {
            name: 'customerShare',
            title: 'Share of customers',
            align: 'right',
            format: { style: 'percent', digits: 1 },
          },
          {
            name: 'revenueShare',
            title: 'Share of revenue',
            align: 'right',
            format: { style: 'percent', digits: 1 },
          },
        ],
        rows: rows.map((row): TableCell[] => [
          row.name,
          row.customers,
          row.customerShare,
          row.revenueShare ?? 'not measured',
        ]),
        totalRows: rows.length,
      },
    },
    rows.length === 0 ? [] : data,
    rows.length === 0 ? emptyLayout('No segment is large enough to show.') : drawn,
  );
}

function caption(board: Scoreboard, measured: boolean): string {
  const few = board.segments.some((row) => row.masked)
    ? ` Segments of fewer than ${board.minimum} customers are left out.`
    : '';
  return measured
    ? `Hatched: share of customers; plain: share of revenue. Where the plain bar is longer, the segment brings more than its number.${few}`
    : `Hatched: share of customers. Revenue was not measured.${few}`;
}

function alternativeText(rows: readonly ScoreboardRow[], measured: boolean): string {
  if (rows.length === 0) return 'Bar chart without bars: no segment is large enough to show.';
  const said = rows.map(({ name, customerShare, revenueShare }) => {
    const revenue =
      revenueShare === undefined ? 'revenue not measured' : `${percent(revenueShare)} of revenue`;
    return `${isolated(name)}: ${percent(customerShare)} of customers, ${revenue}`;
  });
  const shareOf = (row: ScoreboardRow) => (measured ? (row.revenueShare ?? -Infinity) : row.customerShare);
  const largest = rows.reduce((a, b) => (shareOf(b) > shareOf(a) ? b : a));
  return [
    `Bar chart. A row for each segment; horizontal axis: share in percent of all customers${measured ? ' and of all revenue' : ''}.`,
    `${said.join('; ')}.`,
    `Largest share of ${measured ? 'revenue' : 'customers'}: ${isolated(largest.name)}, ${percent(shareOf(largest))}.`,
  ].join(' ');
}

function percent(share: number): string {
  return formatNumber(share, { style: 'percent', digits: 1 });
}
