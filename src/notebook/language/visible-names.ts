import { cellNames } from './cell-names.js';
import { bindingNames } from './declared-names.js';
import { nodesAround } from './nodes-around.js';
import { scopeNames } from './references.js';
import { ts } from './typescript.js';

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

function typeParameters(node: ts.Node): string[] {
  const isGeneric = ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isInterfaceDeclaration(node);
  if (!isGeneric && !ts.isTypeAliasDeclaration(node)) return [];
  return (node.typeParameters ?? []).map(({ name }) => name.text);
}

function typeName(statement: ts.Statement): string[] {
  const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  return isType || ts.isEnumDeclaration(statement) ? [statement.name.text] : [];
}
