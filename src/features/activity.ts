import { InputError } from '../core/input-error.js';
import { checkKnown } from '../core/unknown-name.js';
import { call, column, type Expression, toExpression } from '../engine/plan/expression.js';
import { derive, filter, labelled, scan } from '../engine/plan/relation.js';
import type { ColumnTypes } from '../engine/plan/type-of.js';
import type { ValueType } from '../engine/plan/value-type.js';
import type { Activity } from './level-relation.js';

/** Which columns say who did what and when. */
export interface ActivityColumns {
  /** Default `customerId`. */
  readonly customer?: string;
  /** Default `orderedAt`, else `at`; a table without is one of customers, answers or accounts. */
  readonly time?: string;
  /** Id of the order that a row belongs to; default `orderId` where there is one, else customer and day make an order. */
  readonly order?: string;
  /** Money; default `amount` where there is one. */
  readonly amount?: string;
}

/** The columns that are there. */
export interface ResolvedColumns {
  readonly customer: string;
  readonly time?: string;
  readonly order?: string;
  readonly amount?: string;
}

/**
 * Finds the columns that say who did what and when.
 *
 * @throws {InputError} For a column that is not there.
 */
export function resolveColumns(
  who: string,
  known: readonly string[],
  given: ActivityColumns,
): ResolvedColumns {
  const { customer = 'customerId' } = given;
  const named = Object.values(given).filter((name) => name !== undefined);
  checkKnown(who, 'column', [...named, customer], known);
  const optional = (name: string | undefined, ...usual: string[]) =>
    name ?? usual.find((each) => known.includes(each));
  const time = optional(given.time, 'orderedAt', 'at');
  const order = optional(given.order, 'orderId');
  const amount = optional(given.amount, 'amount');
  return {
    customer,
    ...(time === undefined ? {} : { time }),
    ...(order === undefined ? {} : { order }),
    ...(amount === undefined ? {} : { amount }),
  };
}

/** The type that a plan takes each column for. */
export function activityTypes(
  columns: ResolvedColumns,
  others: readonly string[],
  typeOf: (name: string) => ValueType,
): ColumnTypes {
  const id = (name: string): ValueType => (typeOf(name) === 'integer' ? 'integer' : 'text');
  const types = new Map<string, ValueType>();
  for (const name of others) types.set(name, typeOf(name));
  if (columns.order !== undefined) types.set(columns.order, id(columns.order));
  types.set(columns.customer, id(columns.customer));
  if (columns.time !== undefined) types.set(columns.time, 'time');
  if (columns.amount !== undefined) types.set(columns.amount, 'money');
  return types;
}

/** Rows of what customers did, with `@customer`, `@time`, `@day`, `@age`, and `@order`, `@amount`, `@lines` where needed. */
export function activityRelation(
  who: string,
  columns: ResolvedColumns,
  types: ColumnTypes,
  asOf: number | undefined,
  rowsAreOrders: boolean,
): Activity {
  for (const name of types.keys()) {
    if (name.startsWith('@')) {
      throw new InputError(`${who}: column "${name}" begins with @, as names of ours do. Rename it.`, {
        column: name,
      });
    }
  }
  const source = labelled(scan('activity', types), 'source');
  const { customer, time, order, amount } = columns;
  const day = time === undefined ? undefined : call('day', column(time));
  const named: Record<string, Expression> = {
    '@customer': column(customer),
    ...(asOf === undefined ? {} : { '@asOf': toExpression(asOf) }),
    ...(time === undefined || day === undefined ? {} : { '@time': column(time), '@day': day }),
    ...(day === undefined || asOf === undefined ? {} : { '@age': call('subtract', asOf, day) }),
    ...(amount === undefined ? {} : { '@amount': column(amount) }),
    ...(rowsAreOrders ? { '@lines': toExpression(1) } : {}),
    ...(rowsAreOrders || (order ?? day) === undefined
      ? {}
      : { '@order': order === undefined ? day! : column(order) }),
  };
  const rows = labelled(derive(who, source, named), 'activity');
  return {
    who,
    rows,
    hasAmounts: amount !== undefined,
    hasTimes: time !== undefined,
    rowsAreOrders,
    ...(asOf === undefined ? {} : { asOf }),
  };
}

/** The activity without rows that lack customer or time, and those after the day of reckoning or before the first that counts. */
export function kept(
  activity: Activity,
  left: { readonly gaps: boolean; readonly later: boolean; readonly before?: number },
): Activity {
  const filled = (name: string) => call('not', call('isMissing', column(name)));
  const conditions = [
    ...(left.gaps ? [filled('@customer'), ...(activity.hasTimes ? [filled('@time')] : [])] : []),
    ...(left.before !== undefined && activity.hasTimes ? [call('atMost', left.before, column('@day'))] : []),
    ...(left.later && activity.hasTimes ? [call('atMost', 0, column('@age'))] : []),
  ];
  if (conditions.length === 0) return activity;
  const where = conditions.length === 1 ? conditions[0] : call('and', ...conditions);
  return { ...activity, rows: labelled(filter(activity.who, activity.rows, where), 'kept') };
}
