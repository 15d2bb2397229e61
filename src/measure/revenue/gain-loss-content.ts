import type { TableCell, TableContent } from '../../display/bundle.js';
import { counted } from '../../display/counted.js';
import type { GainLoss } from './gain-loss.js';
import { moneyText, signedMoney } from './revenue-tree-content.js';

/** What was won and lost, in a sentence bound to the moves. */
export function gainLossWords({
  all,
  unidentified,
  total,
  currency,
  flags,
}: Omit<GainLoss, 'because' | symbol>): string {
  const moved = all.moves.filter(({ customers }) => customers > 0);
  if (moved.length === 0) return ['No customer ordered in either period.', ...flags].join(' ');
  const parts = moved
    .filter(({ move }) => move !== 'steady')
    .map(
      ({ move, customers, change }) =>
        `${move} ${signedMoney(change, currency)} (${counted(customers, 'customer')})`,
    );
  const apart =
    unidentified.before === 0 && unidentified.after === 0
      ? ''
      : `; without customer ${signedMoney(unidentified.change, currency)}`;
  const sum = `Revenue from ${moneyText(total.before, currency)} to ${moneyText(total.after, currency)}, ${signedMoney(total.change, currency)}: `;
  return [`${sum}${parts.join(', ')}${apart}.`, ...flags].join(' ');
}

/** Gains and losses as a table: a row a segment and move. */
export function gainLossContent(result: Omit<GainLoss, symbol>): TableContent {
  const { segments, outside, all, minimum } = result;
  const rows = [...segments, ...(outside === undefined ? [] : [outside]), all];
  const unit = result.currency === undefined ? {} : { unit: result.currency };
  const money = { align: 'right', format: { digits: 2 }, ...unit } as const;
  const shown = rows
    .filter(({ masked }) => !masked)
    .flatMap(({ name, moves }) =>
      moves
        .filter(({ customers }) => customers > 0)
        .map(({ move, customers, before, after, change }): TableCell[] =>
          customers < minimum
            ? [name, move, `fewer than ${minimum}`, null, null, null]
            : [name, move, customers, before, after, change],
        ),
    );
  const { unidentified } = result;
  const apart: TableCell[][] =
    unidentified.before === 0 && unidentified.after === 0
      ? []
      : [['Without customer', null, null, unidentified.before, unidentified.after, unidentified.change]];
  return {
    kind: 'table',
    caption: `Revenue won and lost, ${result.before} against ${result.after}`,
    columns: [
      { name: 'segment', title: 'Segment' },
      { name: 'move', title: 'Customers are' },
      { name: 'customers', title: 'Customers', align: 'right' },
      { name: 'before', title: 'Before', ...money },
      { name: 'after', title: 'After', ...money },
      { name: 'change', title: 'Change', ...money },
    ],
    rows: [...shown, ...apart],
    totalRows: shown.length + apart.length,
    note: result.because,
  };
}
