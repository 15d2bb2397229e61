import type { ColumnInfo } from '../core/column.js';
import type { NumberFormat } from '../core/format.js';
import { isYear } from './is-year.js';

/** How the numbers of a column are written in tables: shares in percent, years without commas, else its digits. */
export function columnFormat(name: string, info: ColumnInfo): NumberFormat | undefined {
  if (info.unit === 'share') {
    return { style: 'percent', digits: info.digits === undefined ? 1 : Math.max(0, info.digits - 2) };
  }
  if (isYear(name, info)) return { grouped: false };
  return info.digits === undefined ? undefined : { digits: info.digits };
}

/** The unit that stands beside the numbers: none for shares, which are percent, and for years. */
export function columnUnit({ unit }: ColumnInfo): string | undefined {
  return unit === 'share' || unit === 'year' ? undefined : unit;
}
