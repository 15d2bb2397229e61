import { compareText } from '../../core/compare-text.js';
import { inheritedInfo } from '../../core/inherited-info.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table, tableOf } from '../../core/table.js';

/** Which places are too small. */
export interface RollUpOptions {
  /** Columns from the smallest place to the largest, for example `['city', 'state', 'country']`. */
  readonly levels: readonly string[];
  /** Customers that a place needs to stand by itself; default 30. */
  readonly least?: number;
  /** Name of the new column, default `place`. */
  readonly name?: string;
  /** What those are called whose largest place is small, too; default `other`. */
  readonly other?: string;
}

/** Customers with places that are large enough. */
export interface RolledUp<Row extends object> {
  readonly table: Table<Row & { place: string | null }>;
  /** Every place of the new column, its level and its customers; the most customers first. */
  readonly places: Table<{ place: string; level: string; customers: number }>;
  /** Customers who are told by a larger place than the smallest. */
  readonly rolledUp: number;
  /** Customers who have no place, or not even all who are left over are `least`: their place is `null`. */
  readonly missing: number;
}

/**
 * Small places become the place around them, so that no cell is smaller than a minimum: noise, and a risk that
 * somebody is known by it. A place with fewer than `least` customers is counted with its parent; what then still is
 * small, with the next one; what is left over, together as `other`, or as missing when even that is small. Places of
 * one name in different parents are different ones, and are then shown with their parent: `Springfield (Illinois)`.
 *
 * @throws {InputError} For missing columns and a `least` below 1.
 *
 * @example
 * const people = tableOf({ city: ['Ulm', 'Bonn', 'Bonn', 'Bonn'], country: ['DE', 'DE', 'DE', 'DE'] });
 * rollUpSmall(people, { levels: ['city', 'country'], least: 1 }).table.array('place'); // ['Ulm', 'Bonn', 'Bonn', 'Bonn']
 * rollUpSmall(people, { levels: ['city', 'country'], least: 2 }).missing; // 1
 */
export function rollUpSmall<Row extends object>(table: Table<Row>, options: RollUpOptions): RolledUp<Row> {
  const who = 'rollUpSmall';
  const { levels, least = 30, name = 'place', other = 'other' } = options;
  const people = table as unknown as Table;
  if (!(least >= 1)) throw new InputError(`${who}: least is ${least}; give 1 or more.`);
  if (levels.length === 0) throw new InputError(`${who} needs levels, the smallest place first.`);
  checkColumns(who, people, levels);
  if (people.columnNames().includes(name)) {
    throw new InputError(`${who}: there is a column "${name}" already. Give another name.`, { column: name });
  }
  const columns = levels.map((level) => people.array(level).map(textOf));
  const rows = people.numRows();
  const cellOf = new Array<string | undefined>(rows).fill(undefined);
  const levelOf = new Map<string, { label: string; level: number; customers: number }>();
  let open = Array.from({ length: rows }, (_, row) => row);
  levels.forEach((_, level) => {
    const members = new Map<string, number[]>();
    for (const row of open) {
      if (columns[level][row] === undefined) continue;
      const path = JSON.stringify([level, ...columns.slice(level).map((values) => values[row])]);
      const known = members.get(path);
      if (known === undefined) members.set(path, [row]);
      else known.push(row);
    }
    for (const [path, own] of members) {
      if (own.length < least) continue;
      levelOf.set(path, { label: columns[level][own[0]]!, level, customers: own.length });
      for (const row of own) cellOf[row] = path;
    }
    open = open.filter((row) => cellOf[row] === undefined);
  });
  const leftOver = open.filter((row) => columns.some((values) => values[row] !== undefined));
  const kept = leftOver.length >= least;
  if (kept) {
    const path = JSON.stringify([levels.length]);
    levelOf.set(path, { label: other, level: levels.length, customers: leftOver.length });
    for (const row of leftOver) cellOf[row] = path;
  }
  const shown = shownLabels(levelOf, levels);
  const place = cellOf.map((path) => (path === undefined ? null : shown.get(path)!));
  const cells = [...levelOf].sort(
    ([a, x], [b, y]) => y.customers - x.customers || compareText(shown.get(a)!, shown.get(b)!),
  );
  const own = Object.fromEntries(people.columnNames().map((column) => [column, people.array(column)]));
  const info = {
    ...people.info,
    [name]: inheritedInfo(
      { basis: 'B2', meaning: `Place with at least ${least} customers.` },
      levels.map((level) => people.info[level]),
    ),
  };
  return {
    table: tableOf({ ...own, [name]: place } as never, info as never) as never,
    places: tableOf({
      place: cells.map(([path]) => shown.get(path)!),
      level: cells.map(([, { level }]) => levels[level] ?? other),
      customers: cells.map(([, { customers }]) => customers),
    }),
    rolledUp: cells.reduce((sum, [, { level, customers }]) => sum + (level > 0 ? customers : 0), 0),
    missing: place.filter((each) => each === null).length,
  };
}

function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined || Number.isNaN(value)) return undefined;
  const text = String(value).trim();
  return text === '' ? undefined : text;
}

/** The name of each place, with those around it where two have the same, and a number where that is not enough. */
function shownLabels(
  cells: ReadonlyMap<string, { readonly label: string; readonly level: number }>,
  levels: readonly string[],
): Map<string, string> {
  const count = new Map<string, number>();
  for (const { label } of cells.values()) count.set(label, (count.get(label) ?? 0) + 1);
  const taken = new Set<string>();
  return new Map(
    [...cells].map(([path, { label, level }]) => {
      const around = (JSON.parse(path) as (string | null)[]).slice(2).filter((each) => each !== null);
      const whose = around.length === 0 ? (levels[level] ?? 'all the rest') : around.join(', ');
      const plain = count.get(label) === 1 ? label : `${label} (${whose})`;
      let shown = plain;
      for (let i = 2; taken.has(shown); i++) shown = `${plain} ${i}`;
      taken.add(shown);
      return [path, shown];
    }),
  );
}
