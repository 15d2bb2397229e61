import type { ColumnInfo } from '../core/column.js';
import type { Estimate } from '../core/estimate.js';
import type { Table } from '../core/table.js';
import { mean } from '../stats/mean.js';
import { meanInterval } from '../stats/mean-interval.js';
import { variance } from '../stats/variance.js';
import { wilsonInterval } from '../stats/wilson-interval.js';

/** How those who stay and those who are left out differ in one number. */
export interface LeftOutDifference {
  readonly column: string;
  /** Category that the share is of; `null` for means and for columns of true and false. */
  readonly category: string | null;
  /** Mean or share with its interval; `null` where fewer than the minimum stand behind it. */
  readonly kept: Estimate | null;
  readonly leftOut: Estimate | null;
  /** Kept less left out, in standard deviations; `null` where it is masked or nothing varies. */
  readonly standardized: number | null;
  /** Whether it is 0.1 or more and the intervals do not overlap. */
  readonly standsOut: boolean;
}

/** Categories shown of a column, the most frequent first. */
const CATEGORIES = 5;

/**
 * Means and shares of two groups of rows, side by side; whatever fewer than `minimum` customers stand behind is masked, and
 * so is what could be found by subtraction. Standardized differences: Austin, Stat. Med. 28 (2009), 0.1 is notable.
 */
export function compareLeftOut(
  table: Table,
  columns: readonly string[],
  kept: readonly number[],
  leftOut: readonly number[],
  minimum: number,
): LeftOutDifference[] {
  return columns.flatMap((column) => {
    const values = table.array(column);
    const [a, b] = [kept, leftOut].map((rows) => rows.map((row) => values[row]).filter(isFilled));
    const all = [...a, ...b];
    if (all.length === 0) return [];
    if (all.every((value) => typeof value === 'boolean'))
      return compareShares(column, null, a, b, true, minimum);
    if (all.every((value) => typeof value === 'number'))
      return [compareMeans(column, a as number[], b as number[], minimum)];
    if (all.every((value) => typeof value === 'string')) return compareCategories(column, a, b, minimum);
    return [];
  });
}

/** Columns that can be compared: not ids, not consents, and open to analysis. */
export function comparableColumns(table: Table): string[] {
  return table.columnNames().filter((name) => {
    const { role, purposes }: ColumnInfo = table.info[name] ?? {};
    return role !== 'id' && role !== 'consent' && (purposes === undefined || purposes.includes('analysis'));
  });
}

function isFilled(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && !Number.isNaN(value);
}

function compareMeans(
  column: string,
  a: readonly number[],
  b: readonly number[],
  minimum: number,
): LeftOutDifference {
  const enough = a.length >= Math.max(2, minimum) && b.length >= Math.max(2, minimum);
  const interval = (values: readonly number[]) =>
    values.length >= Math.max(2, minimum) ? meanInterval(values) : null;
  const spread = enough ? Math.sqrt((variance(a) + variance(b)) / 2) : 0;
  return described(
    column,
    null,
    interval(a),
    interval(b),
    enough && spread > 0 ? (mean(a) - mean(b)) / spread : null,
  );
}

function compareCategories(column: string, a: readonly unknown[], b: readonly unknown[], minimum: number) {
  const counts = new Map<unknown, number>();
  for (const value of [...a, ...b]) counts.set(value, (counts.get(value) ?? 0) + 1);
  if (counts.size > (a.length + b.length) / 2) return []; // names, not categories
  const frequent = [...counts].sort(([x, n], [y, m]) => m - n || (String(x) < String(y) ? -1 : 1));
  const all = frequent.flatMap(([value]) => compareShares(column, String(value), a, b, value, minimum));
  return hideSubtraction(all).slice(0, CATEGORIES);
}

/** One masked category alone could be found from the others: the smallest of them is masked, too. */
function hideSubtraction(all: readonly LeftOutDifference[]): LeftOutDifference[] {
  const result = [...all];
  for (const side of ['kept', 'leftOut'] as const) {
    const masked = result.filter((each) => each[side] === null).length;
    const last = result.findLastIndex((each) => each[side] !== null);
    if (masked === 1 && last >= 0) {
      result[last] = { ...result[last], [side]: null, standardized: null, standsOut: false };
    }
  }
  return result;
}

function compareShares(
  column: string,
  category: string | null,
  a: readonly unknown[],
  b: readonly unknown[],
  wanted: unknown,
  minimum: number,
): LeftOutDifference[] {
  const share = (values: readonly unknown[]): Estimate | null => {
    const count = values.filter((value) => value === wanted).length;
    const few = [count, values.length - count].some((cell) => cell > 0 && cell < minimum);
    return few || values.length < Math.max(1, minimum) ? null : wilsonInterval(count, values.length);
  };
  const [kept, leftOut] = [share(a), share(b)];
  if (kept === null || leftOut === null) return [described(column, category, kept, leftOut, null)];
  const [p, q] = [kept.value, leftOut.value];
  const spread = Math.sqrt((p * (1 - p) + q * (1 - q)) / 2);
  return [described(column, category, kept, leftOut, spread > 0 ? (p - q) / spread : null)];
}

function described(
  column: string,
  category: string | null,
  kept: Estimate | null,
  leftOut: Estimate | null,
  standardized: number | null,
): LeftOutDifference {
  const apart = kept !== null && leftOut !== null && (kept.low > leftOut.high || kept.high < leftOut.low);
  return {
    column,
    category,
    kept,
    leftOut,
    standardized,
    standsOut: apart && (standardized === null || Math.abs(standardized) >= 0.1),
  };
}
