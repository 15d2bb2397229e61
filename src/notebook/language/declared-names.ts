import { ts } from './typescript.js';

/** Names bound by an identifier or a destructuring pattern. */
export function bindingNames(name: ts.BindingName): ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? bindingNames(element.name) : []));
}

/** Whether a list of variables is declared with `var`. */
export function isVar(list: ts.VariableDeclarationList): boolean {
  return (list.flags & ts.NodeFlags.BlockScoped) === 0;
}

/** All `var` lists that belong to the function or cell around `node`, however deep in its blocks. */
export function varLists(node: ts.Node): ts.VariableDeclarationList[] {
  const found: ts.VariableDeclarationList[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isFunctionLike(child) || ts.isClassLike(child)) return;
    if (ts.isVariableDeclarationList(child) && isVar(child)) found.push(child);
    ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  return found;
}

/** Names of variables in a list. */
export function listNames(list: ts.VariableDeclarationList): string[] {
  return list.declarations.flatMap(({ name }) => bindingNames(name)).map(({ text }) => text);
}

/** Names that a list of statements declares by `let`, `const`, `class`, `function` or `import`, as values. */
export function statementNames(statements: readonly ts.Statement[]): string[] {
  return statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) {
      return isVar(statement.declarationList) ? [] : listNames(statement.declarationList);
    }
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
      return statement.name === undefined ? [] : [statement.name.text];
    }
    return ts.isImportDeclaration(statement) ? importedNames(statement) : [];
  });
}

/** Local names of an import. */
export function importedNames({ importClause }: ts.ImportDeclaration): string[] {
  const names: ts.Identifier[] = [];
  if (importClause?.name !== undefined) names.push(importClause.name);
  const bindings = importClause?.namedBindings;
  if (bindings !== undefined && ts.isNamespaceImport(bindings)) names.push(bindings.name);
  if (bindings !== undefined && ts.isNamedImports(bindings)) {
    names.push(...bindings.elements.map(({ name }) => name));
  }
  return names.map(({ text }) => text);
}
