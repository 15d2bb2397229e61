import { ts } from './typescript.js';

const { SyntaxKind: Kind } = ts;

/**
 * Whether a statement or a member of a class only speaks to the type checker: an interface, a type, an
 * overload, an index signature, what is declared or abstract, what is imported or exported as a type.
 */
export function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) return node.importClause?.phaseModifier === Kind.TypeKeyword;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  if (ts.isFunctionDeclaration(node)) return node.body === undefined || has(node, Kind.DeclareKeyword);
  if (ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node)) return node.body === undefined;
  if (ts.isPropertyDeclaration(node) || ts.isAccessor(node)) {
    return has(node, Kind.DeclareKeyword) || has(node, Kind.AbstractKeyword);
  }
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isIndexSignatureDeclaration(node) ||
    ts.isNamespaceExportDeclaration(node) ||
    (ts.isStatement(node) && has(node, Kind.DeclareKeyword))
  );
}

function has(node: ts.Node, modifier: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (node.modifiers?.some(({ kind }) => kind === modifier) ?? false);
}
