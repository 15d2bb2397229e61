import { InputError } from '../core/input-error.js';
import { type Table, tableOf } from '../core/table.js';
import { counted } from '../display/counted.js';
import type { Engine } from '../engine/engine.js';
import type { LineShape } from './order-lines.js';
import { NOT_STATED } from './order-mapping.js';
import type { DroppedLines, DropReason, OrderLedger, Orders } from './orders.js';
import type { Source } from './source.js';

/**
 * Counts what became of the lines.
 *
 * @throws {InputError} When no line is kept.
 */
export async function readLedger(
  who: string,
  engine: Engine,
  source: Source,
  { hasAmounts }: LineShape,
): Promise<OrderLedger> {
  const [reasons, lines, amounts, firsts] = await engine.query(`SELECT
      reason, count(*), CAST(sum(amount) AS DECIMAL(38, 6)), min(row)
    FROM lines GROUP BY reason ORDER BY reason NULLS FIRST`);
  const [inFile, kept, orders] = (
    await engine.query(`SELECT count(DISTINCT customer), count(DISTINCT customer) FILTER (reason IS NULL),
      (SELECT count(*) FROM (SELECT DISTINCT customer, order_id FROM lines WHERE reason IS NULL))
      FROM lines`)
  ).map(({ values }) => values[0] as number);
  const places = await source.places(firsts.values.map((row) => row as number));
  const groups = reasons.values.map((reason, i) => ({
    reason: reason as DropReason | null,
    lines: lines.values[i] as number,
    ...(hasAmounts && amounts.values[i] !== null ? { amount: amounts.values[i] as number } : {}),
    first: places[i].text,
  }));
  const dropped = groups.filter((group): group is DroppedLines => group.reason !== null);
  dropped.sort((a, b) => ORDER.indexOf(a.reason) - ORDER.indexOf(b.reason));
  const keptGroup = groups.find(({ reason }) => reason === null);
  const linesRead = groups.reduce((sum, group) => sum + group.lines, 0);
  if (keptGroup === undefined) {
    const why = dropped.map(({ reason, lines, first }) => `${lines} ${reason} (first: ${first})`).join(', ');
    throw new InputError(`${who}: "${source.name}": none of ${linesRead} lines is an order: ${why}.`, {
      file: source.name,
    });
  }
  return {
    linesRead,
    linesKept: keptGroup.lines,
    ...(keptGroup.amount === undefined ? {} : { amountKept: keptGroup.amount }),
    dropped,
    customersInFile: inFile,
    customersKept: kept,
    ordersKept: orders,
  };
}

const ORDER: readonly DropReason[] = [
  'no customer',
  'cancellation',
  'no date',
  'no amount',
  'amount below 0',
  'quantity below 0',
  'quantity not above 0',
  'unit price not above 0',
];

/** A line of the ledger as a table. */
export interface LedgerRow {
  readonly what: string;
  readonly lines: number;
  /** Money; `null` where it is not known. */
  readonly amount: number | null;
  readonly note: string;
}

/**
 * The ledger of orders as a table for reports: lines read, left out by reason, kept.
 *
 * @example
 * shownTable(ledgerTable(input), { caption: 'What became of the rows' });
 */
export function ledgerTable({ ledger, currency }: Pick<Orders, 'ledger' | 'currency'>): Table<LedgerRow> {
  const { dropped, customersInFile, customersKept, ordersKept } = ledger;
  const without = customersInFile - customersKept;
  const rows: LedgerRow[] = [
    {
      what: 'read',
      lines: ledger.linesRead,
      amount: null,
      note: `${counted(customersInFile, 'customer')} in the file`,
    },
    ...dropped.map(({ reason, lines, amount, first }) => ({
      what: `left out: ${reason}`,
      lines,
      amount: amount ?? null,
      note: `first in ${first}`,
    })),
    {
      what: 'kept',
      lines: ledger.linesKept,
      amount: ledger.amountKept ?? null,
      note:
        `${counted(ordersKept, 'order')} of ${counted(customersKept, 'customer')}` +
        (without === 0 ? '' : `; ${counted(without, 'customer')} had no line that was kept`),
    },
  ];
  const column = <K extends keyof LedgerRow>(name: K) => rows.map((row) => row[name]);
  const table = {
    what: column('what'),
    lines: column('lines'),
    amount: column('amount'),
    note: column('note'),
  };
  const unit = currency === NOT_STATED ? {} : { unit: currency };
  return tableOf<LedgerRow>(table, {
    what: { title: 'What became of them' },
    lines: { title: 'Lines of the file' },
    amount: {
      ...unit,
      title: 'Amount',
      digits: 2,
      meaning: 'Sum of the amounts of these lines, where they are known.',
    },
    note: { title: 'Note' },
  });
}
