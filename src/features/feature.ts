import type { ColumnInfo } from '../core/column.js';
import { type AggregateExpression, aggregate, type Expression } from '../engine/plan/expression.js';
import type { FunctionName } from '../engine/plan/functions.js';
import type { Level } from './level.js';

/** Values of a feature: numbers or texts, `null` where it is not defined. */
export type FeatureValue = number | string | null;

/**
 * One property of a customer as a value: what it is called and means, and how it is computed from what the customer
 * did. Plain data: it runs in memory and in an engine with the same result, and its SQL can be read.
 */
export interface Feature<Name extends string = string, Value extends FeatureValue = FeatureValue> {
  readonly kind: 'feature';
  readonly name: Name;
  /** Unit, meaning and basis of the column it becomes. `currency` as unit stands for the currency of the amounts. */
  readonly info: ColumnInfo;
  readonly value: FeatureExpression;
  /** Whether it reads the one row that a customer has, as in a table of customers; a second row is an error. */
  readonly oneRow?: true;
  /** Never set: carries the type of the values. */
  readonly gives?: Value;
}

/** A value of the column of a family. */
export type FamilyValue = string | number | boolean;

/** Features that depend on the values found in a column, for example one share for each category. */
export interface FeatureFamily {
  readonly kind: 'feature family';
  /** Column whose values the features are made for. */
  readonly column: string;
  /** How many of its values, those with the most money (or rows) first. */
  readonly top: number;
  readonly expand: (values: readonly FamilyValue[]) => readonly Feature[];
}

/** What a feature is computed by: functions of summaries of what the customer did. */
export type FeatureExpression = FeatureConstant | FeatureCall | Summary;

export interface FeatureConstant {
  readonly kind: 'constant';
  readonly value: number | string | boolean;
}

export interface FeatureCall {
  readonly kind: 'call';
  readonly function: FunctionName;
  readonly args: readonly FeatureExpression[];
}

/** A summary of the rows of a customer at a level; `ofAll`, of the rows of all customers. */
export interface Summary {
  readonly kind: 'summary';
  readonly level: Level;
  readonly aggregate: AggregateExpression;
  readonly ofAll: boolean;
}

/** A feature expression, or a constant as it is written. */
export type FeatureOperand = FeatureExpression | number | string | boolean;

/**
 * A summary of what the customer did, at a level.
 *
 * @example
 * summary('orders', aggregate('count')).level; // 'orders'
 */
export function summary(level: Level, aggregate: AggregateExpression): Summary {
  return { kind: 'summary', level, aggregate, ofAll: false };
}

/** The same summary over all customers. */
export function ofAll(own: Summary): Summary {
  return { ...own, ofAll: true };
}

/**
 * A function of summaries and constants.
 *
 * @example
 * formula('divide', summary('rows', aggregate('count')), summary('orders', aggregate('count'))).function; // 'divide'
 */
export function formula(name: FunctionName, ...args: FeatureOperand[]): FeatureCall {
  return {
    kind: 'call',
    function: name,
    args: args.map((arg) => (typeof arg === 'object' ? arg : { kind: 'constant', value: arg })),
  };
}

/**
 * A feature from its parts; the library's own are made so, and so are yours.
 *
 * @example
 * const lines = feature('lines', { unit: 'lines', basis: 'B4', meaning: 'Order lines.' }, summary('rows', aggregate('count')));
 * lines.name; // 'lines'
 */
export function feature<const Name extends string, Value extends FeatureValue = number>(
  name: Name,
  info: ColumnInfo,
  value: FeatureExpression,
): Feature<Name, Value> {
  return { kind: 'feature', name, info: { role: 'base', ...info }, value };
}

/**
 * A feature of the one row that a customer has, for tables of customers, answers or accounts: an expression on its
 * columns.
 *
 * @example
 * rowFeature('items', { basis: 'B4', meaning: 'Items in the wardrobe.' }, column('items')).oneRow; // true
 */
export function rowFeature<const Name extends string, Value extends FeatureValue = number | null>(
  name: Name,
  info: ColumnInfo,
  value: Expression,
): Feature<Name, Value> {
  return {
    ...feature<Name, Value>(name, info, summary('rows', aggregate('maximum', [value]))),
    oneRow: true,
  };
}
