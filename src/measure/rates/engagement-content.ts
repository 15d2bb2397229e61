import { formatNumber, type NumberFormat } from '../../core/format.js';
import type { TableCell, TableColumn, TableContent } from '../../display/bundle.js';
import { counted } from '../../display/counted.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import type { EngagementBySegment } from './engagement-by-segment.js';

/** Engagement as a table. */
export function engagementContent(engagement: Omit<EngagementBySegment, symbol>): TableContent {
  const { periods, rows, minimum, recipe, confidence, withoutScore } = engagement;
  const digits: NumberFormat = { digits: 2 };
  const right = { align: 'right' } as const;
  const columns: TableColumn[] = [
    { name: 'segment', title: 'Segment' },
    { name: 'customers', title: 'Customers', ...right },
    { name: 'score', title: `Score, ${periods[periods.length - 1]}`, ...right },
    { name: 'active', title: 'Above 0', ...right },
    ...(periods.length < 2
      ? []
      : [{ name: 'change', title: `Less ${periods[periods.length - 2]}`, ...right }]),
    ...(periods.length < 3 ? [] : [{ name: 'trend', title: 'Trend by period', ...right }]),
  ];
  const left = withoutScore === 0 ? '' : ` ${counted(withoutScore, 'customer')} without a score: left out.`;
  return {
    kind: 'table',
    caption: 'Engagement by segment',
    columns,
    rows: rows.map((row): TableCell[] =>
      row.masked
        ? [row.name, `fewer than ${minimum}`, ...columns.slice(2).map(() => null)]
        : [
            row.name,
            row.customers,
            intervalCell(row.scores[row.scores.length - 1], digits),
            intervalCell(row.active, { style: 'percent', digits: 1 }),
            ...(periods.length < 2 ? [] : [intervalCell(row.change, digits)]),
            ...(periods.length < 3 ? [] : [intervalCell(row.trend, digits)]),
          ],
    ),
    totalRows: rows.length,
    note: `Recipe of the score: ${recipe.replace(/\.$/, '')}. In brackets ${formatNumber(confidence, { style: 'percent' })} intervals over customers; the change is that of the same customers.${left}`,
  };
}
