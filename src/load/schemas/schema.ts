import type { ColumnInfo } from '../../core/column.js';
import { InputError } from '../../core/input-error.js';

/** What the values of a column are; `category` and `ordered category` are texts among levels. */
export type SchemaType =
  | 'text'
  | 'number'
  | 'whole number'
  | 'money'
  | 'date'
  | 'boolean'
  | 'category'
  | 'ordered category';

/** A column as a schema says it. */
export interface SchemaColumn extends ColumnInfo {
  readonly type: SchemaType;
  /** Whether the column has to be there and filled in every row; default `true`. */
  readonly required?: boolean;
  /** Values that are allowed, in their order for an ordered category. */
  readonly levels?: readonly string[];
  /** Least and greatest number that make sense. */
  readonly min?: number;
  readonly max?: number;
  /** Form of a text, a regular expression that fits the whole of it. */
  readonly pattern?: string;
  /** Whether each row has its own value. */
  readonly unique?: boolean;
  /** Whether a date lies in the past by its nature. */
  readonly past?: boolean;
  /** Other names that files give it, in any language; for `suggestMapping`. */
  readonly names?: readonly string[];
}

/** Columns by name. */
export type SchemaColumns = Readonly<Record<string, SchemaColumn>>;

/** What a table has to be. */
export interface Schema<Columns extends SchemaColumns = SchemaColumns> {
  readonly name: string;
  /** What a row is, for example `one customer`. */
  readonly row: string;
  readonly columns: Columns;
}

type ValueOf<Column extends SchemaColumn> = Column extends {
  readonly levels: readonly (infer Level)[];
}
  ? Level
  : {
      readonly text: string;
      readonly number: number;
      readonly 'whole number': number;
      readonly money: number;
      readonly date: Date;
      readonly boolean: boolean;
      readonly category: string;
      readonly 'ordered category': string;
    }[Column['type']];

type OptionalNames<Columns> = {
  [Name in keyof Columns]: Columns[Name] extends { readonly required: false } ? Name : never;
}[keyof Columns];

type Plain<Row> = { [Name in keyof Row]: Row[Name] };

/**
 * A row of the tables that a schema allows: with it a misspelt column is an error in the editor. Columns that need not be
 * there may be absent or `null`.
 */
export type RowOf<Given extends Schema> =
  Given extends Schema<infer Columns>
    ? Plain<
        {
          -readonly [Name in Exclude<keyof Columns, OptionalNames<Columns>>]: ValueOf<Columns[Name]>;
        } & {
          -readonly [Name in OptionalNames<Columns>]?: ValueOf<Columns[Name]> | null;
        }
      >
    : never;

/**
 * Says what a table has to be: the type, unit, meaning, role, basis and purposes of each column. The value is also the
 * type of its rows, `RowOf<typeof mySchema>`.
 *
 * @param row - What a row is.
 * @throws {InputError} For an ordered category without levels, levels or ends of a type that has none, and ends the wrong
 *   way round.
 *
 * @example
 * const visits = schema('visits', 'one visit', { customerId: { type: 'text', role: 'id' }, pages: { type: 'whole number', min: 1 } });
 * Object.keys(visits.columns); // ['customerId', 'pages']
 */
export function schema<const Columns extends SchemaColumns>(
  name: string,
  row: string,
  columns: Columns,
): Schema<Columns> {
  for (const [column, said] of Object.entries<SchemaColumn>(columns)) {
    const { type, levels, min, max, pattern } = said;
    const fail = (what: string) =>
      new InputError(`schema "${name}": column "${column}" ${what}.`, { column });
    const isCategory = type === 'category' || type === 'ordered category';
    if (type === 'ordered category' && levels === undefined)
      throw fail('is an ordered category and needs levels');
    if (levels !== undefined && !isCategory) throw fail(`is a ${type} and has no levels`);
    const isNumber = type === 'number' || type === 'whole number' || type === 'money';
    if ((min !== undefined || max !== undefined) && !isNumber)
      throw fail(`is a ${type} and has no min or max`);
    if (min !== undefined && max !== undefined && min > max) throw fail(`is to be from ${min} to ${max}`);
    if (pattern !== undefined && type !== 'text') throw fail(`is a ${type} and has no pattern`);
  }
  return { name, row, columns };
}

/** What a schema knows about a column beside its values. */
export function columnInfo(said: SchemaColumn): ColumnInfo {
  const { role, title, unit, meaning, basis, purposes, digits } = said;
  return Object.fromEntries(
    Object.entries({ role, title, unit, meaning, basis, purposes, digits }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}
