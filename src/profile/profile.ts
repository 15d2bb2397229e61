import type { Segmentation, SegmentationOrigin } from '../cluster/segmentation.js';
import type { ColumnInfo } from '../core/column.js';
import type { Estimate } from '../core/estimate.js';
import { InputError } from '../core/input-error.js';
import { checkColumns, type Table } from '../core/table.js';
import { wilsonInterval } from '../stats/wilson-interval.js';
import { type CategoryProfile, categoryProfile } from './category-profile.js';
import { type NumberProfile, numberProfile } from './distribution.js';
import { guardedRole } from './guarded-role.js';
import { findMarkers, type Marker } from './markers.js';
import { matchRows } from './match-rows.js';

/** A segment of a profile. */
export interface ProfiledSegment {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  /** Share of all customers, with Wilson's interval. */
  readonly share: Estimate;
  /** Smaller than the profile's minimum: its values are not displayed. */
  readonly masked: boolean;
  /** In what it differs most from the other customers, strongest first; none when masked. */
  readonly markers: readonly Marker[];
}

/** Who the segments are. All numbers are here; what is displayed of small segments is masked. */
export interface Profile {
  readonly customers: number;
  readonly segments: readonly ProfiledSegment[];
  readonly numbers: readonly NumberProfile[];
  readonly categories: readonly CategoryProfile[];
  /** Segments and cells with fewer customers are masked where they are displayed. */
  readonly minimum: number;
  /** Columns without a role that were kept out because of what their names say: see `guardedRole`. */
  readonly keptOut: readonly string[];
  readonly origin: SegmentationOrigin;
}

/** What is profiled. */
export interface ProfileOptions<Row extends object> {
  /** Column with the customer id. */
  readonly id: keyof Row & string;
  /** Number columns, default all that hold numbers and are not ids, protected or consent, by role or by name. */
  readonly columns?: readonly (keyof Row & string)[];
  /** Category columns, default all texts and yes-or-no columns of at most 12 values, but those same roles. */
  readonly categories?: readonly (keyof Row & string)[];
  /** Smallest number of customers that is displayed, default 10. */
  readonly minimum?: number;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

const MOST_CATEGORIES = 12;

/**
 * Who the segments are: size, share and, by column, means, quartiles, index and shares beside all customers.
 *
 * Columns without a role whose names say gender, religion and the like, consent, or an id, are taken for
 * `protected`, `consent` and `id`; a role given with `describe` decides otherwise.
 *
 * Rows and segmentation are matched by customer id. Missing values (empty, `NaN`) are counted and left out.
 * Masking is a guard against reading about few people in a report. It is no proof of anonymity: with totals and
 * all other segments in view, the masked rest can be computed.
 *
 * @throws {InputError} For no customers, an id that stands on one side only or twice, an unknown column, a value that is
 *   no finite number in a number column, with its row, and a `minimum` below 0.
 *
 * O(customers · log(customers)) a column.
 *
 * @example
 * const people = profile(segmentation, customers, { id: 'customerId' });
 * people.segments[0].share.value; // 0.4
 */
export function profile<Row extends object>(
  segmentation: Segmentation,
  table: Table<Row>,
  options: ProfileOptions<Row>,
): Profile {
  const anyTable = table as unknown as Table;
  const { id, minimum = 10, confidence = 0.95 } = options;
  if (!(minimum >= 0))
    throw new InputError(`profile: minimum is ${minimum}. It is a number of customers, from 0 on.`);
  const labels = matchRows('profile', segmentation, anyTable, id);
  checkColumns('profile', anyTable, [...(options.columns ?? []), ...(options.categories ?? [])]);
  const usable = anyTable.columnNames().filter((name) => name !== id && isOpen(infoOf(anyTable, name)));
  const numberNames = options.columns ?? usable.filter((name) => holdsNumbers(anyTable.array(name)));
  const categoryNames = options.categories ?? usable.filter((name) => holdsCategories(anyTable.array(name)));

  const segments = segmentation.segments.length;
  const numbers = numberNames.map((name) =>
    numberProfile(name, infoOf(anyTable, name), toNumbers(anyTable.array(name), name), labels, segments),
  );
  const categories = categoryNames.map((name) =>
    categoryProfile(name, infoOf(anyTable, name), anyTable.array(name).map(toCategory), labels, segments),
  );
  const sizes = new Array<number>(segments).fill(0);
  for (const label of labels) sizes[label]++;
  return {
    customers: labels.length,
    segments: segmentation.segments.map(({ key, name }, s) => {
      const masked = sizes[s] < minimum;
      return {
        key,
        name,
        size: sizes[s],
        share: wilsonInterval(sizes[s], labels.length, confidence),
        masked,
        markers: masked ? [] : findMarkers(numbers, categories, s, minimum),
      };
    }),
    numbers,
    categories,
    minimum,
    keptOut: anyTable
      .columnNames()
      .filter(
        (name) => name !== id && anyTable.info?.[name]?.role === undefined && guardedRole(name) !== undefined,
      ),
    origin: segmentation.origin,
  };
}

function infoOf(table: Table, name: string): ColumnInfo {
  const info = table.info?.[name] ?? {}; // a table of Arquero itself has no info
  const role = info.role ?? guardedRole(name);
  return role === undefined ? info : { ...info, role };
}

function isOpen(info: ColumnInfo): boolean {
  return info.role !== 'id' && info.role !== 'protected' && info.role !== 'consent';
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || Number.isNaN(value) || value === '';
}

function holdsNumbers(values: readonly unknown[]): boolean {
  const known = values.filter((value) => !isMissing(value));
  return known.length > 0 && known.every((value) => typeof value === 'number' || typeof value === 'bigint');
}

function holdsCategories(values: readonly unknown[]): boolean {
  const distinct = new Set<unknown>();
  for (const value of values) {
    if (isMissing(value)) continue;
    if (typeof value !== 'string' && typeof value !== 'boolean') return false;
    distinct.add(value);
    if (distinct.size > MOST_CATEGORIES) return false;
  }
  return distinct.size > 0;
}

function toNumbers(values: readonly unknown[], name: string): Float64Array {
  return Float64Array.from(values, (value, row) => {
    if (isMissing(value)) return NaN;
    const number = typeof value === 'bigint' || typeof value === 'boolean' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
    const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
    throw new InputError(
      `profile: row ${row + 1}, column "${name}" is ${shown}, not a finite number. Name it among the categories or leave it out.`,
      { column: name },
    );
  });
}

function toCategory(value: unknown): string | undefined {
  if (isMissing(value)) return undefined;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}
