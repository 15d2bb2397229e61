import type { Dialect, TypedSql } from '../sql/dialect.js';
import { quoteName, quoteText } from './quote.js';

/** The number nearest to an exact value; doubles stay. */
function real({ sql, type }: TypedSql): string {
  return type === 'number' ? sql : `CAST(${sql} AS DOUBLE)`;
}

/** Exact values as they are; a product or sum of two kinds of number is one of doubles. */
function operation(symbol: string) {
  return ([a, b]: readonly TypedSql[], gives: string) =>
    gives === 'number' ? `(${real(a)} ${symbol} ${real(b)})` : `(${a.sql} ${symbol} ${b.sql})`;
}

/** A product is exact where one factor is whole; DuckDB wants room for the digits of both. */
function product([a, b]: readonly TypedSql[], gives: string): string {
  if (gives === 'number') return `(${real(a)} * ${real(b)})`;
  if (gives === 'integer') return `(${a.sql} * ${b.sql})`;
  const [money, whole] = a.type === 'money' ? [a, b] : [b, a];
  return `CAST(CAST(${money.sql} AS DECIMAL(28, 6)) * CAST(${whole.sql} AS DECIMAL(10, 0)) AS DECIMAL(38, 6))`;
}

function infix(symbol: string) {
  return (args: readonly TypedSql[]) => `(${args.map(({ sql }) => sql).join(` ${symbol} `)})`;
}

function named(name: string) {
  return (args: readonly TypedSql[]) => `${name}(${args.map(({ sql }) => sql).join(', ')})`;
}

/** A function of doubles. */
function calculated(name: string) {
  return ([x]: readonly TypedSql[]) => `${name}(${real(x)})`;
}

/** 12 significant digits; 0 stays 0. */
function significant(x: string): string {
  return `round(${x}, 11 - CAST(floor(log10(greatest(abs(${x}), 1e-280))) AS INTEGER))`;
}

/** How DuckDB writes what plans say. */
export const duckDbDialect: Dialect = {
  name: 'duckdb',
  quoteName,
  quoteText,
  placeholder: (position) => `$${position}`,
  types: {
    integer: 'BIGINT',
    number: 'DOUBLE',
    money: 'DECIMAL(38, 6)',
    text: 'VARCHAR',
    boolean: 'BOOLEAN',
    time: 'TIMESTAMP',
  },
  cast: (sql, type) => `CAST(${sql} AS ${type === 'money' ? 'DECIMAL(18, 6)' : duckDbDialect.types[type]})`,
  fromMicros: (sql) => `(CAST(${sql} AS DECIMAL(18, 0)) * CAST(0.000001 AS DECIMAL(6, 6)))`,
  inlinePart: 'NOT MATERIALIZED ', // else every part is kept in memory as a whole
  functions: {
    add: operation('+'),
    subtract: operation('-'),
    multiply: product,
    divide: ([a, b]) => `(${real(a)} / nullif(${real(b)}, 0))`,
    negate: ([x]) => `(-${x.sql})`,
    absolute: named('abs'),
    floor: ([x]) => `CAST(floor(${x.sql}) AS BIGINT)`,
    least: named('least'),
    greatest: named('greatest'),
    toNumber: ([x]) => `CAST(${x.sql} AS DOUBLE)`,
    toText: ([x]) => `CAST(${x.sql} AS VARCHAR)`,
    logarithm: ([x]) => `CASE WHEN ${x.sql} > 0 THEN ln(${real(x)}) END`,
    exponential: calculated('exp'),
    squareRoot: ([x]) => `CASE WHEN ${x.sql} >= 0 THEN sqrt(${real(x)}) END`,
    sine: calculated('sin'),
    cosine: calculated('cos'),
    arcsine: ([x]) => `CASE WHEN abs(${x.sql}) <= 1 THEN asin(${real(x)}) END`,
    significant: ([x]) => significant(real(x)),
    equal: infix('='),
    less: infix('<'),
    atMost: infix('<='),
    isMissing: ([x]) => `(${x.sql} IS NULL)`,
    not: ([x]) => `(NOT ${x.sql})`,
    and: infix('AND'),
    or: infix('OR'),
    choose: ([condition, yes, no]) => `CASE WHEN ${condition.sql} THEN ${yes.sql} ELSE ${no.sql} END`,
    firstFilled: named('coalesce'),
    milliseconds: named('epoch_ms'),
    day: ([x]) => `(CAST(${x.sql} AS DATE) - DATE '1970-01-01')`,
    hour: ([x]) => `CAST(hour(${x.sql}) AS BIGINT)`,
    weekday: ([x]) => `CAST(((${x.sql} + 3) % 7 + 7) % 7 + 1 AS BIGINT)`,
    monthIndex: ([x]) => {
      const date = `(DATE '1970-01-01' + CAST(${x.sql} AS INTEGER))`;
      return `CAST((year(${date}) - 1970) * 12 + month(${date}) - 1 AS BIGINT)`;
    },
    dayOfMonth: ([x]) => `CAST(day(DATE '1970-01-01' + CAST(${x.sql} AS INTEGER)) AS BIGINT)`,
    trimmed: ([text]) => `trim(${text.sql}, ' ')`, // else blanks of every script are cut
    lowerCase: named('lower'),
    letterCount: named('length'),
    matches: named('regexp_matches'),
    firstLetters: ([text, length]) => `left(${text.sql}, ${length.sql})`,
    upperCase: ([text]) =>
      `translate(${text.sql}, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')`,
    without: ([text, part]) => `replace(${text.sql}, ${part.sql}, '')`,
    zeroPadded: ([text, length]) =>
      `CASE WHEN length(${text.sql}) < ${length.sql} THEN lpad(${text.sql}, CAST(${length.sql} AS INTEGER), '0') ELSE ${text.sql} END`,
    missingIf: named('nullif'),
    oneOf: ([x, ...others]) => `(${x.sql} IN (${others.map(({ sql }) => sql).join(', ')}))`,
  },
  aggregates: {
    count: (x) => (x === undefined ? 'count(*)' : `count(${x.sql})`),
    countDistinct: (x) => `count(DISTINCT ${x?.sql})`,
    sum: (x) => (x?.type === 'number' ? `fsum(${x.sql})` : `sum(${x?.sql})`),
    minimum: (x) => `min(${x?.sql})`,
    maximum: (x) => `max(${x?.sql})`,
    deviation: (x) => `stddev_samp(${real(x!)})`,
    quantile: (x, { share }) => `quantile_cont(${real(x!)}, ${share})`,
  },
  afterSum: (sql) => sql,
  where: (aggregate, condition) => `${aggregate} FILTER (WHERE ${condition})`,
};
