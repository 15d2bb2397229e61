import { formatNumber } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import type { RevenueTree } from './revenue-tree.js';
import type { RevenueTreeRow } from './revenue-tree-row.js';

/** Where the change comes from, in a sentence bound to the parts. */
export function treeWords({
  all,
  before,
  after,
  currency,
  flags,
}: Omit<RevenueTree, 'because' | symbol>): string {
  const money = (value: number) => moneyText(value, currency);
  const from = `${money(all.before.revenue)} (${before})`;
  const to = `${money(all.after.revenue)} (${after})`;
  if (all.change === 0 && all.parts.every(({ change }) => change === 0)) {
    return ['Revenue did not change:', `${from}, ${to}.`, ...flags].join(' ');
  }
  const largest = all.parts.reduce((a, b) => (Math.abs(b.change) > Math.abs(a.change) ? b : a));
  const moved = all.change === 0 ? 'did not change in sum' : all.change > 0 ? 'rose' : 'fell';
  const by = all.change === 0 ? '' : ` by ${money(Math.abs(all.change))}`;
  const because = `Revenue ${moved}${by}, from ${from} to ${to}; the largest part of it is ${largest.name.toLowerCase()}, ${signedMoney(largest.change, currency)}.`;
  return [because, ...flags].join(' ');
}

/** Parts of the change as a table: a row a segment. */
export function treeContent(tree: Omit<RevenueTree, symbol>): TableContent {
  const rows = [...tree.segments, ...(tree.outside === undefined ? [] : [tree.outside]), tree.all];
  const shown = rows.filter(({ masked }) => !masked);
  const keys = [...new Map(rows.flatMap(({ parts }) => parts.map(({ key, name }) => [key, name] as const)))];
  const unit = tree.currency === undefined ? {} : { unit: tree.currency };
  const money = { align: 'right', format: { digits: 2 }, ...unit } as const;
  const few = rows.length - shown.length;
  return {
    kind: 'table',
    caption: `Change of revenue, ${tree.before} against ${tree.after}`,
    columns: [
      { name: 'segment', title: 'Segment' },
      { name: 'customersBefore', title: 'Customers before', align: 'right' },
      { name: 'customersAfter', title: 'Customers after', align: 'right' },
      { name: 'before', title: 'Revenue before', ...money },
      { name: 'after', title: 'Revenue after', ...money },
      { name: 'change', title: 'Change', ...money },
      ...keys.map(([key, name]) => ({ name: key, title: `by ${name.toLowerCase()}`, ...money })),
    ],
    rows: shown.map((row): TableCell[] => [
      row.name,
      row.before.customers,
      row.after.customers,
      row.before.revenue,
      row.after.revenue,
      row.change,
      ...keys.map(([key]) => partOf(row, key) ?? null),
    ]),
    totalRows: shown.length,
    note: `${tree.because} The parts of a row add up to its change.${few > 0 ? ` Not shown: ${few} of fewer than ${tree.minimum} customers.` : ''}`,
  };
}

function partOf(row: RevenueTreeRow, key: string): number | undefined {
  return row.parts.find((part) => part.key === key)?.change;
}

/** "1,234.50 EUR". */
export function moneyText(value: number, currency: string | undefined): string {
  const text = formatNumber(value, { digits: 2 });
  return currency === undefined ? text : `${text} ${currency}`;
}

/** The same with its sign. */
export function signedMoney(value: number, currency: string | undefined): string {
  return value > 0 ? `+${moneyText(value, currency)}` : moneyText(value, currency);
}
