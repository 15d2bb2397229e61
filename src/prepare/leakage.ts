import { toDay } from '../core/day.js';
import type { Finding } from '../core/finding.js';
import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import { checkColumns, type Table } from '../core/table.js';
import { areaUnderCurve } from '../stats/area-under-curve.js';
import { spearman } from '../stats/correlation.js';
import { cramersV } from '../stats/cramers-v.js';
import { isMissing } from './encoded-value.js';

/** What is looked at for leakage. */
export interface LeakageOptions<Name extends string> {
  /** Columns that customers are grouped by. */
  readonly bases: readonly Name[];
  /** What happened afterwards. */
  readonly outcomes: readonly Name[];
  /** From when on a column is known, `YYYY-MM-DD`, for columns that are not known from the start. */
  readonly knownAt?: { readonly [Column in Name]?: string | Date };
  /** Last day that bases may know of; needed with `knownAt`. */
  readonly cutDate?: string | Date;
  /** Strength from which a base nearly gives an outcome away, default 0.95. */
  readonly threshold?: number;
}

/**
 * Looks for information that the bases of a segmentation must not have: an outcome among them (by name or by its role),
 * a column that is known only after the cut date, and a base that nearly determines an outcome. Strength is 0 to 1:
 * twice the distance of the area under the curve from a half for a number against yes and no, the size of Spearman's
 * correlation for two numbers, and Cramér's V for two categories.
 *
 * @returns Errors for what is certain, warnings for what is strong; none when nothing is found.
 * @throws {InputError} For columns that are not there, and a day of knowledge without a cut date.
 *
 * O(bases · outcomes · customers · log customers).
 *
 * @example
 * const table = tableOf({ visits: [1, 2, 3], bought: [0, 1, 1] });
 * findLeakage(table, { bases: ['bought'], outcomes: ['bought'] })[0].severity; // 'error'
 */
export function findLeakage<Row extends object>(
  table: Table<Row>,
  options: LeakageOptions<keyof Row & string>,
): Finding[] {
  const { bases, outcomes, knownAt = {}, cutDate, threshold = 0.95 } = options;
  const plain = table as unknown as Table;
  checkColumns('findLeakage', plain, [...bases, ...outcomes, ...Object.keys(knownAt)]);
  const findings: Finding[] = [];
  const cut = cutDate === undefined ? undefined : toDay(cutDate, 'findLeakage: cutDate');
  for (const base of bases) {
    if (outcomes.includes(base) || plain.info[base]?.role === 'outcome') {
      findings.push({
        key: 'leakage',
        severity: 'error',
        sentence: `"${base}" is an outcome and among the bases: the segments would be made of what they are to explain.`,
        evidence: { column: base },
        wayOut: 'Take it out of the bases; profile segments by it instead.',
      });
      continue;
    }
    const known = (knownAt as Readonly<Record<string, string | Date | undefined>>)[base];
    if (known !== undefined) {
      if (cut === undefined)
        throw new InputError('findLeakage: knownAt needs cutDate, the last day that bases may know of.');
      if (toDay(known, `findLeakage: knownAt of "${base}"`) > cut) {
        findings.push({
          key: 'leakage',
          severity: 'error',
          sentence: `"${base}" is known only after the cut date: nobody has it when customers are to be chosen.`,
          evidence: { column: base, knownAt: String(known), cutDate: String(cutDate) },
          wayOut: 'Take it out of the bases, or compute it from what was known by then.',
        });
        continue;
      }
    }
    for (const outcome of outcomes) {
      const strength = strengthOf(plain.array(base), plain.array(outcome));
      if (strength === undefined || strength < threshold) continue;
      findings.push({
        key: 'leakage',
        severity: 'warning',
        sentence: `"${base}" nearly gives "${outcome}" away (strength ${formatNumber(strength, { digits: 2 })}).`,
        evidence: { column: base, outcome, strength },
        wayOut: 'Ask when and how it is recorded; take it out unless it is known before.',
      });
    }
  }
  return findings;
}

/**
 * Refuses bases that know too much.
 *
 * @throws {InputError} With all that `findLeakage` finds as errors; warnings pass.
 *
 * @example
 * checkLeakage(tableOf({ visits: [1, 2, 3], bought: [0, 1, 1] }), { bases: ['visits'], outcomes: ['bought'], threshold: 1.1 });
 */
export function checkLeakage<Row extends object>(
  table: Table<Row>,
  options: LeakageOptions<keyof Row & string>,
): void {
  const errors = findLeakage(table, options).filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  throw new InputError(
    `checkLeakage: ${errors.map(({ sentence, wayOut }) => `${sentence} ${wayOut}`).join(' ')}`,
  );
}

/** How much one column tells of another, 0 to 1; `undefined` where that cannot be said. */
export function strengthOf(a: readonly unknown[], b: readonly unknown[]): number | undefined {
  const rows = a.map((_, i) => i).filter((i) => !isMissing(a[i]) && !isMissing(b[i]));
  const [x, y] = [rows.map((i) => a[i]), rows.map((i) => b[i])];
  if (rows.length < 3) return undefined;
  const [numbersX, numbersY] = [asNumbers(x), asNumbers(y)];
  const levelsY = new Set(y);
  if (numbersX !== undefined && levelsY.size === 2) {
    const [first] = levelsY;
    return Math.abs(
      2 *
        areaUnderCurve(
          numbersX,
          y.map((value) => value === first),
        ) -
        1,
    );
  }
  if (numbersX !== undefined && numbersY !== undefined) {
    const correlation = spearman(numbersX, numbersY);
    return correlation === undefined ? undefined : Math.abs(correlation);
  }
  if (numbersX !== undefined || numbersY !== undefined) return undefined;
  return cramersV(labelsOf(x), labelsOf(y));
}

function asNumbers(values: readonly unknown[]): number[] | undefined {
  const numbers = values.map((value) => (typeof value === 'boolean' ? Number(value) : value));
  return numbers.every((value) => typeof value === 'number' && Number.isFinite(value))
    ? (numbers as number[])
    : undefined;
}

function labelsOf(values: readonly unknown[]): number[] {
  const places = new Map<string, number>();
  return values.map((value) => {
    const level = String(value);
    if (!places.has(level)) places.set(level, places.size);
    return places.get(level)!;
  });
}
