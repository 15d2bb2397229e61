import { bindingNames, listNames, statementNames, varLists } from './declared-names.js';
import { ts } from './typescript.js';

/**
 * Identifiers of a JavaScript tree that mean a top-level or global name in `names`, declarations included.
 * Properties, labels and names that an inner scope declares anew are left out.
 */
export function topLevelReferences(
  file: ts.SourceFile,
  names: { has(name: string): boolean },
): ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const hidden: ReadonlySet<string>[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      if (names.has(node.text) && !isMemberName(node) && !hidden.some((scope) => scope.has(node.text))) {
        found.push(node);
      }
      return;
    }
    const scope = node === file ? undefined : scopeNames(node);
    if (scope !== undefined) hidden.push(scope);
    ts.forEachChild(node, visit);
    if (scope !== undefined) hidden.pop();
  };
  visit(file);
  return found;
}

/** Names that a node declares for what is inside of it. */
export function scopeNames(node: ts.Node): ReadonlySet<string> | undefined {
  if (ts.isFunctionLike(node)) {
    const body = 'body' in node ? (node.body as ts.Node | undefined) : undefined;
    return new Set([
      ...(ts.isFunctionExpression(node) && node.name !== undefined ? [node.name.text] : []),
      ...node.parameters.flatMap(({ name }) => bindingNames(name)).map(({ text }) => text),
      ...(body === undefined ? [] : varLists(body).flatMap(listNames)),
    ]);
  }
  if (ts.isClassExpression(node) && node.name !== undefined) return new Set([node.name.text]);
  if (ts.isBlock(node)) return new Set(statementNames(node.statements));
  if (ts.isCaseBlock(node))
    return new Set(node.clauses.flatMap(({ statements }) => statementNames(statements)));
  if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    const list = node.initializer;
    return list !== undefined && ts.isVariableDeclarationList(list) && list.flags & ts.NodeFlags.BlockScoped
      ? new Set(listNames(list))
      : undefined;
  }
  if (ts.isCatchClause(node) && node.variableDeclaration !== undefined) {
    return new Set(bindingNames(node.variableDeclaration.name).map(({ text }) => text));
  }
  return undefined;
}

/** Whether an identifier names a property, a label or a side of an import, not a variable. */
export function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) return parent.name === node;
  if (ts.isPropertyDeclaration(parent) || ts.isAccessor(parent)) return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return parent.propertyName === node;
  return (
    ts.isLabeledStatement(parent) ||
    ts.isBreakOrContinueStatement(parent) ||
    ts.isMetaProperty(parent) ||
    ts.isImportAttribute(parent) ||
    ts.isNamespaceExport(parent)
  );
}
