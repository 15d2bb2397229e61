import { table as arqueroTable, ColumnTable, op } from 'arquero';
import type { ColumnInfo } from './column.js';
import { InputError } from './input-error.js';
import { isTable } from './is-table.js';
import { unknownName } from './unknown-name.js';

export { isTable } from './is-table.js';

// biome-ignore-start lint/suspicious/noExplicitAny: values inside Arquero expressions are checked when they run
/** A table expression: a function of the row, Arquero's text form, or one of its `op` objects. */
export type Expression<Row> =
  | ((row: { readonly [K in keyof Row]: any }, params: any) => unknown)
  | string
  | object;
type Derived<New> = { [K in keyof New]: New[K] extends (...args: any[]) => infer Value ? Value : any };
// biome-ignore-end lint/suspicious/noExplicitAny: see above

type Name<Row> = keyof Row & string;

/**
 * A table in memory: Arquero's column table, with the names and types of its columns known. Every verb gives
 * a new table. The other verbs of Arquero are there, too; the ones below are typed.
 *
 * @typeParam Row - Type of one row. Without a schema `Record<string, unknown>`: any name passes the type
 *   check and is looked up when the call runs.
 */
export interface Table<Row extends object = Record<string, unknown>> {
  numRows(): number;
  numCols(): number;
  columnNames(): (keyof Row & string)[];
  /** All values of a column, in row order. */
  array<K extends keyof Row & string>(name: K): Row[K][];
  /** One value; rows count from 0. */
  get<K extends keyof Row & string>(name: K, row?: number): Row[K];
  objects(options?: { limit?: number; offset?: number }): Row[];
  object(row?: number): Row;
  /** What is known about the columns beside their values. */
  readonly info: Readonly<Record<string, ColumnInfo>>;
  /** The same table with more said about its columns. */
  describe(info: { readonly [K in keyof Row & string]?: ColumnInfo }): Table<Row>;
  select<K extends keyof Row & string>(...names: K[]): Table<Pick<Row, K>>;
  rename<Names extends { readonly [K in keyof Row & string]?: string }>(
    names: Names,
  ): Table<{ [K in keyof Row as K extends keyof Names ? Names[K] & string : K]: Row[K] }>;
  filter(expression: Expression<Row>): Table<Row>;
  derive<New extends Record<string, Expression<Row>>>(
    values: New,
  ): Table<{
    [K in keyof Row | keyof New]: K extends keyof New
      ? Derived<New>[K]
      : K extends keyof Row
        ? Row[K]
        : never;
  }>;
  groupby(...names: (keyof Row & string)[]): Table<Row>;
  ungroup(): Table<Row>;
  rollup<New extends Record<string, Expression<Row>>>(values: New): Table<Partial<Row> & Derived<New>>;
  /** Rows that match in `key`, with the columns of both. */
  join<Other extends object>(other: Table<Other>, key: keyof Row & keyof Other & string): Table<Row & Other>;
  /** All rows, with the columns of the other table where a row matches in `key`, else `undefined`. */
  join_left<Other extends object>(
    other: Table<Other>,
    key: keyof Row & keyof Other & string,
  ): Table<Row & Partial<Other>>;
  orderby(...keys: ((keyof Row & string) | object)[]): Table<Row>;
  slice(start: number, end?: number): Table<Row>;
  params(values: Readonly<Record<string, unknown>>): Table<Row>;
  reify(): Table<Row>;
  toCSV(options?: object): string;
  [Symbol.iterator](): Iterator<Row>;
}

/** Columns by name, each an array of the same length; columns that rows need not have may be left out. */
export type Columns<Row extends object> = {
  readonly [K in keyof Row]: ArrayLike<Row[K]>;
};

/**
 * A table from columns.
 *
 * @throws {InputError} When the columns differ in length.
 *
 * @example
 * tableOf({ customerId: ['a', 'b'], orders: [3, 1] }).numRows(); // 2
 */
export function tableOf<Row extends object>(
  columns: Columns<Row>,
  info: NoInfer<{ readonly [K in Name<Row>]?: ColumnInfo }> = {},
): Table<Row> {
  const entries = Object.entries<ArrayLike<unknown> | undefined>(columns).filter(
    (entry): entry is [string, ArrayLike<unknown>] => entry[1] !== undefined,
  );
  for (const [name, values] of entries) {
    if (values.length !== entries[0][1].length) {
      throw new InputError(
        `table: column "${name}" has ${values.length} values, "${entries[0][0]}" has ${entries[0][1].length}.`,
        { column: name },
      );
    }
  }
  if (entries.some(([name]) => name === '__proto__')) {
    throw new InputError('table: a column is called "__proto__", which no table can have. Rename it.', {
      column: '__proto__',
    });
  }
  const plain = arqueroTable(entries as never) as ColumnTable;
  return new DataTable(plain.data(), plain.columnNames()).describe(info) as unknown as Table<Row>;
}

