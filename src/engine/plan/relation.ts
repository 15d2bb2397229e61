import { InputError } from '../../core/input-error.js';
import { unknownName } from '../../core/unknown-name.js';
import type { Expression } from './expression.js';
import { type ColumnTypes, typeOf } from './type-of.js';

/**
 * Rows as a value: where they come from and what is done to them, one operation a node. An engine runs it; the same
 * node used twice is computed once.
 */
export type Relation =
  | ScanRelation
  | DeriveRelation
  | FilterRelation
  | GroupRelation
  | WindowRelation
  | JoinRelation;

interface Typed {
  /** What the SQL calls these rows; default by what is done. */
  readonly label?: string;
  /** Columns and their types, in order. */
  readonly columns: ColumnTypes;
}

/** Rows of a source that the engine is given by name. */
export interface ScanRelation extends Typed {
  readonly kind: 'scan';
  readonly source: string;
}

/** The same rows with columns more. */
export interface DeriveRelation extends Typed {
  readonly kind: 'derive';
  readonly from: Relation;
  readonly values: Readonly<Record<string, Expression>>;
}

/** The rows for which a condition is true. */
export interface FilterRelation extends Typed {
  readonly kind: 'filter';
  readonly from: Relation;
  readonly where: Expression;
}

/** One row for each combination of values in `by`; missing values are a value. Without `by` it is one row. */
export interface GroupRelation extends Typed {
  readonly kind: 'group';
  readonly from: Relation;
  readonly by: readonly string[];
  readonly values: Readonly<Record<string, Expression>>;
}

/** The same rows with columns more that look at the other rows with the same values in `by`, in an order. */
export interface WindowRelation extends Typed {
  readonly kind: 'window';
  readonly from: Relation;
  readonly by: readonly string[];
  /** Columns to order by; equal rows in any order, so order by enough of them. */
  readonly order: readonly { readonly column: string; readonly descending?: boolean }[];
  readonly values: Readonly<Record<string, WindowValue>>;
}

/** What a window gives: the value of the row before, or the place of the row from 1. */
export type WindowValue = { readonly before: string } | { readonly place: true };

/** The rows of `left`, with the columns of the row of `right` that has the same values in `on`; missing without one. */
export interface JoinRelation extends Typed {
  readonly kind: 'join';
  readonly left: Relation;
  /** At most one row for each combination of values in `on`. */
  readonly right: Relation;
  readonly on: readonly string[];
}

/** Rows of a source with columns of known types. */
export function scan(source: string, columns: ColumnTypes): ScanRelation {
  return { kind: 'scan', source, columns };
}

/** @throws {InputError} For unknown columns, wrong types, and a name that exists. */
export function derive(
  who: string,
  from: Relation,
  values: Readonly<Record<string, Expression>>,
): DeriveRelation {
  const columns = new Map(from.columns);
  for (const [name, value] of Object.entries(values)) {
    if (from.columns.has(name))
      throw new InputError(`${who}: there is a column "${name}" already.`, { column: name });
    columns.set(name, typeOf(who, value, from.columns));
  }
  return { kind: 'derive', from, values, columns };
}

/** @throws {InputError} For unknown columns and a condition that is none. */
export function filter(who: string, from: Relation, where: Expression): FilterRelation {
  const type = typeOf(who, where, from.columns);
  if (type !== 'boolean') throw new InputError(`${who}: a condition is of type ${type}, not boolean.`);
  return { kind: 'filter', from, where, columns: from.columns };
}

/** @throws {InputError} For unknown columns and wrong types. */
export function group(
  who: string,
  from: Relation,
  by: readonly string[],
  values: Readonly<Record<string, Expression>>,
): GroupRelation {
  const columns = new Map(by.map((name) => [name, typeOf(who, { kind: 'column', name }, from.columns)]));
  for (const [name, value] of Object.entries(values)) columns.set(name, typeOf(who, value, from.columns));
  return { kind: 'group', from, by, values, columns };
}

/** @throws {InputError} For unknown columns. */
export function window(
  who: string,
  from: Relation,
  by: readonly string[],
  order: WindowRelation['order'],
  values: Readonly<Record<string, WindowValue>>,
): WindowRelation {
  const columns = new Map(from.columns);
  const type = (name: string) => typeOf(who, { kind: 'column', name }, from.columns);
  for (const name of [...by, ...order.map(({ column }) => column)]) type(name);
  for (const [name, value] of Object.entries(values)) {
    columns.set(name, 'before' in value ? type(value.before) : 'integer');
  }
  return { kind: 'window', from, by, order, values, columns };
}

/** The same rows, called by a name in the SQL. */
export function labelled<Kind extends Relation>(relation: Kind, label: string): Kind {
  return { ...relation, label };
}

/** Left join; columns of `right` that are in `left` besides `on` are an error of ours. */
export function join(left: Relation, right: Relation, on: readonly string[]): JoinRelation {
  const columns = new Map(left.columns);
  for (const [name, type] of right.columns) {
    if (on.includes(name)) continue;
    if (columns.has(name)) throw new Error(`join: column "${name}" is on both sides.`);
    columns.set(name, type);
  }
  for (const name of on) {
    if (!left.columns.has(name)) throw unknownName('join', 'column', name, [...left.columns.keys()]);
  }
  return { kind: 'join', left, right, on, columns };
}
