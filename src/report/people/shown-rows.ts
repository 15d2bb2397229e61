import type { ColumnInfo } from '../../core/column.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { checkKnown } from '../../core/unknown-name.js';
import { columnUnit } from '../../display/column-format.js';
import { columnLabel } from '../../display/column-label.js';
import { isYear } from '../../display/is-year.js';
import { spokenFormat, spokenPercent } from '../../display/spoken-format.js';
import type { CategoryProfile } from '../../profile/columns/category-profile.js';
import type { NumberProfile } from '../../profile/columns/number-profile.js';
import type { Profile } from '../../profile/profile.js';
import { shownSegments } from './shown-segments.js';

/** Most categories of a column that have a row. */
const MOST_CATEGORIES = 8;

/** A row of a figure of a profile: the means of a number column, or the shares of a category. */
export interface ShownRow {
  readonly column: string;
  readonly category?: string;
  readonly label: string;
  /** Mean or share of all customers; `undefined` where nobody has a value. */
  readonly all: number | undefined;
  /** Of all customers. */
  readonly standardDeviation: number | undefined;
  /** Mean or share by shown segment; `undefined` for fewer customers than the minimum. */
  readonly values: readonly (number | undefined)[];
  /** Those against all customers, who are 100. */
  readonly indexes: readonly (number | undefined)[];
  /** Of the values, where they have one. */
  readonly unit: string | undefined;
  /** Whether all values lie from 0 to 1. */
  readonly isShare: boolean;
  /** A value in words, with its unit. */
  print(value: number): string;
}

/** Which rows of a profile are drawn. */
export interface ProfileRowOptions {
  /** Columns from the top down, number or category columns; default the number columns that differ most first. */
  readonly order?: readonly string[];
  /** Most columns shown; those in which segments differ most. */
  readonly columns?: number;
}

/** Rows that are drawn, and sentences about what is not. */
export interface ShownRows {
  readonly rows: readonly ShownRow[];
  readonly notes: readonly string[];
}

/**
 * Rows of a figure of a profile. Protected columns, ids, consent and years stay out where they are not asked for; asked for,
 * they are refused. Where a profile has no number columns, its categories are the rows.
 *
 * @throws {InputError} For an order with a column that is unknown, twice in it, protected, an id or consent, and a number of
 *   columns that is none.
 */
export function shownRows(who: string, profile: Profile, options: ProfileRowOptions, most = 20): ShownRows {
  const { order, columns: limit = most } = options;
  if (!(limit >= 1)) throw new InputError(`${who}: columns is ${limit}. It is a number from 1 on.`);
  const all = [...profile.numbers, ...profile.categories];
  if (order !== undefined) return named(who, profile, order, all);
  const numbers = profile.numbers.filter(
    ({ name, info }) => isOpen(info) && !isYear(name, info) && info.role !== 'outcome',
  );
  const candidates: (NumberProfile | CategoryProfile)[] =
    numbers.length > 0 ? numbers : profile.categories.filter(({ info }) => isOpen(info));
  const sorted = candidates
    .map((column) => ({ column, apart: differenceOf(column, profile) }))
    .sort((a, b) => b.apart - a.apart)
    .map(({ column }) => column);
  const shown = sorted.slice(0, limit);
  const few =
    shown.length < sorted.length
      ? [`Shown: the ${shown.length} of ${sorted.length} columns that differ most.`]
      : [];
  return rowsOf(profile, shown, few);
}

function named(
  who: string,
  profile: Profile,
  order: readonly string[],
  all: readonly (NumberProfile | CategoryProfile)[],
): ShownRows {
  checkKnown(
    who,
    'column',
    order,
    all.map(({ name }) => name),
  );
  const twice = order.find((name, i) => order.indexOf(name) !== i);
  if (twice !== undefined) throw new InputError(`${who}: column "${twice}" is twice in the order.`);
  const columns = order.map((name) => all.find((column) => column.name === name)!);
  const closed = columns.find(({ info }) => !isOpen(info));
  if (closed !== undefined) {
    throw new InputError(
      `${who}: column "${closed.name}" has the role ${closed.info.role}, by which segments are not told apart. Leave it out of the order; profileTable and categoryShareBars show it where it is asked for.`,
      { column: closed.name },
    );
  }
  return rowsOf(profile, columns, []);
}

function rowsOf(
  profile: Profile,
  columns: readonly (NumberProfile | CategoryProfile)[],
  notes: readonly string[],
): ShownRows {
  const rows = columns.flatMap((column) =>
    'categories' in column ? categoryRows(column, profile) : [numberRow(column, profile)],
  );
  const rare = columns.flatMap((column) => {
    const left = 'categories' in column ? column.categories.length - MOST_CATEGORIES : 0;
    return left > 0
      ? [
          `${columnLabel(column.name, column.info)}: the ${MOST_CATEGORIES} most frequent of ${formatNumber(left + MOST_CATEGORIES)} categories.`,
        ]
      : [];
  });
  return { rows, notes: [...notes, ...rare] };
}

function numberRow(
  { name, info, all, bySegment, isFromZeroToOne }: NumberProfile,
  profile: Profile,
): ShownRow {
  const cells = shownSegments(profile).map(({ position }) =>
    bySegment[position].n < profile.minimum ? undefined : bySegment[position],
  );
  return {
    column: name,
    label: columnLabel(name, info),
    all: all.mean,
    standardDeviation: all.standardDeviation,
    values: cells.map((cell) => cell?.mean),
    indexes: cells.map((cell) => cell?.index),
    unit: columnUnit(info),
    isShare: isFromZeroToOne,
    print: (value) => formatNumber(value, spokenFormat(name, info, value)),
  };
}

function categoryRows({ name, info, categories, n }: CategoryProfile, profile: Profile): ShownRow[] {
  const isYesNo =
    categories.length <= 2 && categories.every(({ value }) => value === 'yes' || value === 'no');
  const shown = isYesNo
    ? categories.filter(({ value }) => value === 'yes')
    : categories.slice(0, MOST_CATEGORIES);
  const label = columnLabel(name, info);
  return shown.map(({ value, share, bySegment }) => {
    const cells = shownSegments(profile).map(({ position }) => {
      const isFew = bySegment[position].count > 0 && bySegment[position].count < profile.minimum;
      return isFew || n[position] < profile.minimum ? undefined : bySegment[position];
    });
    return {
      column: name,
      category: value,
      label: isYesNo ? label : `${label}: ${value}`,
      all: share,
      standardDeviation: Math.sqrt(share * (1 - share)),
      values: cells.map((cell) => cell?.share),
      indexes: cells.map((cell) => cell?.index),
      unit: undefined,
      isShare: true,
      print: (part) => formatNumber(part, spokenPercent(part)),
    };
  });
}

/** Largest distance of a segment's superiority from 0.5. */
function differenceOf(column: NumberProfile | CategoryProfile, { segments }: Profile): number {
  const cells =
    'categories' in column ? column.categories.map(({ bySegment }) => bySegment) : [column.bySegment];
  let most = 0;
  for (const bySegment of cells) {
    bySegment.forEach(({ superiority = 0.5 }, s) => {
      if (!segments[s].masked) most = Math.max(most, Math.abs(superiority - 0.5));
    });
  }
  return most;
}

function isOpen({ role }: ColumnInfo): boolean {
  return role !== 'protected' && role !== 'id' && role !== 'consent';
}
