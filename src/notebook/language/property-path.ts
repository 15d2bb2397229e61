import ts from 'typescript';

/** `a.b.c` as a path that begins with the variable; undefined for anything else. */
export function pathOf(expression: ts.Node): string[] | undefined {
  if (ts.isIdentifier(expression)) return expression.text === '' ? undefined : [expression.text];
  if (ts.isNonNullExpression(expression) || ts.isParenthesizedExpression(expression)) {
    return pathOf(expression.expression);
  }
  if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.name)) return undefined;
  const path = pathOf(expression.expression);
  return path === undefined ? undefined : [...path, expression.name.text];
}
