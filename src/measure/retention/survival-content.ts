import { formatNumber } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import type { SurvivalQuantile } from '../../stats/survival/survival-quantile.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import type { SurvivalBySegment } from './survival-by-segment.js';

const PERCENT = { style: 'percent', digits: 1 } as const;

/** How soon an event comes, as a table. */
export function survivalContent(
  caption: string,
  result: SurvivalBySegment,
  remarks: readonly string[],
): TableContent {
  const { words, unit, minimum } = result;
  const rows = [...result.segments, result.all];
  return {
    kind: 'table',
    caption,
    columns: [
      { name: 'segment', title: 'Segment' },
      { name: 'customers', title: 'Customers', align: 'right' },
      { name: 'events', title: `Have ${words.event} so far`, align: 'right' },
      ...result.all.by.map(({ time }) => ({
        name: `by${time}`,
        title: `By ${formatNumber(time)} ${unit}`,
        align: 'right' as const,
      })),
      { name: 'median', title: `Median, ${unit}`, align: 'right' },
      { name: 'flags', title: 'Remarks' },
    ],
    rows: rows.map((row): TableCell[] =>
      row.masked
        ? [row.name, `fewer than ${minimum}`, null, ...row.by.map(() => null), null, null]
        : [
            row.name,
            row.customers,
            row.events,
            ...row.by.map(({ share }) => (share === undefined ? null : intervalCell(share, PERCENT))),
            medianCell(row.median),
            row.flags.length === 0 ? null : row.flags.join(' '),
          ],
    ),
    totalRows: rows.length,
    note: [
      result.because,
      `In brackets ${formatNumber(result.confidence, { style: 'percent' })} intervals (Kaplan-Meier: who was not observed long enough counts for as long as they were).`,
      ...remarks,
    ].join(' '),
  };
}

/** "42 (40 to 47)"; an end that the data do not reach is "not reached". */
export function medianCell(median: SurvivalQuantile | undefined): string | null {
  if (median?.time === undefined) return null;
  const end = (time: number | undefined) => (time === undefined ? 'not reached' : formatNumber(time));
  return `${formatNumber(median.time)} (${end(median.low)}\u00a0to\u00a0${end(median.high)})`;
}
