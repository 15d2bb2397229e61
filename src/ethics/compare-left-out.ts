import type { ColumnInfo } from '../core/column.js';
import type { Estimate } from '../core/estimate.js';
import type { Table } from '../core/table.js';
import { mean } from '../stats/mean.js';
import { studentTQuantile } from '../stats/student-t.js';
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

/** Values of a column in two groups, summed up: those who stay, and those left out. */
export type ColumnSides =
  | { readonly kind: 'mean'; readonly kept: Moments; readonly leftOut: Moments }
  | { readonly kind: 'truth' | 'categories'; readonly kept: Counts; readonly leftOut: Counts };

/** Number of filled values, and their mean and variance where they have one. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  /** By n - 1; 0 for fewer than two. */
  readonly variance: number;
}

/** How often each value is there. */
export type Counts = ReadonlyMap<unknown, number>;

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
    const sides = sidesOf(a, b);
    return sides === undefined ? [] : compareSides(column, sides, minimum);
  });
}

/** The differences of a column whose two sides are summed up. */
export function compareSides(column: string, sides: ColumnSides, minimum: number): LeftOutDifference[] {
  if (sides.kind === 'mean') {
    const { kept, leftOut } = sides;
    return kept.n + leftOut.n === 0 ? [] : [compareMeans(column, kept, leftOut, minimum)];
  }
  const { kind, kept, leftOut } = sides;
  if (total(kept) + total(leftOut) === 0) return [];
  if (kind === 'truth') return compareShares(column, null, kept, leftOut, true, minimum);
  return compareCategories(column, kept, leftOut, minimum);
}

function sidesOf(a: readonly unknown[], b: readonly unknown[]): ColumnSides | undefined {
  const all = [...a, ...b];
  if (all.every((value) => typeof value === 'number')) {
    return { kind: 'mean', kept: momentsOf(a as number[]), leftOut: momentsOf(b as number[]) };
  }
  const truth = all.every((value) => typeof value === 'boolean');
  if (!truth && !all.every((value) => typeof value === 'string')) return undefined;
  return { kind: truth ? 'truth' : 'categories', kept: countsOf(a), leftOut: countsOf(b) };
}

function momentsOf(values: readonly number[]): Moments {
  const n = values.length;
  return { n, mean: n === 0 ? 0 : mean(values), variance: n < 2 ? 0 : variance(values) };
}

function countsOf(values: readonly unknown[]): Counts {
  const counts = new Map<unknown, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function total(counts: Counts): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** Columns that can be compared: not ids, not consents, and open to analysis. */
export function comparableColumns(
  names: readonly string[],
  known: Readonly<Record<string, ColumnInfo>>,
): string[] {
  return names.filter((name) => {
    const { role, purposes }: ColumnInfo = (Object.hasOwn(known, name) ? known[name] : undefined) ?? {};
    return role !== 'id' && role !== 'consent' && (purposes === undefined || purposes.includes('analysis'));
  });
}

function isFilled(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && !Number.isNaN(value);
}

function compareMeans(column: string, a: Moments, b: Moments, minimum: number): LeftOutDifference {
  const least = Math.max(2, minimum);
  const enough = a.n >= least && b.n >= least;
  const interval = (side: Moments) => (side.n >= least ? momentsInterval(side) : null);
  const spread = enough ? Math.sqrt((a.variance + b.variance) / 2) : 0;
  const standardized = enough && spread > 0 ? (a.mean - b.mean) / spread : null;
  return described(column, null, interval(a), interval(b), standardized);
}

function momentsInterval({ n, mean: value, variance: square }: Moments): Estimate {
  const half = studentTQuantile(0.975, n - 1) * Math.sqrt(square / n);
  return {
    value,
    low: value - half,
    high: value + half,
    n,
    confidence: 0.95,
    method: "Student's t interval",
  };
}

function compareCategories(column: string, a: Counts, b: Counts, minimum: number) {
  const counts = new Map(a);
  for (const [value, count] of b) counts.set(value, (counts.get(value) ?? 0) + count);
  if (counts.size > (total(a) + total(b)) / 2) return []; // names, not categories
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
  a: Counts,
  b: Counts,
  wanted: unknown,
  minimum: number,
): LeftOutDifference[] {
  const share = (counts: Counts): Estimate | null => {
    const [count, of] = [counts.get(wanted) ?? 0, total(counts)];
    const few = [count, of - count].some((cell) => cell > 0 && cell < minimum);
    return few || of < Math.max(1, minimum) ? null : wilsonInterval(count, of);
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
