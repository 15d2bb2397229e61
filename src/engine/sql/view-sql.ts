import type { EngineTable } from '../engine-table.js';
import type { Dialect } from './dialect.js';
import { expressionSql } from './expression-sql.js';

/** SQL for the rows and columns that a table keeps of those at its place. */
export function viewSql(from: string, { columns, view }: EngineTable, dialect: Dialect): string {
  if (view === undefined) return from;
  const list = [...columns].map(([name, type]) => {
    const quoted = dialect.quoteName(name);
    return type === view.columns.get(name) ? quoted : `${dialect.cast(quoted, type)} AS ${quoted}`;
  });
  if (view.where === undefined) return `(SELECT ${list.join(', ')} FROM ${from})`;
  const scope = { dialect, columns: view.columns, identifier: dialect.quoteName, text: dialect.quoteText };
  return `(SELECT ${list.join(', ')} FROM ${from} WHERE ${expressionSql(view.where, scope).sql})`;
}
