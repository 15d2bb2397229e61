import { formatNumber, type NumberFormat } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import type { NetPromoterScore } from './net-promoter-score.js';
import { responseCell, responseNotes } from './satisfaction-content.js';

const PERCENT: NumberFormat = { style: 'percent', digits: 1 };
const POINTS: NumberFormat = { digits: 1 };

/** Net promoter scores as a table. */
export function netPromoterContent(result: Omit<NetPromoterScore, symbol>): TableContent {
  const { rows, minimum, scaleNote, confidence, nonResponse, rowsOutside, weighted } = result;
  return {
    kind: 'table',
    caption: 'Net promoter score by segment',
    columns: [
      { name: 'segment', title: 'Segment' },
      { name: 'response', title: 'Answered', align: 'right' },
      { name: 'promoters', title: 'Promoters', align: 'right', format: PERCENT },
      { name: 'passives', title: 'Passives', align: 'right', format: PERCENT },
      { name: 'detractors', title: 'Detractors', align: 'right', format: PERCENT },
      { name: 'score', title: 'Score', align: 'right', unit: 'points' },
      { name: 'difference', title: 'Less all others', align: 'right', unit: 'points' },
    ],
    rows: rows.map((row): TableCell[] => {
      const n = row.response.answers;
      const others = rows[rows.length - 1].response.answers - n;
      if (row.masked) return [row.name, `fewer than ${minimum} answers`, null, null, null, null, null];
      if (n === 0)
        return [
          row.name,
          responseCell(row.response),
          null,
          null,
          null,
          intervalCell(undefined, POINTS),
          null,
        ];
      return [
        row.name,
        responseCell(row.response),
        row.promoters / n,
        row.passives / n,
        row.detractors / n,
        intervalCell(row.score, POINTS),
        row.key === 'all' ? null : intervalCell(others < minimum ? undefined : row.difference, POINTS),
      ];
    }),
    totalRows: rows.length,
    note: [
      `In brackets ${formatNumber(confidence, { style: 'percent' })} intervals.`,
      ...(scaleNote === undefined ? [] : [scaleNote]),
      ...responseNotes(nonResponse, rowsOutside, weighted, POINTS),
    ].join(' '),
  };
}
