import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { type Table, tableOf } from '../../core/table.js';

/** Rows left out for a reason. */
export interface DroppedRows {
  readonly reason: string;
  readonly rows: number;
  /** First of them, counted from 1. */
  readonly first?: number;
}

/** What became of the rows of a table. */
export interface RowLedger {
  /** What the rows are, for example `customers`. */
  readonly what: string;
  readonly rowsIn: number;
  readonly kept: number;
  readonly dropped: readonly DroppedRows[];
}

/** A line of a row ledger. */
export interface RowLedgerRow {
  readonly what: string;
  readonly rows: number;
  /** Of all rows, 0 to 1. */
  readonly share: number;
  readonly first: number | null;
}

/**
 * Accounts for every row: those that came in are those kept and those left out by reason, to the last one.
 *
 * @throws {InputError} Where they do not add up, with the difference, and for counts that are none.
 *
 * @example
 * rowLedger({ what: 'customers', rowsIn: 10, kept: 8, dropped: [{ reason: 'no income', rows: 2 }] }).kept; // 8
 */
export function rowLedger(ledger: RowLedger): RowLedger {
  const { what, rowsIn, kept, dropped } = ledger;
  for (const count of [rowsIn, kept, ...dropped.map(({ rows }) => rows)]) {
    if (!(Number.isInteger(count) && count >= 0)) {
      throw new InputError(`rowLedger: ${count} is no number of ${what}.`);
    }
  }
  const left = dropped.reduce((sum, { rows }) => sum + rows, 0);
  const gap = rowsIn - kept - left;
  if (gap !== 0) {
    throw new InputError(
      `rowLedger: of ${formatNumber(rowsIn)} ${what} ${formatNumber(kept)} are kept and ${formatNumber(left)} left out; ${formatNumber(Math.abs(gap))} ${gap > 0 ? 'are not accounted for' : 'are counted twice'}.`,
    );
  }
  return ledger;
}

/**
 * A row ledger as a table for reports: rows read, left out by reason, kept.
 *
 * @example
 * rowLedgerTable(rowLedger({ what: 'rows', rowsIn: 4, kept: 3, dropped: [{ reason: 'no date', rows: 1, first: 2 }] })).get('share', 1); // 0.25
 */
export function rowLedgerTable({ what, rowsIn, kept, dropped }: RowLedger): Table<RowLedgerRow> {
  const share = (rows: number) => (rowsIn === 0 ? 0 : rows / rowsIn);
  const lines: RowLedgerRow[] = [
    { what: 'read', rows: rowsIn, share: share(rowsIn), first: null },
    ...dropped.map(({ reason, rows, first }) => ({
      what: `left out: ${reason}`,
      rows,
      share: share(rows),
      first: first ?? null,
    })),
    { what: 'kept', rows: kept, share: share(kept), first: null },
  ];
  const all = <Name extends keyof RowLedgerRow>(name: Name) => lines.map((line) => line[name]);
  return tableOf<RowLedgerRow>(
    { what: all('what'), rows: all('rows'), share: all('share'), first: all('first') },
    {
      what: { title: 'What became of them' },
      rows: { title: what },
      share: { title: 'Share', unit: 'share' },
      first: { title: 'First row' },
    },
  );
}
