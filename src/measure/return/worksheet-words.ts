import { formatNumber } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import type { CostWorksheet } from './cost-worksheet.js';

/** The cost worksheet as a table. */
export function worksheetContent(
  {
    lines,
    total,
    hours,
    nextSegment,
    costOfCell,
    costEach,
    currency,
  }: Omit<CostWorksheet, symbol | 'because'>,
  because: string,
): TableContent {
  const money = (amount: number, digits = 2) => formatNumber(amount, { digits });
  const shown = lines.filter((each) => each.total > 0);
  return {
    kind: 'table',
    caption: 'What it costs',
    columns: [
      { name: 'item', title: 'Item' },
      { name: 'quantity', title: 'Quantity', align: 'right' },
      { name: 'unit', title: 'Unit' },
      { name: 'price', title: `Price (${currency})`, align: 'right', format: { digits: 2 } },
      { name: 'total', title: `Total (${currency})`, align: 'right', format: { digits: 2 } },
      { name: 'grows', title: 'Grows with segments' },
    ],
    rows: [
      ...shown.map(({ item, quantity, unit, price, total: sum, grows }): TableCell[] => [
        item,
        quantity,
        unit,
        price,
        sum,
        grows ? 'yes' : 'no',
      ]),
      ['All', null, null, null, total, null],
    ],
    totalRows: shown.length + 1,
    note: `${because} One segment more costs ${money(nextSegment.cost)} ${currency} and ${formatNumber(nextSegment.hours)} hours; each segment x channel x message ${money(costOfCell)} ${currency}; each contact ${money(costEach)} ${currency}. Hours in all: ${formatNumber(hours)}.`,
  };
}
