import { formatNumber, NOT_MEASURED, type NumberFormat } from '../../core/format.js';
import type { TableCell, TableColumn } from '../../display/bundle.js';
import { type ShownTable, showTableContent } from '../../display/shown-table.js';
import { ordersNotes } from './orders-notes.js';
import { intervalCell, shareCell } from './score-cells.js';
import type { Scoreboard, ScoreboardRow } from './scoreboard.js';

interface OrderColumn {
  readonly column: TableColumn;
  readonly cell: (row: ScoreboardRow) => TableCell;
}

/** From this revenue on nobody reads cents. */
const WHOLE_REVENUE = 10_000;

/**
 * What segments ordered, as a table: customers, revenue, repeat rate, average order and the effect of a campaign, a row for each
 * segment and one for all customers. A cell holds a number and, in brackets, its share or its interval; the page sorts by the
 * number, and `scoreboardToCSV` has all of them apart. Values of segments and arms smaller than the scoreboard's minimum are
 * not shown.
 *
 * @example
 * ordersTable(board);
 */
export function ordersTable(board: Scoreboard, options: { readonly caption?: string } = {}): ShownTable {
  const columns = orderColumns(board);
  const rows = [...board.segments, board.all].map((row): TableCell[] =>
    row.masked
      ? [row.name, `fewer than ${board.minimum}`, ...columns.slice(1).map(() => null)]
      : [row.name, ...columns.map(({ cell }) => cell(row))],
  );
  return showTableContent({
    kind: 'table',
    caption: options.caption ?? 'What segments ordered',
    columns: [{ name: 'segment', title: 'Segment' }, ...columns.map(({ column }) => column)],
    rows,
    totalRows: rows.length,
    note: ordersNotes(board),
  });
}

function orderColumns(board: Scoreboard): OrderColumn[] {
  const unit = board.currency === undefined ? {} : { unit: board.currency };
  const right = { align: 'right' } as const;
  const percent: NumberFormat = { style: 'percent', digits: 1 };
  const money: NumberFormat = { digits: (board.all.revenue ?? 0) >= WHOLE_REVENUE ? 0 : 2 };
  const treated = board.all.conversion.slice(1).map(({ arm }) => arm);
  return [
    {
      column: { name: 'customers', title: 'Customers', ...right },
      cell: (row) => shareCell(formatNumber(row.customers), row.customerShare),
    },
    {
      column: { name: 'revenue', title: 'Revenue', ...right, ...unit },
      cell: (row) =>
        row.revenue === undefined
          ? NOT_MEASURED
          : shareCell(formatNumber(row.revenue, money), row.revenueShare),
    },
    {
      column: { name: 'repeatRate', title: 'Repeat rate', ...right },
      cell: (row) => intervalCell(row.repeatRate, percent),
    },
    {
      column: { name: 'averageOrderValue', title: 'Average order', ...right, ...unit },
      cell: (row) => intervalCell(row.averageOrderValue, { digits: 2 }),
    },
    ...treated.map((arm, a) => differenceColumn(board, arm, a + 1)),
  ];
}

function differenceColumn(board: Scoreboard, arm: string, position: number): OrderColumn {
  return {
    column: {
      name: `difference ${arm}`,
      title: `Conversion, ${arm} less ${board.control}`,
      align: 'right',
      unit: 'percentage points',
    },
    cell: (row) => {
      const { n, difference } = row.conversion[position];
      if (difference !== undefined && Math.min(n, row.conversion[0].n) < board.minimum) {
        return `fewer than ${board.minimum} in an arm`;
      }
      return intervalCell(difference, { digits: 1 }, 100);
    },
  };
}
