import { toDay } from '../core/day.js';
import { InputError } from '../core/input-error.js';
import type { Table } from '../core/table.js';
import { checkKnown, unknownName } from '../core/unknown-name.js';
import { type EngineTable, infoOf, isEngineTable } from '../engine/engine-table.js';
import { memoryType } from '../engine/memory/column-type.js';
import { type ColumnIn, readFrame } from '../engine/memory/read-frame.js';
import { labelled, type Relation, scan } from '../engine/plan/relation.js';
import type { ColumnTypes } from '../engine/plan/type-of.js';
import type { ValueType } from '../engine/plan/value-type.js';
import type { PlanSource } from '../engine/run-plan.js';
import { activityRelation, activityTypes, kept, type ResolvedColumns, resolveColumns } from './activity.js';
import { type FeatureNeeds, featureNeeds } from './feature-needs.js';
import type { FeatureInput, FeatureTableOptions } from './feature-table.js';
import type { Activity } from './level-relation.js';

/** What customers did, ready to be computed with. */
export interface ActivityInput {
  readonly activity: Activity;
  /** The same, before anything is left out. */
  readonly whole: Activity;
  /** Columns of the table as they are read. */
  readonly types: ColumnTypes;
  /** Whether rows may be left out. */
  readonly selected: boolean;
  readonly customers?: Relation;
  readonly sources: Readonly<Record<string, PlanSource>>;
  readonly currency?: string;
}

/** Checks the columns and brings the rows in. */
export function activityInput(
  who: string,
  table: Table | EngineTable,
  features: readonly FeatureInput[],
  options: FeatureTableOptions,
  asOf: number | undefined,
): ActivityInput {
  const known = isEngineTable(table) ? [...table.columns.keys()] : table.columnNames();
  const needs = featureNeeds(features);
  const rowsAreOrders = options.rows === 'orders';
  const used = neededColumns(
    who,
    resolveColumns(who, known, options.columns ?? {}),
    needs,
    rowsAreOrders,
    known,
  );
  const left = {
    gaps: options.gaps === 'leave out',
    later: options.later === 'leave out',
    ...(options.since === undefined ? {} : { before: toDay(options.since, `${who}: since`) }),
  };
  if (asOf === undefined && needs.asOf)
    throw new InputError(`${who} needs asOf, the day from which ages count.`);
  checkKnown(who, 'column', needs.columns, known);
  const typeOf = (name: string): ValueType =>
    isEngineTable(table) ? table.columns.get(name)! : memoryType(table.array(name), needs.numbers.has(name));
  const types = activityTypes(used, needs.columns, typeOf);
  const needed = new Set(Object.values(used));
  const source = isEngineTable(table) ? table : tableFrame(who, table, types, left.gaps ? [] : needed);
  const whole = activityRelation(who, used, types, asOf, rowsAreOrders);
  const activity = kept(whole, left);
  const unit = used.amount === undefined ? undefined : infoOf(table)[used.amount]?.unit;
  const currency = options.currency ?? unit;
  const list = customerList(who, options.customers, types.get(used.customer)!);
  return {
    activity,
    whole,
    types,
    selected: left.gaps || left.later || list !== undefined,
    sources: { activity: source, ...(list === undefined ? {} : { customers: list.source }) },
    ...(list === undefined ? {} : { customers: list.relation }),
    ...(currency === undefined ? {} : { currency }),
  };
}

/** Of the columns that are there, those that the features read. */
function neededColumns(
  who: string,
  { customer, time, order, amount }: ResolvedColumns,
  needs: FeatureNeeds,
  rowsAreOrders: boolean,
  known: readonly string[],
): ResolvedColumns {
  if (needs.times && time === undefined) throw unknownName(who, 'column', 'orderedAt', known);
  if (needs.amounts && amount === undefined) throw unknownName(who, 'column', 'amount', known);
  return {
    customer,
    ...(time === undefined ? {} : { time }),
    ...(order === undefined || rowsAreOrders || !needs.orders ? {} : { order }),
    ...(amount === undefined || !needs.amounts ? {} : { amount }),
  };
}

function tableFrame(who: string, table: Table, types: ColumnTypes, needed: Iterable<string>): PlanSource {
  if (table.numRows() === 0) throw new InputError(`${who}: there are no rows.`);
  const must = new Set(needed);
  const columns = [...types].map(
    ([name, type]): ColumnIn => ({ name, type, values: table.array(name), needed: must.has(name) }),
  );
  return readFrame(who, columns, table.numRows());
}

function customerList(
  who: string,
  customers: FeatureTableOptions['customers'],
  type: ValueType,
): { source: PlanSource; relation: Relation } | undefined {
  if (customers === undefined) return undefined;
  const ids = Array.isArray(customers)
    ? customers
    : (customers as Table<{ customerId: string }>).array('customerId');
  const source = readFrame(who, [{ name: '@customer', type, values: ids, needed: true }], ids.length);
  const distinct = new Set(ids as readonly string[]);
  if (distinct.size !== ids.length)
    throw new InputError(`${who}: a customer is twice in the list of customers.`);
  return { source, relation: labelled(scan('customers', new Map([['@customer', type]])), 'listed') };
}
