import { checkGiven } from '../../core/check-given.js';
import type { ColumnInfo } from '../../core/column.js';
import { compareText } from '../../core/compare-text.js';
import type { Sentence } from '../../core/evidence.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { guardedRole } from '../columns/guarded-role.js';
import { type GridAxis, type GridAxisOptions, gridAxis } from './grid-axis.js';
import { gridContent, gridVerdict } from './grid-content.js';
import { gridReason } from './grid-reason.js';

/** What is laid out, and where it is cut. */
export interface NeedsValueGridOptions<Row extends object> {
  /** Column with the key of each segment or account. */
  readonly id: keyof Row & string;
  /** Column with its name; default the key, or a number where the key is a customer's id. */
  readonly name?: keyof Row & string;
  /** How much they need what we offer. */
  readonly need: GridAxisOptions;
  /** What they are worth. */
  readonly value: GridAxisOptions;
  /** Column with the customers of each row, for segments; rows below the minimum are left out. */
  readonly customers?: keyof Row & string;
  /** Fewest customers of a row that is shown, default 10. It needs `customers`. */
  readonly minimum?: number;
  /** What a row is, default `segment`; for firms `account`. */
  readonly what?: string;
}

/** A segment or account in its place. */
export interface PlacedInGrid {
  readonly key: string;
  readonly name: string;
  readonly need: number | string;
  readonly value: number | string;
  /** Position among the levels of each axis, from 0, the lowest. */
  readonly needLevel: number;
  readonly valueLevel: number;
  /** 1 is the first to turn to; equal in level, value and need is equal in rank. */
  readonly rank: number;
  /** Numbers quote `gridEvidence`. */
  readonly reason: Sentence;
}

/** A cell of the grid. */
export interface GridCell {
  readonly needLevel: number;
  readonly valueLevel: number;
  readonly count: number;
  /** Share of all that are placed, 0 to 1. */
  readonly share: number;
}

/** Who needs us and is worth it. It displays as a ranked list. */
export interface NeedsValueGrid extends Displayable {
  readonly what: string;
  readonly need: Omit<GridAxis, 'level'>;
  readonly value: Omit<GridAxis, 'level'>;
  /** Every cell, empty ones too. */
  readonly cells: readonly GridCell[];
  /** From the first rank on; of equal ranks in the order of keys. */
  readonly ranked: readonly PlacedInGrid[];
  readonly leftOut: readonly { readonly key: string; readonly name: string; readonly reason: string }[];
  readonly because: string;
}

/**
 * Segments or accounts by how much they need what we offer and what they are worth, cut at stated places, and a ranked list
 * with the reason for each rank. Ranks go by the levels first, both axes alike (the highest of both comes first, one step
 * down on either costs the same), then by value, then by need.
 *
 * @param table - One row a segment, or one row a firm. Columns of texts are ordered by `order`.
 * @throws {InputError} For no rows, a key that is missing or stands twice, an unknown or protected column, cuts that do not
 *   ascend, a number that is infinite and a text that is not in the order.
 *
 * O(rows · log(rows)).
 *
 * @example
 * const firms = tableOf({ firm: ['a', 'b', 'c'], seats: [3, 40, 12], revenue: [900, 200, 20] });
 * const grid = needsValueGrid(firms, {
 *   id: 'firm',
 *   need: { column: 'seats', cuts: [10] },
 *   value: { column: 'revenue', cuts: [100] },
 *   what: 'account',
 * });
 * grid.ranked.map(({ key }) => key); // ['b', 'a', 'c']
 */
