import { nodesAround } from './nodes-around.js';
import { ts } from './typescript.js';

/** Whether a place is where a type is written. */
export function isTypePlace(file: ts.SourceFile, offset: number): boolean {
  for (const node of nodesAround(file, offset)) {
    if (ts.isTypeQueryNode(node)) return false;
    if (ts.isTypeNode(node)) return !ts.isExpressionWithTypeArguments(node) || isTypeHeritage(node);
    if (ts.isStatement(node) || ts.isExpression(node)) {
      const isName = ts.isIdentifier(node) || ts.isQualifiedName(node);
      if (!isName) return false;
    }
  }
  return false;
}

function isTypeHeritage({ parent }: ts.ExpressionWithTypeArguments): boolean {
  return (
    ts.isHeritageClause(parent) &&
    (parent.token === ts.SyntaxKind.ImplementsKeyword || ts.isInterfaceDeclaration(parent.parent))
  );
}
