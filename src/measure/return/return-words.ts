import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import { counted } from '../../display/counted.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import { openCell } from './open-estimate.js';
import type { ReturnOnInvestment, ReturnRow } from './return-on-investment.js';

type Found = Omit<ReturnOnInvestment, 'measure' | symbol | 'because'>;

const PERCENT = { style: 'percent', digits: 0 } as const;

/** What a campaign returned, in sentences. */
export function returnVerdict({ all, segments, currency, minimum }: Found): string {
  const money = (estimate: Estimate) => intervalCell(estimate, { digits: 0 }).replace(' (', ` ${currency} (`);
  const sentences: string[] = [];
  if (all.net === undefined) sentences.push(`Not measured: an arm has fewer than ${minimum} customers.`);
  else {
    const back =
      all.return === undefined
        ? ''
        : `, a return of ${intervalCell(all.return, PERCENT)} on ${formatNumber(all.cost, { digits: 0 })} ${currency}`;
    const start =
      all.decision === 'contact'
        ? 'The campaign paid'
        : all.decision === 'leave alone'
          ? 'The campaign lost money'
          : 'Whether the campaign paid cannot be told';
    sentences.push(`${start}: net ${money(all.net)}${back}.`);
  }
  const named = (decision: ReturnRow['decision']) =>
    segments.filter((row) => row.decision === decision && row.net !== undefined);
  const pays = named('contact');
  const loses = named('leave alone');
  const unknown = named('not known');
  const list = (rows: readonly ReturnRow[]) =>
    rows.map(({ name, net }) => `${name}, ${money(net!)}`).join('; ');
  if (pays.length > 0) sentences.push(`Contacting surely pays: ${list(pays)}.`);
  if (loses.length > 0)
    sentences.push(
      `Leaving alone surely saves: ${loses.map(({ name, notContacting }) => `${name}, ${money(notContacting!)}`).join('; ')}.`,
    );
  if (unknown.length > 0) sentences.push(`Not known: ${unknown.map(({ name }) => name).join(', ')}.`);
  const missing = segments.filter(({ net }) => net === undefined);
  if (missing.length > 0) sentences.push(`Not measured: ${missing.map(({ name }) => name).join(', ')}.`);
  return sentences.join(' ');
}

/** The return of each segment as a table. */
export function returnContent(
  { all, segments, currency, confidence, minimum }: Found,
  because: string,
): TableContent {
  const cell = (estimate: Estimate | undefined, digits: number): string | null =>
    estimate === undefined ? null : intervalCell(estimate, { digits });
  const column = (name: string, title: string) => ({ name, title, align: 'right' as const });
  const masked = (row: ReturnRow) => row.treated + row.control < minimum;
  return {
    kind: 'table',
    caption: 'Return of the campaign against its control group',
    columns: [
      { name: 'segment', title: 'Segment' },
      column('treated', 'Contacted'),
      column('control', 'Control'),
      column('effect', `Extra money each (${currency})`),
      column('cost', `Cost (${currency})`),
      column('net', `Net gain (${currency})`),
      column('return', 'Return'),
      column('costPerConversion', `Cost of a further conversion (${currency})`),
      { name: 'decision', title: 'Decision' },
      { name: 'flags', title: 'Remarks' },
    ],
    rows: [...segments, all].map((row): TableCell[] => [
      row.name,
      masked(row) ? null : row.treated,
      masked(row) ? null : row.control,
      cell(row.effect, 2),
      masked(row) ? null : formatNumber(row.cost, { digits: 0 }),
      cell(row.net, 0),
      row.return === undefined ? null : intervalCell(row.return, PERCENT),
      row.costPerConversion === undefined ? null : openCell(row.costPerConversion),
      row.net === undefined ? null : row.decision,
      masked(row)
        ? `Fewer than ${counted(minimum, 'customer')}.`
        : row.flags.length === 0
          ? null
          : row.flags.join(' '),
    ]),
    totalRows: segments.length + 1,
    note: `${because} In brackets ${formatNumber(confidence, { style: 'percent' })} intervals${all.return === undefined ? '' : ` (return: ${all.return.method})`}; decisions corrected for the number of segments (Holm).`,
  };
}
