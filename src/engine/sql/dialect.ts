import type { AggregateName } from '../plan/aggregates.js';
import type { AggregateExpression } from '../plan/expression.js';
import type { FunctionName } from '../plan/functions.js';
import type { ValueType } from '../plan/value-type.js';

/** An expression in SQL, and what it holds. */
export interface TypedSql {
  readonly sql: string;
  readonly type: ValueType;
}

/** All in which engines that speak SQL differ, in one table each. */
export interface Dialect {
  readonly name: string;
  /** A name as an identifier, whatever characters it has. */
  quoteName(name: string): string;
  /** A text as a literal. */
  quoteText(text: string): string;
  /** The place of a bound value, counted from 1. */
  placeholder(position: number): string;
  /** Type of a column that holds such values. */
  readonly types: Readonly<Record<ValueType, string>>;
  /** Said of a `WITH` part that is to be computed where it is read, with a blank behind; may be empty. */
  readonly inlinePart: string;
  /** A value of a source as a type of ours. */
  cast(sql: string, type: ValueType): string;
  /** An amount from a whole number of millionths, exact. */
  fromMicros(sql: string): string;
  /** Each function of expressions. */
  readonly functions: Readonly<Record<FunctionName, (args: readonly TypedSql[], gives: ValueType) => string>>;
  /** Each summary of a group, without its `where`. */
  readonly aggregates: Readonly<
    Record<AggregateName, (arg: TypedSql | undefined, expression: AggregateExpression) => string>
  >;
  /** What is left to do to a sum, after its `where`. */
  afterSum(sql: string, type: ValueType): string;
  /** Puts the condition of a summary behind it. */
  where(aggregate: string, condition: string): string;
}
