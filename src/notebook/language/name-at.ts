import { ts } from './typescript.js';

/** The identifier that a place touches; else that of the innermost call whose arguments it is in. */
export function nameAt(
  file: ts.SourceFile,
  offset: number,
): ts.Identifier | ts.PrivateIdentifier | undefined {
  let touched: ts.Identifier | ts.PrivateIdentifier | undefined;
  let called: ts.Identifier | ts.PrivateIdentifier | undefined;
  const visit = (node: ts.Node): void => {
    if (node.pos > offset || offset > node.end) return;
    const isName = ts.isIdentifier(node) || ts.isPrivateIdentifier(node);
    if (isName && node.getStart() <= offset && node.getText() !== '') touched = node;
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      if (offset > node.expression.end) called = calledName(node.expression) ?? called;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return touched ?? called;
}

function calledName(expression: ts.Expression): ts.Identifier | ts.PrivateIdentifier | undefined {
  if (ts.isIdentifier(expression)) return expression;
  return ts.isPropertyAccessExpression(expression) ? expression.name : undefined;
}
