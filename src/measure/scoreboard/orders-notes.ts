import { formatNumber } from '../../core/format.js';
import { counted } from '../../display/counted.js';
import type { Scoreboard } from './scoreboard.js';

/** What is missing, extreme or left out, and where the numbers come from. */
export function ordersNotes(board: Scoreboard): string {
  const said: string[] = [];
  if (board.all.revenue !== undefined && board.currency === undefined) said.push('Currency: not stated.');
  said.push(...board.all.flags);
  for (const row of board.segments) {
    if (row.masked) said.push(`${row.name}: fewer than ${board.minimum} customers, not shown.`);
    else
      said.push(
        ...row.flags.filter((flag) => !board.all.flags.includes(flag)).map((flag) => `${row.name}: ${flag}`),
      );
  }
  const { orderRows, campaignRows } = board.leftOut;
  if (orderRows > 0)
    said.push(`Left out: ${counted(orderRows, 'row')} of orders of customers outside the segments.`);
  if (campaignRows > 0) {
    said.push(`Left out: ${counted(campaignRows, 'row')} of the campaign of customers outside the segments.`);
  }
  const percent = formatNumber(board.confidence, { style: 'percent' });
  said.push(
    `In brackets: shares of all customers and of all revenue; else ${percent} intervals. Repeat rate: buyers with two orders or more.`,
  );
  const period = board.period === undefined ? '' : ` from ${board.period[0]} to ${board.period[1]}`;
  said.push(
    `Source: ${counted(board.all.orders, 'order')} of ${counted(board.all.buyers, 'customer')}${period}.`,
  );
  return said.join(' ');
}
