import type { Expression } from './expression.js';

/** Names of the columns that an expression reads, each once. */
export function columnsIn(expression: Expression): string[] {
  switch (expression.kind) {
    case 'column':
      return [expression.name];
    case 'constant':
      return [];
    default: {
      const where =
        expression.kind === 'aggregate' && expression.where !== undefined ? [expression.where] : [];
      return [...new Set([...expression.args, ...where].flatMap(columnsIn))];
    }
  }
}
