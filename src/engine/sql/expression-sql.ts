import type { Expression } from '../plan/expression.js';
import { type ColumnTypes, typeOf } from '../plan/type-of.js';
import type { Dialect, TypedSql } from './dialect.js';

/** What an expression needs to become SQL. */
export interface SqlScope {
  readonly dialect: Dialect;
  readonly columns: ColumnTypes;
  /** Identifier of a column, quoted. */
  readonly identifier: (name: string) => string;
  /** A text as a literal or as the place of a bound value. */
  readonly text: (value: string) => string;
}

/** An expression in the SQL of a dialect; types have been checked before. */
export function expressionSql(expression: Expression, scope: SqlScope): TypedSql {
  const { dialect, columns } = scope;
  const type = typeOf('SQL', expression, columns);
  switch (expression.kind) {
    case 'column':
      return { sql: scope.identifier(expression.name), type };
    case 'constant':
      return { sql: constantSql(expression.value, scope), type };
    case 'call': {
      const args = expression.args.map((arg) => expressionSql(arg, scope));
      return { sql: dialect.functions[expression.function](args, type), type };
    }
    case 'aggregate': {
      const [arg] = expression.args.map((each) => expressionSql(each, scope));
      const plain = dialect.aggregates[expression.aggregate](arg, expression);
      const counted =
        expression.where === undefined
          ? plain
          : dialect.where(plain, expressionSql(expression.where, scope).sql);
      return { sql: settled(expression.aggregate, counted, type, dialect), type };
    }
  }
}

/** Nothing sums to 0, and sums of doubles do not show the order of adding. */
function settled(aggregate: string, sql: string, type: TypedSql['type'], dialect: Dialect): string {
  const rounded = (value: string) =>
    dialect.functions.significant([{ sql: value, type: 'number' }], 'number');
  if (aggregate === 'deviation' || aggregate === 'quantile') return rounded(sql);
  if (aggregate !== 'sum') return sql;
  const filled = dialect.afterSum(`coalesce(${sql}, 0)`, type);
  return type === 'number' ? rounded(filled) : `CAST(${filled} AS ${dialect.types[type]})`;
}

function constantSql(value: number | string | boolean, { dialect, text }: SqlScope): string {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return Number.isSafeInteger(value) ? String(value) : `CAST(${value} AS ${dialect.types.number})`;
}
