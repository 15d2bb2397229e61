import { type Table, tableFromRows } from '../core/table.js';
import type { OrderMappingEntry, Orders } from './orders.js';

/** What `currency` is when nobody says it. */
export const NOT_STATED = 'not stated';

/** A line of the mapping as a table. */
export interface MappingRow {
  readonly field: string;
  /** Column or value. */
  readonly value: string;
  /** `given`, `suggested` or `default`. */
  readonly origin: string;
  readonly reason: string;
}

/**
 * What each field of orders was read from, and why, as a table for reports.
 *
 * @example
 * shownTable(mappingTable(input), { caption: 'What the columns mean' });
 */
export function mappingTable({ mapping }: Pick<Orders, 'mapping'>): Table<MappingRow> {
  return tableFromRows<MappingRow>(
    mapping.map(({ field, value, origin, reason }) => ({ field, value, origin, reason })),
  ).describe({
    field: { title: 'Field' },
    value: { title: 'Column or value' },
    origin: { title: 'Given or suggested' },
    reason: { title: 'Why' },
  });
}

/** The entries for what is no column: how dates are written, the currency, the day of reckoning. */
export function valueEntries(
  given: { readonly dateFormat?: string; readonly currency?: string; readonly asOf?: string },
  used: { readonly dateFormat: string; readonly currency: string; readonly asOf: string },
  hasAmounts: boolean,
): OrderMappingEntry[] {
  const own = 'Given by the caller.';
  const entries: OrderMappingEntry[] = [
    given.dateFormat === undefined
      ? { field: 'dateFormat', value: used.dateFormat, origin: 'suggested', reason: 'All dates fit it.' }
      : { field: 'dateFormat', value: used.dateFormat, origin: 'given', reason: own },
  ];
  if (hasAmounts) {
    entries.push(
      given.currency === undefined
        ? { field: 'currency', value: used.currency, origin: 'default', reason: 'The file does not say it.' }
        : { field: 'currency', value: used.currency, origin: 'given', reason: own },
    );
  }
  entries.push(
    given.asOf === undefined
      ? { field: 'asOf', value: used.asOf, origin: 'default', reason: 'The day after the last order.' }
      : { field: 'asOf', value: used.asOf, origin: 'given', reason: own },
  );
  return entries;
}