/**
 * A table from rows that are objects. A key that a row lacks is `undefined` there.
 *
 * @example
 * tableFromRows([{ id: 'a', orders: 3 }]).get('orders', 0); // 3
 */
export function tableFromRows<Row extends object>(rows: readonly Row[]): Table<Row> {
  const known = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) known.add(name);
  const names = [...known] as Name<Row>[];
  const columns = Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
  return tableOf(columns as unknown as Columns<Row>);
}

/**
 * Checks that a table has the columns a function needs.
 *
 * @throws {InputError} For the first one that is missing, with the nearest name.
 */
export function checkColumns(who: string, table: Table, names: readonly string[]): void {
  if (!isTable(table)) {
    throw new InputError(
      `${who} needs a table, for example of readTable, or of rows with tableFromRows(rows).`,
    );
  }
  const known = table.columnNames();
  for (const name of names) if (!known.includes(name)) throw unknownName(who, 'column', name, known);
}

/** Arquero's table that remembers what is known about its columns and names a misspelt one. */
class DataTable extends ColumnTable {
  info: Readonly<Record<string, ColumnInfo>> = {};

  describe(info: Readonly<Record<string, ColumnInfo | undefined>>): this {
    checkColumns('describe', this as unknown as Table, Object.keys(info));
    const described = this.create({});
    const merged: Record<string, ColumnInfo> = { ...this.info };
    for (const [name, more] of Object.entries(info)) merged[name] = { ...merged[name], ...more };
    described.info = merged;
    return described;
  }

  override create(options: Parameters<ColumnTable['create']>[0]): this {
    const made = super.create(options);
    const names = new Set(made.columnNames());
    made.info = Object.fromEntries(Object.entries(this.info).filter(([name]) => names.has(name)));
    return made;
  }

  override array(...[name, type]: Parameters<ColumnTable['array']>): ReturnType<ColumnTable['array']> {
    checkColumns('array', this as unknown as Table, [name]);
    return super.array(name, type);
  }

  override get(name: string, row?: number): unknown {
    checkColumns('get', this as unknown as Table, [name]);
    return super.get(name, row);
  }

  override rename(...names: Parameters<ColumnTable['rename']>): this {
    const renamed = named(this, 'rename', () => super.rename(...names));
    const changes = Object.assign({}, ...names.filter((part) => typeof part === 'object')) as Record<
      string,
      string
    >;
    renamed.info = Object.fromEntries(
      Object.entries(this.info).map(([name, info]) => [changes[name] ?? name, info]),
    );
    return renamed;
  }

  override select(...names: Parameters<ColumnTable['select']>): this {
    return named(this, 'select', () => super.select(...names));
  }

  override filter(criteria: Parameters<ColumnTable['filter']>[0]): this {
    return named(this, 'filter', () => super.filter(criteria));
  }

  override derive(...args: Parameters<ColumnTable['derive']>): this {
    return named(this, 'derive', () => super.derive(...args));
  }

  override rollup(values?: Parameters<ColumnTable['rollup']>[0]): this {
    return named(this, 'rollup', () => super.rollup(values));
  }

  override groupby(...keys: Parameters<ColumnTable['groupby']>): this {
    checkColumns(
      'groupby',
      this as unknown as Table,
      keys.filter((key) => typeof key === 'string') as string[],
    );
    return named(this, 'groupby', () => super.groupby(...keys));
  }

  override orderby(...keys: Parameters<ColumnTable['orderby']>): this {
    checkColumns(
      'orderby',
      this as unknown as Table,
      keys.filter((key) => typeof key === 'string') as string[],
    );
    return named(this, 'orderby', () => super.orderby(...keys));
  }
}

/** Runs a verb; an unknown column becomes an `InputError` that names the nearest one. */
function named<Result>(table: DataTable, verb: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const reference = /^Invalid column reference: "(.*)"/s.exec(message)?.[1];
    const column =
      /^Unrecognized column: (.*)$/s.exec(message)?.[1] ??
      reference?.match(/\.\s*([\p{L}_$][\p{L}\p{N}_$]*)\s*$/u)?.[1] ??
      reference?.match(/\[\s*["'`](.*)["'`]\s*\]$/s)?.[1] ??
      reference;
    if (column === undefined) throw error;
    throw unknownName(verb, 'column', column, table.columnNames());
  }
}

/** Arquero's functions for table expressions, for example `op.sum` and `op.count`. */
export { op };
