import type { Dialect, TypedSql } from '../sql/dialect.js';
import { duckDbDialect } from './duckdb-dialect.js';

/** An amount as a whole number of millionths in a double, exact below 2^53. */
function micros({ sql }: TypedSql): string {
  return `round(${sql} * 1e6)`;
}

const { functions, aggregates, types } = duckDbDialect;

/**
 * DuckDB with money in doubles, which it adds up about twice as fast as decimals: sums are of whole millionths, and as
 * exact as long as the sum of all sizes stays below `QUICK_MONEY_LIMIT`. Who uses it looks at that sum.
 */
export const duckDbQuickMoney: Dialect = {
  ...duckDbDialect,
  types: { ...types, money: 'DOUBLE' },
  cast: (sql, type) => (type === 'money' ? `CAST(${sql} AS DOUBLE)` : duckDbDialect.cast(sql, type)),
  fromMicros: (sql) => `(CAST(${sql} AS DOUBLE) / 1e6)`,
  functions: {
    ...functions,
    add: (args, gives) => exact('+', args, gives) ?? functions.add(args, gives),
    subtract: (args, gives) => exact('-', args, gives) ?? functions.subtract(args, gives),
    multiply: ([a, b], gives) => {
      if (gives !== 'money') return functions.multiply([a, b], gives);
      const [money, whole] = a.type === 'money' ? [a, b] : [b, a];
      return `(${micros(money)} * ${whole.sql} / 1e6)`;
    },
  },
  aggregates: {
    ...aggregates,
    sum: (x, expression) => (x?.type === 'money' ? `sum(${micros(x)})` : aggregates.sum(x, expression)),
  },
  afterSum: (sql, type) => (type === 'money' ? `(${sql} / 1e6)` : sql),
};

function exact(symbol: string, [a, b]: readonly TypedSql[], gives: string): string | undefined {
  return gives === 'money' ? `((${micros(a)} ${symbol} ${micros(b)}) / 1e6)` : undefined;
}
