import { isTypeOnly } from '../../language/is-type-only.js';
import { isMemberName } from '../../language/references.js';
import { ts } from '../../language/typescript.js';

/** Names that a module uses as values, what it exports by name included; what only types name is left out. */
export function valueNames(file: ts.SourceFile): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || isTypeOnly(node)) return;
    if (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword) return;
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isExportDeclaration(node)) {
      if (node.moduleSpecifier !== undefined) return;
      const { exportClause: clause } = node;
      if (clause === undefined || !ts.isNamedExports(clause)) return;
      for (const { name, propertyName, isTypeOnly } of clause.elements) {
        if (!isTypeOnly) found.add((propertyName ?? name).text);
      }
      return;
    }
    if (ts.isIdentifier(node) && !isMemberName(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
