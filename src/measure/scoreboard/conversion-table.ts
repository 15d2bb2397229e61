import { formatNumber, type NumberFormat } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { type ShownTable, showTableContent } from '../../display/shown-table.js';
import { intervalCell } from './score-cells.js';
import type { Scoreboard } from './scoreboard.js';

const PERCENT: NumberFormat = { style: 'percent', digits: 1 };

/**
 * Conversion of a campaign: a row for each segment and arm, with n, rate, interval and the difference against the
 * control group. Arms of fewer customers than the scoreboard's minimum are not shown.
 *
 * Without a campaign the table is empty and says so.
 *
 * @example
 * conversionTable(board);
 */
export function conversionTable(board: Scoreboard, options: { readonly caption?: string } = {}): ShownTable {
  const rows = [...board.segments, board.all].flatMap((segment) =>
    segment.conversion.map(({ arm, n, converted, rate, difference }): TableCell[] => {
      const few = segment.masked || (n > 0 && n < board.minimum);
      if (few) return [segment.name, arm, `fewer than ${board.minimum}`, null, null, null];
      const compared = difference !== undefined && segment.conversion[0].n >= board.minimum;
      return [
        segment.name,
        arm,
        n,
        converted,
        intervalCell(rate, PERCENT),
        arm === board.control ? null : intervalCell(compared ? difference : undefined, { digits: 1 }, 100),
      ];
    }),
  );
  const percent = formatNumber(board.confidence, { style: 'percent' });
  return showTableContent({
    kind: 'table',
    caption: options.caption ?? 'Conversion by segment and arm',
    columns: [
      { name: 'segment', title: 'Segment' },
      { name: 'arm', title: 'Arm' },
      { name: 'n', title: 'Customers', align: 'right' },
      { name: 'converted', title: 'Converted', align: 'right' },
      { name: 'rate', title: 'Conversion', align: 'right' },
      {
        name: 'difference',
        title: `Less ${board.control ?? 'control'}`,
        align: 'right',
        unit: 'percentage points',
      },
    ],
    rows,
    totalRows: rows.length,
    note:
      board.control === undefined
        ? 'No campaign: conversion is not measured.'
        : `In brackets: ${percent} intervals, Wilson's of rates and Newcombe's of differences.`,
  });
}
