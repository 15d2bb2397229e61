import { listNames } from '../../language/declared-names.js';
import { isTypeOnly } from '../../language/is-type-only.js';
import { ts } from '../../language/typescript.js';

/** What a module exports, as far as its own text tells. */
export interface ModuleExports {
  readonly values: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
  /** Names that come from other modules: what they are called there, and in which. */
  readonly passedOn: ReadonlyMap<string, { readonly name: string; readonly specifier: string }>;
  /** Modules of which everything is passed on. */
  readonly everything: readonly string[];
}

/** Reads what a module exports from its syntax tree. */
export function moduleExports(file: ts.SourceFile): ModuleExports {
  const { values: ownValues, types: ownTypes, imported } = ownNames(file);
  const values = new Set<string>();
  const types = new Set<string>();
  const passedOn = new Map<string, { name: string; specifier: string }>();
  const everything: string[] = [];
  const pass = (own: string, exported: string) => {
    const source = imported.get(own);
    if (source !== undefined) passedOn.set(exported, source);
    if (ownValues.has(own)) values.add(exported);
    if (ownTypes.has(own)) types.add(exported);
  };
  for (const statement of file.statements) {
    if (ts.isExportDeclaration(statement)) {
      const specifier = textOf(statement.moduleSpecifier);
      const clause = statement.exportClause;
      if (clause === undefined) everything.push(specifier ?? '');
      else if (ts.isNamespaceExport(clause)) values.add(clause.name.text);
      else {
        for (const { name, propertyName, isTypeOnly } of clause.elements) {
          const own = (propertyName ?? name).text;
          if (isTypeOnly || statement.isTypeOnly) types.add(name.text);
          else if (specifier !== undefined) passedOn.set(name.text, { name: own, specifier });
          else pass(own, name.text);
        }
      }
    } else if (ts.isExportAssignment(statement)) {
      const { expression } = statement;
      if (ts.isIdentifier(expression)) pass(expression.text, 'default');
      else values.add('default');
    } else if (has(statement, ts.SyntaxKind.ExportKeyword)) {
      const isDefault = has(statement, ts.SyntaxKind.DefaultKeyword);
      const declared = declaredBy(statement);
      const target = isTypeOnly(statement) ? types : values;
      for (const name of isDefault ? ['default'] : declared) target.add(name);
    }
  }
  return { values, types, passedOn, everything };
}

/** Names that a module declares for itself. */
export function ownNames(file: ts.SourceFile) {
  const values = new Set<string>();
  const types = new Set<string>();
  const imported = new Map<string, { name: string; specifier: string }>();
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) {
      const clause = statement.importClause;
      const specifier = textOf(statement.moduleSpecifier) ?? '';
      const bindings = clause?.namedBindings;
      if (clause?.name !== undefined) imported.set(clause.name.text, { name: 'default', specifier });
      if (bindings !== undefined && ts.isNamespaceImport(bindings)) values.add(bindings.name.text);
      if (bindings !== undefined && ts.isNamedImports(bindings)) {
        for (const { name, propertyName, isTypeOnly } of bindings.elements) {
          if (isTypeOnly || clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) types.add(name.text);
          else imported.set(name.text, { name: (propertyName ?? name).text, specifier });
        }
      }
    } else {
      for (const name of declaredBy(statement)) (isTypeOnly(statement) ? types : values).add(name);
    }
  }
  return { values, types, imported };
}

function declaredBy(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) return listNames(statement.declarationList);
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

function has(statement: ts.Statement, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(statement) && (statement.modifiers?.some((each) => each.kind === kind) ?? false);
}

function textOf(node: ts.Expression | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteral(node) ? node.text : undefined;
}
