import type { ColumnInfo } from '../core/column.js';
import { formatNumber, type NumberFormat } from '../core/format.js';
import { columnUnit } from './column-format.js';
import { columnKind } from './column-kind.js';
import { isYear } from './is-year.js';

/**
 * How a number of a column is written in a sentence: no more digits than anybody would say, with its unit.
 *
 * @example
 * formatNumber(614.16, spokenFormat('monetary', { unit: 'EUR' }, 614.16)); // '614\u00a0EUR'
 */
export function spokenFormat(name: string, info: ColumnInfo, value: number): NumberFormat {
  if (info.unit === 'share') return spokenPercent(value);
  if (isYear(name, info)) return { digits: 0, grouped: false };
  const unit = columnUnit(info);
  const format = spokenDigits(name, info, Math.abs(value));
  if (unit === undefined) return format;
  const isOne = formatNumber(value, format) === '1';
  return { ...format, unit: isOne && /[^s]s$/.test(unit) ? unit.slice(0, -1) : unit };
}

function spokenDigits(name: string, info: ColumnInfo, size: number): NumberFormat {
  const isMoney = columnKind(name, info) === 'money' || /^(\p{Lu}{3}|\p{Sc})$/u.test(info.unit ?? '');
  if (isMoney) return { digits: size >= 100 ? 0 : 2 };
  return size >= 10 ? { digits: 0 } : {};
}

/** Whole percent, but never 0% or 100% for what is only near it. */
export function spokenPercent(share: number): NumberFormat {
  const isNearEnd = (share > 0 && share < 0.01) || (share > 0.99 && share < 1);
  return { style: 'percent', digits: isNearEnd ? 1 : 0 };
}
