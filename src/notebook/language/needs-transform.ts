import { ts } from './typescript.js';

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
  (node) => (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) && isGroup(node),
  (node) => ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using,
];

/** Whether a cell has syntax that must be rewritten, so that blanking its types is not enough. */
export function needsTransform(file: ts.SourceFile): boolean {
  const visit = (node: ts.Node): boolean =>
    TRANSFORMED.some((applies) => applies(node)) || ts.forEachChild(node, visit) === true;
  return visit(file);
}

/** `a + b as T * c` is `(a + b) * c`, as if the cast had brackets. */
function isGroup(node: ts.AsExpression | ts.SatisfiesExpression): boolean {
  const { parent, expression } = node;
  if (!ts.isBinaryExpression(parent) || parent.left !== node) return false;
  const { kind } = parent.operatorToken;
  const bindsCloser = kind >= Kind.PlusToken && kind <= Kind.GreaterThanGreaterThanGreaterThanToken;
  return bindsCloser && !ts.isLeftHandSideExpression(expression);
}

function isAmbient(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some(({ kind }) => kind === Kind.DeclareKeyword) ?? false)
  );
}
