import { formatNumber, type NumberFormat } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import { counted } from '../../display/counted.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import type { Funnel } from './funnel.js';

const PERCENT: NumberFormat = { style: 'percent', digits: 1 };

/** A funnel as a table: a row for each segment and channel, a column for each step. */
export function funnelContent(funnel: Omit<Funnel, symbol>): TableContent {
  const { steps, rows, minimum } = funnel;
  const hasChannels = rows.some(({ channel }) => channel !== undefined);
  const shown = rows.map((row): TableCell[] => {
    const place = [row.name, ...(hasChannels ? [row.channel ?? 'all'] : [])];
    if (row.masked) return [...place, `fewer than ${minimum}`, ...steps.slice(1).map(() => null)];
    return [
      ...place,
      ...row.steps.map(
        ({ contacts, ofPrevious }, s): TableCell =>
          s === 0 ? contacts : `${formatNumber(contacts)}, ${intervalCell(ofPrevious, PERCENT)}`,
      ),
    ];
  });
  return {
    kind: 'table',
    caption: 'How far contacts come, by segment',
    columns: [
      { name: 'segment', title: 'Segment' },
      ...(hasChannels ? [{ name: 'channel', title: 'Channel' }] : []),
      ...steps.map((step) => ({ name: step, title: step, align: 'right' as const })),
    ],
    rows: shown,
    totalRows: shown.length,
    note: `Contacts, and their share of the step before with its ${formatNumber(funnel.confidence, { style: 'percent' })} interval. ${funnelNotes(funnel)}`.trim(),
  };
}

/** What is out of order, missing or left out, in sentences. */
export function funnelNotes({ disorder, missingSteps, leftOut }: Omit<Funnel, symbol>): string {
  const said = disorder.flatMap(({ step, withoutEarlier, beforeEarlier }) => [
    ...(withoutEarlier === 0
      ? []
      : [
          `${counted(withoutEarlier, 'contact')} reached "${step}" without a step before it: not counted there.`,
        ]),
    ...(beforeEarlier === 0
      ? []
      : [
          `${counted(beforeEarlier, 'contact')} reached "${step}" earlier than a step before it: not counted there.`,
        ]),
  ]);
  for (const step of missingSteps) said.push(`No row has the event "${step}".`);
  if (leftOut.otherEvents > 0) said.push(`${counted(leftOut.otherEvents, 'row')} of other events.`);
  if (leftOut.outside > 0) {
    said.push(`Left out: ${counted(leftOut.outside, 'row')} of customers outside the segments.`);
  }
  return said.join(' ');
}
