import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { type ShownTable, showTableContent } from '../../display/shown-table.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import type { ReturnOnInvestment } from './return-on-investment.js';

const SHARE = { style: 'percent', digits: 1 } as const;

/**
 * What it would take for a campaign to pay: extra money, lift, points of conversion and response rate at break-even, the highest
 * price of a contact, and what is saved by not contacting, a row for each segment and one for all. What was not measured is
 * empty.
 *
 * @param found - What `returnOnInvestment` gives.
 *
 * @example
 * const treated = Array.from({ length: 200 }, (_, i) => i % 2 === 0);
 * const money = treated.map((is, i) => (is ? 3 : 0) + (i % 5));
 * breakEvenTable(await returnOnInvestment({ segmentation, treated, money, cost: { each: 2 }, currency: 'EUR' }));
 */
export function breakEvenTable(found: ReturnOnInvestment): ShownTable {
  const { segments, all, currency, confidence } = found;
  const column = (name: string, title: string) => ({ name, title, align: 'right' as const });
  const money = (estimate: Estimate | undefined, digits: number) =>
    estimate === undefined ? null : intervalCell(estimate, { digits });
  const share = (value: number | undefined) => (value === undefined ? null : formatNumber(value, SHARE));
  return showTableContent({
    kind: 'table',
    caption: 'What it would take to break even',
    columns: [
      { name: 'segment', title: 'Segment' },
      column('moneyEach', `Extra money each (${currency})`),
      column('lift', 'More than the control group'),
      column('conversion', 'Points of conversion'),
      column('responseRate', 'Response rate'),
      column('price', `Highest price of a contact (${currency})`),
      column('notContacting', `Saved by not contacting (${currency})`),
    ],
    rows: [...segments, all].map(({ name, net, breakEven, notContacting }): TableCell[] => {
      const needed = net === undefined ? undefined : breakEven;
      const rate = needed?.responseRate;
      return [
        name,
        needed === undefined ? null : formatNumber(needed.moneyEach, { digits: 2 }),
        share(needed?.lift),
        needed?.conversion === undefined ? null : formatNumber(needed.conversion * 100, { digits: 1 }),
        rate !== undefined && rate > 1 ? 'cannot be reached' : share(rate),
        money(needed?.price, 2),
        money(notContacting, 0),
      ];
    }),
    totalRows: segments.length + 1,
    note: `In brackets ${formatNumber(confidence, { style: 'percent' })} intervals. A price below 0: no price is low enough. Saved below 0: that much would be given up.`,
  });
}
