import type { EngineValue } from '../engine.js';
import type { Expression } from '../plan/expression.js';
import type { Relation, WindowRelation } from '../plan/relation.js';
import type { ColumnTypes } from '../plan/type-of.js';
import { NUMERIC, type ValueType } from '../plan/value-type.js';
import type { Dialect } from './dialect.js';
import { expressionSql, type SqlScope } from './expression-sql.js';

/** A plan as one query. */
export interface PlanSql {
  readonly sql: string;
  /** Values bound to the places in the SQL. */
  readonly values: readonly EngineValue[];
}

/** Where the rows of a source are. */
export interface SourceSql {
  /** A table, or a query in brackets. */
  readonly from: string;
  /** SQL for a column in it, of the type that the plan takes it for. */
  readonly column: (name: string) => string;
}

/** How a plan becomes SQL. */
export interface PlanSqlOptions {
  readonly sources: Readonly<Record<string, SourceSql>>;
  /** Columns of the answer, in order. */
  readonly columns: readonly string[];
  /** Columns that order the rows of the answer. */
  readonly orderBy: readonly string[];
  /** Texts as bound values, for an engine to run; else as literals, for people to read. Default `true`. */
  readonly bind?: boolean;
}

/**
 * A plan in the SQL of a dialect: one `WITH` part for each operation, in the order of their need.  Names that differ in the size of letters alone, which engines take for the
 * same, get a number behind.
 */
export function planSql(plan: Relation, dialect: Dialect, options: PlanSqlOptions): PlanSql {
  const values: EngineValue[] = [];
  const text = (value: string): string => {
    if (options.bind === false) return dialect.quoteText(value);
    const known = values.indexOf(value);
    if (known >= 0) return dialect.placeholder(known + 1);
    return dialect.placeholder(values.push(value));
  };
  const identifier = identifiers(dialect);
  const parts: string[] = [];
  const names = new Map<Relation, string>();
  const taken = new Set<string>();
  const uses = countUses(plan);

  const visit = (relation: Relation): string => {
    const known = names.get(relation);
    if (known !== undefined) return known;
    const body = selectSql(relation);
    const name = freeName(relation.label ?? relation.kind);
    const cheap = relation.kind === 'scan' || relation.kind === 'derive' || relation.kind === 'filter';
    const inline = (cheap && !summarised(relation)) || uses.get(relation) === 1;
    parts.push(`${name} AS ${inline ? dialect.inlinePart : ''}(\n${body})`);
    names.set(relation, name);
    return name;
  };

  const freeName = (wanted: string): string => {
    const plain = wanted.replace(/[^A-Za-z0-9]+/g, '_').toLowerCase();
    let name = `${plain}_rows`;
    for (let i = 2; taken.has(name); i++) name = `${plain}_rows_${i}`;
    taken.add(name);
    return name;
  };

  const selectSql = (relation: Relation): string => {
    const as = (value: string, name: string) =>
      value === identifier(name) ? value : `${value} AS ${identifier(name)}`;
    const compile = (columns: ColumnTypes) => {
      const scope: SqlScope = { dialect, columns, identifier, text };
      return (expression: Expression) => expressionSql(expression, scope).sql;
    };
    const list = (items: readonly string[]) => items.map((item) => `  ${item}`).join(',\n');
    switch (relation.kind) {
      case 'scan': {
        const { from, column } = options.sources[relation.source];
        const columns = [...relation.columns.keys()].map((name) => as(column(name), name));
        return `SELECT\n${list(columns)}\nFROM ${from}`;
      }
      case 'derive': {
        const from = visit(relation.from);
        const sql = compile(relation.from.columns);
        const made = Object.entries(relation.values).map(([name, value]) => as(sql(value), name));
        return `SELECT\n${list([...[...relation.from.columns.keys()].map(identifier), ...made])}\nFROM ${from}`;
      }
      case 'filter': {
        const from = visit(relation.from);
        return `SELECT * FROM ${from}\nWHERE ${compile(relation.from.columns)(relation.where)}`;
      }
      case 'group': {
        const from = visit(relation.from);
        const sql = compile(relation.from.columns);
        const made = Object.entries(relation.values).map(([name, value]) => as(sql(value), name));
        const by = relation.by.map(identifier);
        const grouped = by.length === 0 ? '' : `\nGROUP BY ${by.join(', ')}`;
        return `SELECT\n${list([...by, ...made])}\nFROM ${from}${grouped}`;
      }
      case 'window': {
        const from = visit(relation.from);
        const over = overSql(relation, identifier);
        const made = Object.entries(relation.values).map(([name, value]) => {
          const sql = 'before' in value ? `lag(${identifier(value.before)})` : 'row_number()';
          return `${sql} OVER (${over}) AS ${identifier(name)}`;
        });
        return `SELECT\n${list([...[...relation.from.columns.keys()].map(identifier), ...made])}\nFROM ${from}`;
      }
      case 'join': {
        const [left, right] = [visit(relation.left), visit(relation.right)];
        const own = [...relation.left.columns.keys()].map((name) => `a.${identifier(name)}`);
        const theirs = [...relation.right.columns.keys()]
          .filter((name) => !relation.on.includes(name))
          .map((name) => `b.${identifier(name)}`);
        const on = relation.on.map(
          (name) => `a.${identifier(name)} IS NOT DISTINCT FROM b.${identifier(name)}`,
        );
        return `SELECT\n${list([...own, ...theirs])}\nFROM ${left} AS a LEFT JOIN ${right} AS b ON ${on.length === 0 ? 'TRUE' : on.join(' AND ')}`;
      }
    }
  };

  const last = visit(plan);
  /** For an engine, numbers of every type leave as doubles, which are read fastest. */
  const answerSql = (name: string, type: ValueType) => {
    const sql = identifier(name);
    if (options.bind === false || type === 'number' || !NUMERIC.includes(type)) return sql;
    return `${dialect.functions.toNumber([{ sql, type }], 'number')} AS ${sql}`;
  };
  const columns = options.columns.map((name) => answerSql(name, plan.columns.get(name)!)).join(', ');
  const order = options.orderBy.map((name) => `${identifier(name)} NULLS LAST`).join(', ');
  const ordered = order === '' ? '' : `\nORDER BY ${order}`;
  return { sql: `WITH ${parts.join(',\n')}\nSELECT ${columns}\nFROM ${last}${ordered}`, values };
}

