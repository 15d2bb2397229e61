import type { Estimate } from '../core/estimate.js';
import { formatNumber, NOT_MEASURED, type NumberFormat } from '../core/format.js';
import type { TableCell, TableColumn } from '../display/bundle.js';
import { counted } from '../display/counted.js';
import { type ShownTable, showTableContent } from '../display/shown-table.js';
import type { Scoreboard, ScoreboardRow } from './scoreboard.js';

const PERCENT: NumberFormat = { style: 'percent', digits: 1 };

interface ScoreColumn {
  readonly column: TableColumn;
  readonly cell: (row: ScoreboardRow) => TableCell;
}

/**
 * A scoreboard as a table: a row for each segment and one for all customers, each rate with its interval. Values of
 * segments and arms smaller than the scoreboard's minimum are not shown.
 *
 * @example
 * scoreboardTable(board);
 */
export function scoreboardTable(board: Scoreboard, options: { readonly caption?: string } = {}): ShownTable {
  const columns = scoreColumns(board);
  const rows = [...board.segments, board.all].map((row): TableCell[] =>
    row.masked
      ? [row.name, `fewer than ${board.minimum}`, ...columns.slice(1).map(() => null)]
      : [row.name, ...columns.map(({ cell }) => cell(row))],
  );
  return showTableContent({
    kind: 'table',
    caption: options.caption ?? 'Scoreboard by segment',
    columns: [{ name: 'segment', title: 'Segment' }, ...columns.map(({ column }) => column)],
    rows,
    totalRows: rows.length,
    note: scoreboardNotes(board),
  });
}

function scoreColumns(board: Scoreboard): ScoreColumn[] {
  const unit = board.currency === undefined ? {} : { unit: board.currency };
  const right = { align: 'right' } as const;
  const interval = `${formatNumber(board.confidence, { style: 'percent' })} interval`;
  const treated = board.all.conversion.slice(1).map(({ arm }) => arm);
  return [
    { column: { name: 'customers', title: 'Customers', ...right }, cell: (row) => row.customers },
    {
      column: { name: 'customerShare', title: 'Share of customers', ...right, format: PERCENT },
      cell: (row) => row.customerShare,
    },
    {
      column: { name: 'revenue', title: 'Revenue', ...right, ...unit, format: { digits: 2 } },
      cell: (row) => row.revenue ?? NOT_MEASURED,
    },
    {
      column: { name: 'revenueShare', title: 'Share of revenue', ...right, format: PERCENT },
      cell: (row) => row.revenueShare ?? NOT_MEASURED,
    },
    {
      column: { name: 'repeatRate', title: 'Repeat rate', ...right, format: PERCENT },
      cell: (row) => row.repeatRate?.value ?? NOT_MEASURED,
    },
    {
      column: { name: 'repeatRateInterval', title: `Repeat rate, ${interval}`, ...right },
      cell: ({ repeatRate }) => intervalText(repeatRate, PERCENT),
    },
    {
      column: { name: 'averageOrderValue', title: 'Average order', ...right, ...unit, format: { digits: 2 } },
      cell: (row) => row.averageOrderValue?.value ?? NOT_MEASURED,
    },
    {
      column: { name: 'averageOrderValueInterval', title: `Average order, ${interval}`, ...right, ...unit },
      cell: ({ averageOrderValue }) => intervalText(averageOrderValue, { digits: 2 }),
    },
    ...treated.flatMap((arm, a) => differenceColumns(board, arm, a + 1, interval)),
  ];
}

function differenceColumns(
  board: Scoreboard,
  arm: string,
  position: number,
  interval: string,
): ScoreColumn[] {
  const title = `Conversion, ${arm} less ${board.control}`;
  const measured = (row: ScoreboardRow): Estimate | 'few' | undefined => {
    const { n, difference } = row.conversion[position];
    if (difference === undefined) return undefined;
    return Math.min(n, row.conversion[0].n) < board.minimum ? 'few' : difference;
  };
  const few = `fewer than ${board.minimum} in an arm`;
  return [
    {
      column: {
        name: `difference ${arm}`,
        title,
        align: 'right',
        unit: 'percentage points',
        format: { digits: 1 },
      },
      cell: (row) => {
        const difference = measured(row);
        return difference === 'few' ? few : difference === undefined ? NOT_MEASURED : difference.value * 100;
      },
    },
    {
      column: { name: `difference ${arm} interval`, title: `${title}, ${interval}`, align: 'right' },
      cell: (row) => {
        const difference = measured(row);
        return difference === 'few' ? null : intervalText(difference, { digits: 1 }, 100);
      },
    },
  ];
}

/** "1.2% to 3.4%"; empty where there is nothing, said where a single observation has no interval. */
export function intervalText(
  estimate: Estimate | undefined,
  format: NumberFormat,
  factor = 1,
): string | null {
  if (estimate === undefined) return null;
  if (!Number.isFinite(estimate.low) || !Number.isFinite(estimate.high)) return NOT_MEASURED;
  return `${formatNumber(estimate.low * factor, format)} to ${formatNumber(estimate.high * factor, format)}`;
}

/** What is missing, extreme or left out, and where the numbers come from. */
export function scoreboardNotes(board: Scoreboard): string {
  const said: string[] = [];
  if (board.all.revenue !== undefined && board.currency === undefined) said.push('Currency: not stated.');
  said.push(...board.all.flags);
  for (const row of board.segments) {
    if (row.masked) said.push(`${row.name}: fewer than ${board.minimum} customers, not shown.`);
    else
      said.push(
        ...row.flags.filter((flag) => !board.all.flags.includes(flag)).map((flag) => `${row.name}: ${flag}`),
      );
  }
  const { orderRows, campaignRows } = board.leftOut;
  if (orderRows > 0)
    said.push(`Left out: ${counted(orderRows, 'row')} of orders of customers outside the segments.`);
  if (campaignRows > 0) {
    said.push(`Left out: ${counted(campaignRows, 'row')} of the campaign of customers outside the segments.`);
  }
  said.push('Repeat rate: buyers with two orders or more.');
  const period = board.period === undefined ? '' : ` from ${board.period[0]} to ${board.period[1]}`;
  said.push(
    `Source: ${counted(board.all.orders, 'order')} of ${counted(board.all.buyers, 'customer')}${period}.`,
  );
  return said.join(' ');
}
