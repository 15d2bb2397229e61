import type { Estimate } from '../../core/estimate.js';
import { formatNumber, type NumberFormat } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import { counted } from '../../display/counted.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import type { Satisfaction } from './satisfaction.js';
import type { ResponseDifference, SurveyResponse } from './survey-answers.js';

const PERCENT: NumberFormat = { style: 'percent', digits: 1 };
const POINTS: NumberFormat = { digits: 1 };

/** "120 of 300 (40.0%)". */
export function responseCell({ asked, answers, rate }: SurveyResponse): string {
  if (rate === undefined) return 'nobody asked';
  return `${formatNumber(answers)} of ${formatNumber(asked)} (${formatNumber(rate.value, PERCENT)})`;
}

/** What is to be known about those who did not answer, in sentences. */
export function responseNotes(
  { p, warning }: ResponseDifference,
  rowsOutside: number,
  weighted: Estimate | undefined,
  format: NumberFormat,
): string[] {
  return [
    ...(warning === undefined ? [] : [warning]),
    ...(p !== undefined && warning === undefined ? ['No sign that segments answer at unlike rates.'] : []),
    ...(weighted === undefined
      ? []
      : [`All customers, weighted by segment: ${intervalCell(weighted, format)}.`]),
    ...(rowsOutside === 0
      ? []
      : [`Left out: ${counted(rowsOutside, 'row')} of customers outside the segments.`]),
  ];
}

/** Satisfaction as a table. */
export function satisfactionContent(result: Omit<Satisfaction, symbol>): TableContent {
  const { rows, minimum, scale, confidence, nonResponse, rowsOutside, weighted } = result;
  return {
    kind: 'table',
    caption: 'Satisfaction by segment',
    columns: [
      { name: 'segment', title: 'Segment' },
      { name: 'response', title: 'Answered', align: 'right' },
      { name: 'csat', title: 'CSAT, 0 to 100', align: 'right' },
      { name: 'topTwoBox', title: `Answers ${scale[1] - 1} and ${scale[1]}`, align: 'right' },
      { name: 'difference', title: 'Less all others', align: 'right', unit: 'percentage points' },
    ],
    rows: rows.map((row): TableCell[] => {
      const others = rows[rows.length - 1].response.answers - row.response.answers;
      return row.masked
        ? [row.name, `fewer than ${minimum} answers`, null, null, null]
        : [
            row.name,
            responseCell(row.response),
            intervalCell(row.csat, POINTS),
            intervalCell(row.topTwoBox, PERCENT),
            row.key === 'all'
              ? null
              : intervalCell(others < minimum ? undefined : row.difference, POINTS, 100),
          ];
    }),
    totalRows: rows.length,
    note: [
      `CSAT: mean answer, ${scale[0]} of the scale is 0 and ${scale[1]} is 100. In brackets ${formatNumber(confidence, { style: 'percent' })} intervals.`,
      ...responseNotes(nonResponse, rowsOutside, weighted.csat, POINTS),
    ].join(' '),
  };
}
