import { importedNames, listNames, varLists } from './declared-names.js';
import { ts } from './typescript.js';

/** A name that a cell declares at its top, as the type check of later cells needs to know it. */
export interface CellName {
  readonly name: string;
  readonly kind: 'variable' | 'constant' | 'function' | 'class' | 'import' | 'type';
  /** Whether the cell exports it itself. */
  readonly isExported: boolean;
}

/** Top-level names of a cell: values and types. A name comes once; its first declaration counts. */
export function cellNames(file: ts.SourceFile): CellName[] {
  const found = new Map<string, CellName>();
  const add = (names: readonly string[], kind: CellName['kind'], isExported: boolean) => {
    for (const name of names) {
      const before = found.get(name);
      if (before === undefined) found.set(name, { name, kind, isExported });
      else if (isExported && !before.isExported) found.set(name, { ...before, isExported });
    }
  };
  for (const statement of file.statements) {
    const isExported = hasExport(statement);
    if (ts.isVariableStatement(statement)) {
      const { flags } = statement.declarationList;
      const kind = flags & ts.NodeFlags.Const ? 'constant' : 'variable'; // `using` has the flag of `const` too
      add(listNames(statement.declarationList), kind, isExported);
    } else if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) {
      add([statement.name.text], 'function', isExported);
    } else if (ts.isClassDeclaration(statement) && statement.name !== undefined) {
      add([statement.name.text], 'class', isExported);
    } else if (ts.isEnumDeclaration(statement)) {
      add([statement.name.text], 'constant', isExported);
    } else if (ts.isModuleDeclaration(statement) && isNamed(statement)) {
      add([statement.name.text], 'constant', isExported);
    } else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      add([statement.name.text], 'type', isExported);
    } else if (ts.isImportDeclaration(statement)) {
      add(importedNames(statement), 'import', false);
    } else if (ts.isImportEqualsDeclaration(statement)) {
      add([statement.name.text], 'import', isExported);
    }
  }
  add(varLists(file).flatMap(listNames), 'variable', false);
  for (const name of file.statements.flatMap(exportedNames)) {
    const declared = found.get(name);
    if (declared !== undefined) found.set(name, { ...declared, isExported: true });
  }
  return [...found.values()];
}

function hasExport(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** `namespace N {}`, not `declare module 'm' {}` or `declare global {}`. */
function isNamed(node: ts.ModuleDeclaration): boolean {
  return ts.isIdentifier(node.name) && node.name.text !== 'global';
}

/** Names in `export { … }` that keep their name. */
function exportedNames(statement: ts.Statement): string[] {
  if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier !== undefined) return [];
  const clause = statement.exportClause;
  if (clause === undefined || !ts.isNamedExports(clause)) return [];
  return clause.elements
    .filter(({ propertyName }) => propertyName === undefined)
    .map(({ name }) => name.text);
}