/** How often each node is read. */
function countUses(plan: Relation): Map<Relation, number> {
  const uses = new Map<Relation, number>([[plan, 1]]);
  const read = (relation: Relation): void => {
    const known = uses.get(relation) ?? 0;
    uses.set(relation, known + 1);
    if (known === 0) sourcesOf(relation).forEach(read);
  };
  sourcesOf(plan).forEach(read);
  return uses;
}

function sourcesOf(relation: Relation): readonly Relation[] {
  if (relation.kind === 'scan') return [];
  return relation.kind === 'join' ? [relation.left, relation.right] : [relation.from];
}

/** Whether a node stands on groups, so that reading it again would compute them again. */
function summarised(relation: Relation): boolean {
  if (relation.kind === 'group' || relation.kind === 'window' || relation.kind === 'join') return true;
  return sourcesOf(relation).some(summarised);
}

function overSql({ by, order }: WindowRelation, identifier: (name: string) => string): string {
  const partition = by.length === 0 ? '' : `PARTITION BY ${by.map(identifier).join(', ')} `;
  const keys = order.map(
    ({ column, descending }) => `${identifier(column)} ${descending === true ? 'DESC' : 'ASC'} NULLS LAST`,
  );
  return `${partition}ORDER BY ${keys.join(', ')}`;
}

/** Quoted identifiers, one a name, that differ in more than the size of letters. */
function identifiers(dialect: Dialect): (name: string) => string {
  const known = new Map<string, string>();
  const taken = new Set<string>();
  return (name) => {
    let identifier = known.get(name);
    if (identifier === undefined) {
      identifier = name;
      for (let i = 2; taken.has(identifier.toLowerCase()); i++) identifier = `${name}_${i}`;
      taken.add(identifier.toLowerCase());
      known.set(name, identifier);
    }
    return dialect.quoteName(identifier);
  };
}
