import type { Estimate } from '../../core/estimate.js';
import type { EvidenceSource } from '../../core/evidence.js';
import { checkColumns, type Table } from '../../core/table.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import { categoryValues, numberValues } from '../columns/profiled-values.js';
import { matchRows } from '../match-rows.js';
import type { Profile, ProfiledSegments } from '../profile.js';
import { shownMarkers } from './shown-markers.js';

/** A real customer near the middle of a segment, and how many are unlike it. */
export interface TypicalCustomer {
  /** Key of the segment. */
  readonly key: string;
  /**
   * Values by column, without id, of the customer from whom the others are least far away: numbers to two digits, and
   * categories that the segment's minimum of customers share. `undefined` for a masked segment.
   */
  readonly values: Readonly<Record<string, number | string>> | undefined;
  /** Share of the segment for whom fewer than half of its markers hold, of those with a value in one at least. */
  readonly unlike: Estimate | undefined;
}

/** Typical customers by segment, as evidence for cards: `[key, 'typical customer', column]`, `[key, 'unlike', 'share' | 'customers' | 'of' | 'one in']`. */
export interface TypicalCustomers {
  readonly segments: readonly TypicalCustomer[];
  readonly source: EvidenceSource;
}

/**
 * A real customer near the middle of each segment, without id and with rounded values, and how many of the segment do not fit
 * its markers. In the middle is who has the least sum of squared distances to the others, in standard deviations of the
 * numbers that the segments were made of, or of all numbers where the profile has none of these.
 *
 * A marker holds for a customer on the segment's side of all customers' median, or in its category.
 *
 * @param table - What the profile was made of.
 * @throws {InputError} For a table that is not that of the profile.
 *
 * O(customers · columns).
 *
 * @example
 * const typical = typicalCustomers(segmentation, customers, people, 'customerId');
 * typical.segments[0].key; // 's1'
 */
export function typicalCustomers<Row extends object>(
  segmentation: ProfiledSegments,
  table: Table<Row>,
  profile: Profile,
  id: keyof Row & string,
): TypicalCustomers {
  const anyTable = table as unknown as Table;
  const labels = matchRows('typicalCustomers', segmentation, anyTable, id);
  const columns = [...profile.numbers, ...profile.categories];
  checkColumns(
    'typicalCustomers',
    anyTable,
    columns.map(({ name }) => name),
  );
  const values = readColumns(anyTable);
  const middle = customersInTheMiddle(profile, values, labels);
  const segments = profile.segments.map(({ key, masked }, s): TypicalCustomer => {
    if (masked) return { key, values: undefined, unlike: undefined };
    const row = middle[s];
    return {
      key,
      values: row === undefined ? undefined : roundedValues(profile, values, s, row),
      unlike: shareUnlike(profile, values, labels, s),
    };
  });
  return { segments, source: sourceOf(segments) };
}

/** Columns of a table, each turned into values once. */
interface ReadColumns {
  numbers(name: string): Float64Array;
  categories(name: string): readonly (string | undefined)[];
}

function readColumns(table: Table): ReadColumns {
  const numbers = new Map<string, Float64Array>();
  const categories = new Map<string, readonly (string | undefined)[]>();
  const once = <Values>(kept: Map<string, Values>, name: string, read: () => Values): Values => {
    const found = kept.get(name) ?? read();
    kept.set(name, found);
    return found;
  };
  return {
    numbers: (name) => once(numbers, name, () => numberValues(table, name)),
    categories: (name) => once(categories, name, () => categoryValues(table, name)),
  };
}

/** The row of the customer in the middle of each segment; the first of equals. */
function customersInTheMiddle(
  profile: Profile,
  columns: ReadColumns,
  labels: Int32Array,
): (number | undefined)[] {
  const open = profile.numbers.filter(
    ({ info, all }) => info.role !== 'protected' && (all.standardDeviation ?? 0) > 0,
  );
  const bases = open.filter(({ part }) => part === 'base');
  const distances = new Float64Array(labels.length);
  for (const { name, all, bySegment } of bases.length > 0 ? bases : open) {
    const values = columns.numbers(name);
    for (let row = 0; row < labels.length; row++) {
      const center = bySegment[labels[row]].mean ?? 0;
      distances[row] += ((values[row] - center) / all.standardDeviation!) ** 2; // NaN where missing: never the nearest
    }
  }
  const nearest: (number | undefined)[] = profile.segments.map(() => undefined);
  for (let row = 0; row < labels.length; row++) {
    const best = nearest[labels[row]];
    if (!Number.isNaN(distances[row]) && (best === undefined || distances[row] < distances[best])) {
      nearest[labels[row]] = row;
    }
  }
  return nearest;
}

function roundedValues(
  profile: Profile,
  values: ReadColumns,
  s: number,
  row: number,
): Readonly<Record<string, number | string>> {
  const rounded: Record<string, number | string> = {};
  for (const { name, info, bySegment, isYesNo } of profile.numbers) {
    const value = values.numbers(name)[row];
    if (info.role === 'protected' || !Number.isFinite(value) || bySegment[s].n < profile.minimum) continue;
    rounded[name] = isYesNo ? (value === 1 ? 'yes' : 'no') : Number(value.toPrecision(2));
  }
  for (const { name, info, categories } of profile.categories) {
    if (info.role === 'protected') continue;
    const texts = values.categories(name);
    const own = categories.find(({ value }) => value === texts[row]);
    if (own !== undefined && own.bySegment[s].count >= profile.minimum) rounded[name] = own.value;
  }
  return rounded;
}

function shareUnlike(
  profile: Profile,
  values: ReadColumns,
  labels: Int32Array,
  s: number,
): Estimate | undefined {
  const holding = new Uint8Array(labels.length);
  const known = new Uint8Array(labels.length);
  for (const { column, category, direction } of shownMarkers(profile, s)) {
    if (category === undefined) {
      const median = profile.numbers.find(({ name }) => name === column)!.all.median!;
      const own = values.numbers(column);
      for (let row = 0; row < labels.length; row++) {
        if (labels[row] !== s || Number.isNaN(own[row])) continue;
        known[row]++;
        if (direction === 'high' ? own[row] >= median : own[row] <= median) holding[row]++;
      }
    } else {
      const own = values.categories(column);
      for (let row = 0; row < labels.length; row++) {
        if (labels[row] !== s || own[row] === undefined) continue;
        known[row]++;
        if (own[row] === category) holding[row]++;
      }
    }
  }
  let customers = 0;
  let unlike = 0;
  for (let row = 0; row < labels.length; row++) {
    if (known[row] === 0) continue;
    customers++;
    if (2 * holding[row] < known[row]) unlike++;
  }
  return customers === 0 ? undefined : wilsonInterval(unlike, customers, profile.confidence);
}

function sourceOf(segments: readonly TypicalCustomer[]): EvidenceSource {
  return {
    name: 'typical customers',
    at: ([key, what, which]) => {
      const own = segments.find((segment) => segment.key === key);
      if (what === 'typical customer') return own?.values?.[which];
      if (what !== 'unlike' || own?.unlike === undefined) return undefined;
      const { value, n } = own.unlike;
      if (which === 'share') return value;
      if (which === 'customers') return Math.round(value * n);
      if (which === 'of') return n;
      return which === 'one in' && value > 0 ? Math.round(1 / value) : undefined;
    },
  };
}
