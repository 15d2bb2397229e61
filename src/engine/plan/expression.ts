import type { AggregateName } from './aggregates.js';
import type { FunctionName } from './functions.js';

/**
 * What is computed from the columns of a relation: a value that every engine understands. Nothing is missing
 * the way SQL means it: a function of a missing value is missing, a comparison with one is neither true nor false.
 */
export type Expression = ColumnExpression | ConstantExpression | CallExpression | AggregateExpression;

/** The value of a column. */
export interface ColumnExpression {
  readonly kind: 'column';
  readonly name: string;
}

/** The same value in every row. */
export interface ConstantExpression {
  readonly kind: 'constant';
  readonly value: number | string | boolean;
}

/** A function of the values in one row. */
export interface CallExpression {
  readonly kind: 'call';
  readonly function: FunctionName;
  readonly args: readonly Expression[];
}

/** A summary of the rows of a group; only inside `group`. */
export interface AggregateExpression {
  readonly kind: 'aggregate';
  readonly aggregate: AggregateName;
  readonly args: readonly Expression[];
  /** Rows that count; default all. */
  readonly where?: Expression;
  /** For `quantile`: which one, 0 to 1. */
  readonly share?: number;
}

/** What is computed from the columns of rows; made by `column`, `call`, `aggregate` and `quantileOf`. */
export type PlanExpression = Expression;

/** An expression, or a constant as it is written. */
export type Operand = Expression | number | string | boolean;

/**
 * The column of a name.
 *
 * @example
 * column('amount').name; // 'amount'
 */
export function column(name: string): ColumnExpression {
  return { kind: 'column', name };
}

/**
 * A function of expressions and constants.
 *
 * @example
 * call('divide', column('amount'), 2).function; // 'divide'
 */
export function call(name: FunctionName, ...args: Operand[]): CallExpression {
  return { kind: 'call', function: name, args: args.map(toExpression) };
}

/**
 * A summary of a group; `where` keeps the rows that count.
 *
 * @example
 * aggregate('sum', [column('amount')], call('equal', column('category'), 'shoes')).aggregate; // 'sum'
 */
export function aggregate(
  name: Exclude<AggregateName, 'quantile'>,
  args: readonly Operand[] = [],
  where?: Expression,
): AggregateExpression {
  const given = args.map(toExpression);
  return { kind: 'aggregate', aggregate: name, args: given, ...(where === undefined ? {} : { where }) };
}

/**
 * The quantile of a group by linear interpolation between its sorted values (type 7).
 *
 * @param share - 0 is the least value, 0.5 the median, 1 the greatest.
 *
 * @example
 * quantileOf(column('gapDays'), 0.5).share; // 0.5
 */
export function quantileOf(value: Operand, share: number, where?: Expression): AggregateExpression {
  const args = [toExpression(value)];
  return { kind: 'aggregate', aggregate: 'quantile', args, share, ...(where === undefined ? {} : { where }) };
}

/** Constants become expressions, expressions stay. */
export function toExpression(operand: Operand): Expression {
  return typeof operand === 'object' ? operand : { kind: 'constant', value: operand };
}

/** Whether two expressions are the same, and so need be computed once only. */
export function expressionKey(expression: Expression): string {
  return JSON.stringify(expression);
}
