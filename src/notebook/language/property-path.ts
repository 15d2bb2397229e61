import { topLevelReferences } from './references.js';
import { ts } from './typescript.js';

/** `a.b.c` as its names; undefined for anything else. */
export function pathOf(expression: ts.Node): string[] | undefined {
  if (ts.isIdentifier(expression)) return expression.text === '' ? undefined : [expression.text];
  if (isWrapped(expression)) return pathOf(expression.expression);
  if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.name)) return undefined;
  const path = pathOf(expression.expression);
  return path === undefined ? undefined : [...path, expression.name.text];
}

/** The same where it begins with a variable of the notebook, not with one of an inner scope. */
export function notebookPath(expression: ts.Node): string[] | undefined {
  let root = expression;
  while (isWrapped(root) || ts.isPropertyAccessExpression(root)) root = root.expression;
  return ts.isIdentifier(root) && isOfNotebook(root) ? pathOf(expression) : undefined;
}

/** Whether a name means what stands at the top of the cells. */
export function isOfNotebook(name: ts.Identifier): boolean {
  return topLevelReferences(name.getSourceFile(), new Set([name.text])).includes(name);
}

function isWrapped(node: ts.Node): node is ts.NonNullExpression | ts.ParenthesizedExpression {
  return ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node);
}