export function needsValueGrid<Row extends object>(
  table: Table<Row>,
  options: NeedsValueGridOptions<Row>,
): NeedsValueGrid {
  checkGiven('needsValueGrid', options);
  const who = 'needsValueGrid';
  const rows = table as unknown as Table;
  checkOptions(who, options);
  const { id, name = id, customers, minimum = 10, what = 'segment' } = options;
  if (options.minimum !== undefined && customers === undefined) {
    throw new InputError(`${who}: minimum counts customers. Name the column that holds them, too.`);
  }
  if (!(minimum >= 0)) throw new InputError(`${who}: minimum is ${minimum}. It is a number from 0 on.`);
  const used = [id, name, options.need.column, options.value.column];
  checkColumns(who, rows, customers === undefined ? used : [...used, customers]);
  if (rows.numRows() === 0) throw new InputError(`${who}: the table has no rows.`);
  const [need, value] = [options.need, options.value].map((axis) => {
    const info: ColumnInfo = rows.info?.[axis.column] ?? {};
    if ((info.role ?? guardedRole(axis.column)) === 'protected') {
      throw new InputError(`${who}: "${axis.column}" is protected. Nobody is ranked by it.`, {
        column: axis.column,
      });
    }
    return gridAxis(who, axis, info);
  });
  const keys = keysOf(who, rows, id);
  const names = rows.array(name);
  const isId = options.name === undefined && (rows.info?.[id]?.role ?? guardedRole(id)) === 'id';
  const numbers = new Map([...keys].sort(compareText).map((key, i) => [key, i + 1]));
  const [needs, values] = [rows.array(need.column), rows.array(value.column)];
  const sizes = customers === undefined ? undefined : rows.array(customers);
  const placed: Omit<PlacedInGrid, 'rank' | 'reason'>[] = [];
  const leftOut: { key: string; name: string; reason: string }[] = [];
  keys.forEach((key, i) => {
    const own = names[i] === null || names[i] === undefined ? key : String(names[i]);
    const shown = isId ? `${what[0].toUpperCase()}${what.slice(1)} ${numbers.get(key)}` : own;
    const [needLevel, valueLevel] = [need.level(needs[i], i), value.level(values[i], i)];
    const few = sizes !== undefined && !(Number(sizes[i]) >= minimum);
    if (few || needLevel === undefined || valueLevel === undefined) {
      const missing = [needLevel === undefined ? need : [], valueLevel === undefined ? value : []].flat();
      const reason = few
        ? `fewer than ${minimum} customers`
        : `${missing.map(({ title }) => title).join(' and ')} not measured`;
      leftOut.push({ key, name: shown, reason });
      return;
    }
    const plain = (cell: unknown) =>
      typeof cell === 'string' ? cell : typeof cell === 'boolean' ? String(cell) : Number(cell);
    placed.push({ key, name: shown, need: plain(needs[i]), value: plain(values[i]), needLevel, valueLevel });
  });
  const compare = rankOrder(need, value);
  placed.sort((a, b) => compare(a, b) || compareText(a.key, b.key));
  const cells = need.levels.flatMap((_, needLevel) =>
    value.levels.map((__, valueLevel): GridCell => {
      const own = placed.filter((one) => one.needLevel === needLevel && one.valueLevel === valueLevel);
      const share = placed.length === 0 ? 0 : own.length / placed.length;
      return { needLevel, valueLevel, count: own.length, share };
    }),
  );
  let rank = 1;
  const ranked = placed.map((one, i): PlacedInGrid => {
    if (i > 0 && compare(placed[i - 1], one) !== 0) rank = i + 1;
    return { ...one, rank, reason: gridReason({ need, value }, one) };
  });
  const { level: _, ...needAxis } = need;
  const { level: __, ...valueAxis } = value;
  const result = { what, need: needAxis, value: valueAxis, cells, ranked, leftOut };
  const whole = { ...result, because: gridVerdict(result) };
  return { ...whole, [DISPLAY_KEY]: () => contentBundle(gridContent(whole, rows.info?.[name]?.role)) };
}

type Levels = Pick<PlacedInGrid, 'need' | 'value' | 'needLevel' | 'valueLevel'>;

/** Below 0 where `a` comes first. Levels count as shares of the way from the lowest to the highest, in whole numbers. */
function rankOrder(need: GridAxis, value: GridAxis): (a: Levels, b: Levels) => number {
  const [needSteps, valueSteps] = [need.levels.length - 1, value.levels.length - 1];
  const both = ({ needLevel, valueLevel }: Levels) => needLevel * valueSteps + valueLevel * needSteps;
  const number = (cell: number | string, level: number) => (typeof cell === 'number' ? cell : level);
  return (a, b) =>
    both(b) - both(a) ||
    number(b.value, b.valueLevel) - number(a.value, a.valueLevel) ||
    number(b.need, b.needLevel) - number(a.need, a.needLevel);
}

function checkOptions<Row extends object>(who: string, options: NeedsValueGridOptions<Row>): void {
  const isAxis = (axis: unknown) =>
    typeof axis === 'object' && axis !== null && typeof (axis as GridAxisOptions).column === 'string';
  if (typeof options !== 'object' || options === null || !isAxis(options.need) || !isAxis(options.value)) {
    throw new InputError(
      `${who} needs id, need and value, for example { id: 'firm', need: { column: 'seats', cuts: [10] }, value: { column: 'revenue', cuts: [100] } }.`,
    );
  }
}

function keysOf(who: string, rows: Table, id: string): string[] {
  const seen = new Set<string>();
  return rows.array(id).map((value, i) => {
    const key = value === null || value === undefined ? '' : String(value);
    if (key === '' || seen.has(key)) {
      throw new InputError(
        `${who}: row ${i + 1}, column "${id}" ${key === '' ? 'is empty' : `is "${key}" like another`}. One key a row is needed.`,
        { column: id },
      );
    }
    seen.add(key);
    return key;
  });
}
