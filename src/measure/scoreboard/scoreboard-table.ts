import { formatNumber, NOT_MEASURED } from '../../core/format.js';
import type { TableCell, TableColumn } from '../../display/bundle.js';
import { type ShownTable, showTableContent } from '../../display/shown-table.js';
import { isShown } from './is-shown.js';
import { intervalCell, shareCell } from './score-cells.js';
import { type BoardMeasure, changeCell, formatOf, type MeasureCell } from './score-measures.js';
import type { Scoreboard, ScoreboardRow } from './scoreboard.js';
import { scoreboardNotes } from './scoreboard-notes.js';

/**
 * A scoreboard as a table: a row for each segment and one for all customers, with conversion, lifetime value, engagement,
 * satisfaction and return side by side. A cell holds a number with its interval and, where it is known, the change since the last
 * period; the third column says what needs attention. Values of segments smaller than the scoreboard's minimum, or of fewer
 * observations, are not shown.
 *
 * @example
 * scoreboardTable(board);
 */
export function scoreboardTable(board: Scoreboard, options: { readonly caption?: string } = {}): ShownTable {
  const rows = [...board.segments, board.all].map((row): TableCell[] =>
    row.masked
      ? [row.name, `fewer than ${board.minimum}`, null, ...board.measures.map(() => null)]
      : [
          row.name,
          shareCell(formatNumber(row.customers), row.customerShare),
          attentionCell(row, board),
          ...row.measures.map((cell, m) => measureCell(row, cell, board.measures[m], board.minimum)),
        ],
  );
  return showTableContent({
    kind: 'table',
    caption: options.caption ?? 'Scoreboard by segment',
    columns: [
      { name: 'segment', title: 'Segment' },
      { name: 'customers', title: 'Customers', align: 'right' },
      { name: 'attention', title: 'Needs attention' },
      ...board.measures.map(
        ({ measure, label, unit }): TableColumn => ({
          name: measure,
          title: label,
          align: 'right',
          ...(unit === undefined || unit === 'share' ? {} : { unit }),
        }),
      ),
    ],
    rows,
    totalRows: rows.length,
    note: scoreboardNotes(board),
  });
}

function measureCell(row: ScoreboardRow, cell: MeasureCell, measure: BoardMeasure, minimum: number): string {
  const { estimate, change } = cell;
  if (estimate === undefined) return NOT_MEASURED;
  if (!isShown(row, cell, minimum)) return `fewer than ${minimum}`;
  const value = intervalCell(estimate, formatOf(measure));
  return change === undefined ? value : `${value}, change ${changeCell(change, measure)}`;
}

function attentionCell(row: ScoreboardRow, { measures, minimum }: Scoreboard): string {
  const shown = row.measures.filter((cell) => isShown(row, cell, minimum));
  const marked = shown.filter(({ attention }) => attention === 'needs attention');
  if (marked.length > 0) {
    return `\u25b2 ${marked.map(({ measure }) => measures.find((own) => own.measure === measure)!.label).join(', ')}`;
  }
  return shown.some(({ attention }) => attention === 'no sign') ? 'no sign' : 'not judged';
}
