import ts from 'typescript';

const { SyntaxKind: Kind } = ts;

/**
 * Syntax that has a meaning when the cell runs and that no supported Node understands as it stands. Everything
 * else of TypeScript is types, which can be blanked in place.
 */
const TRANSFORMED: readonly ((node: ts.Node) => boolean)[] = [
  (node) => ts.isEnumDeclaration(node) && !isAmbient(node),
  (node) => ts.isModuleDeclaration(node) && !isAmbient(node),
  (node) => ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent),
  (node) => ts.isDecorator(node),
  (node) => node.kind === Kind.AccessorKeyword,
  (node) => ts.isImportEqualsDeclaration(node),
  (node) => ts.isTypeAssertionExpression(node),
  (node) => ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using,
];

/** Whether a cell has syntax that must be rewritten, so that blanking its types is not enough. */
export function needsTransform(file: ts.SourceFile): boolean {
  const visit = (node: ts.Node): boolean =>
    TRANSFORMED.some((applies) => applies(node)) || ts.forEachChild(node, visit) === true;
  return visit(file);
}

function isAmbient(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some(({ kind }) => kind === Kind.DeclareKeyword) ?? false)
  );
}
