import type { Estimate } from '../../core/estimate.js';
import { type CsvCell, toCSV } from '../../display/to-csv.js';
import type { ArmResult } from './campaign-results.js';
import { isShown } from './is-shown.js';
import type { MeasureCell } from './score-measures.js';
import type { Scoreboard, ScoreboardRow } from './scoreboard.js';

const HEADER = [
  'segment_key',
  'segment',
  'customers',
  'customer_share',
  'buyers',
  'orders',
  'revenue',
  'revenue_share',
  'currency',
  'repeat_rate',
  'repeat_rate_low',
  'repeat_rate_high',
  'average_order_value',
  'average_order_value_low',
  'average_order_value_high',
  'confidence',
  'notes',
];

const MEASURE_HEADER = [
  'label',
  'value',
  'low',
  'high',
  'n',
  'change',
  'change_low',
  'change_high',
  'attention',
  'because',
];

const ARM_HEADER = [
  'n',
  'converted',
  'rate',
  'rate_low',
  'rate_high',
  'difference',
  'difference_low',
  'difference_high',
];

/**
 * A scoreboard for a spreadsheet: a row for each segment and, last, one with the key `all`. Shares and rates run
 * from 0 to 1, numbers stand in full, what was not measured is empty and told in `notes`. The first columns are
 * always the same; then follow ten columns for each of the five measures, and with a campaign eight for each arm, the control
 * first. Values of segments and arms smaller than the scoreboard's minimum are empty.
 *
 * @example
 * resultFile('scoreboard.csv', 'text/csv', scoreboardToCSV(board), 'The scoreboard for a spreadsheet.');
 */
export function scoreboardToCSV(board: Scoreboard): string {
  const arms = board.all.conversion.map(({ arm }) => arm);
  const measures = board.measures.flatMap(({ measure }) =>
    MEASURE_HEADER.map((name) => `${snakeCase(measure)}_${name}`),
  );
  const header = [
    ...HEADER,
    ...measures,
    ...arms.flatMap((arm) => ARM_HEADER.map((name) => `conversion_${arm}_${name}`)),
  ];
  return toCSV(
    header,
    [...board.segments, board.all].map((row) => cells(row, board)),
  );
}

function cells(row: ScoreboardRow, board: Scoreboard): CsvCell[] {
  if (row.masked) {
    const hidden = row.measures.length * MEASURE_HEADER.length + row.conversion.length * ARM_HEADER.length;
    const cells = new Array<CsvCell>(HEADER.length + hidden).fill(undefined);
    cells[0] = row.key;
    cells[1] = row.name;
    cells[HEADER.length - 1] = `Fewer than ${board.minimum} customers: not shown.`;
    return cells;
  }
  return [
    row.key,
    row.name,
    row.customers,
    row.customerShare,
    row.buyers,
    row.orders,
    row.revenue,
    row.revenueShare,
    board.currency ?? (row.revenue === undefined ? undefined : 'not stated'),
    ...ends(row.repeatRate),
    ...ends(row.averageOrderValue),
    board.confidence,
    row.flags.join(' '),
    ...row.measures.flatMap((cell, m) => measureCells(row, cell, board, m)),
    ...row.conversion.flatMap((arm) => armCells(arm, row.conversion[0], board.minimum)),
  ];
}

function measureCells(row: ScoreboardRow, cell: MeasureCell, board: Scoreboard, m: number): CsvCell[] {
  const { estimate, change, attention, because } = cell;
  const { label } = board.measures[m];
  const empty = new Array<CsvCell>(7).fill(undefined);
  if (estimate === undefined) return [label, ...empty, attention, because];
  if (!isShown(row, cell, board.minimum)) {
    return [label, ...empty, 'not shown', `Fewer than ${board.minimum} observations.`];
  }
  return [label, ...ends(estimate), estimate.n, ...ends(change), attention, because];
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function armCells(
  { n, converted, rate, difference }: ArmResult,
  control: ArmResult,
  minimum: number,
): CsvCell[] {
  if (n > 0 && n < minimum) return new Array<CsvCell>(ARM_HEADER.length).fill(undefined);
  return [n, converted, ...ends(rate), ...ends(control.n < minimum ? undefined : difference)];
}

function ends(estimate: Estimate | undefined): [CsvCell, CsvCell, CsvCell] {
  return [estimate?.value, estimate?.low, estimate?.high];
}
