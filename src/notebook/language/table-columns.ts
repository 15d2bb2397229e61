import type { LiveValues } from './live-values.js';
import { tableUse } from './table-use.js';
import type { ts } from './typescript.js';

/**
 * Columns that may be named at a place inside the call of a table that exists: those that it has, and those
 * that the calls before add. Undefined when no table is around.
 */
export function tableColumns(node: ts.Node, live: LiveValues): string[] | undefined {
  const { variables, added } = tableUse(node) ?? { variables: [], added: [] };
  for (const variable of variables) {
    const columns = live.columns(variable);
    if (columns !== undefined) return [...new Set([...columns.names, ...added])];
  }
  return undefined;
}
