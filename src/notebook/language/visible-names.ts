import ts from 'typescript';
import { cellNames } from './cell-names.js';
import { bindingNames } from './declared-names.js';
import { scopeNames } from './references.js';

/**
 * Names that a cell itself declares in reach of a place; the nearest scope first. Without the variable whose
 * value is being written.
 */
export function visibleNames(file: ts.SourceFile, offset: number): string[] {
  const found: string[] = [];
  for (const node of nodesAround(file, offset)) {
    if (node === file) continue;
    found.push(...(scopeNames(node) ?? []), ...typeParameters(node));
    if (ts.isBlock(node)) found.push(...node.statements.flatMap(typeName));
  }
  const around = nodesAround(file, offset).filter(ts.isVariableDeclaration);
  const unborn = new Set(around.flatMap(({ name }) => bindingNames(name)).map(({ text }) => text));
  const all = [...found, ...cellNames(file).map(({ name }) => name)];
  return [...new Set(all)].filter((name) => name !== '' && !unborn.has(name));
}

/** Whether a place is where a type is written. */
export function isTypePlace(file: ts.SourceFile, offset: number): boolean {
  const [nearest, ...others] = nodesAround(file, offset);
  for (const node of [nearest, ...others]) {
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

/** Nodes around a place, the innermost first. What is behind a closing brace is outside of it. */
export function nodesAround(file: ts.SourceFile, offset: number): ts.Node[] {
  let last = offset - 1;
  while (last >= 0 && /\s/.test(file.text[last])) last--;
  const isLeft = (node: ts.Node) => node.end === last + 1 && /[})\]]/.test(file.text[last]);
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (node.pos > last || (node.end <= last && node.end !== offset) || (node !== file && isLeft(node)))
      return;
    found.unshift(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.length > 0 ? found : [file];
}

function typeParameters(node: ts.Node): string[] {
  const isGeneric = ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isInterfaceDeclaration(node);
  if (!isGeneric && !ts.isTypeAliasDeclaration(node)) return [];
  return (node.typeParameters ?? []).map(({ name }) => name.text);
}

function typeName(statement: ts.Statement): string[] {
  const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  return isType || ts.isEnumDeclaration(statement) ? [statement.name.text] : [];
}
