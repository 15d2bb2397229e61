import { importedNames } from './declared-names.js';
import { SESSION_NAMES } from './session-names.js';
import { ts } from './typescript.js';

/** An import of a cell, as a script of its own. */
export interface ImportScript {
  readonly text: string;
  /** Offset of the statement in the cell's JavaScript. */
  readonly offset: number;
}

/**
 * Scripts that load what a cell imports and bind the names; a script has no module loader of its own.
 *
 * @param spelled - Spelling of a top-level name.
 */
export function importScripts(file: ts.SourceFile, spelled: (name: string) => string): ImportScript[] {
  return file.statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement)) {
      return [{ text: bindingScript(statement, spelled), offset: statement.getStart() }];
    }
    if (ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined) {
      return [{ text: `${loadCall(statement, [])};`, offset: statement.getStart() }];
    }
    return [];
  });
}

function bindingScript(statement: ts.ImportDeclaration, spelled: (name: string) => string): string {
  const clause = statement.importClause;
  const bindings = clause?.namedBindings;
  const wanted: { local: string; exported: string }[] = [];
  if (clause?.name !== undefined) wanted.push({ local: clause.name.text, exported: 'default' });
  if (bindings !== undefined && ts.isNamedImports(bindings)) {
    for (const { name, propertyName } of bindings.elements) {
      wanted.push({ local: name.text, exported: (propertyName ?? name).text });
    }
  }
  const call = loadCall(
    statement,
    wanted.map(({ exported }) => exported),
  );
  if (importedNames(statement).length === 0) return `${call};`;
  if (bindings !== undefined && ts.isNamespaceImport(bindings)) {
    const namespace = spelled(bindings.name.text);
    const others = wanted.map(({ local }) => `, ${spelled(local)} = ${namespace}.default`);
    return `let ${namespace} = ${call}${others.join('')};`;
  }
  const pairs = wanted.map(({ local, exported }) => `${JSON.stringify(exported)}: ${spelled(local)}`);
  return `let { ${pairs.join(', ')} } = ${call};`;
}

function loadCall(statement: ts.ImportDeclaration | ts.ExportDeclaration, names: readonly string[]): string {
  const specifier = (statement.moduleSpecifier as ts.StringLiteral).text;
  const attributes = (statement.attributes?.elements ?? []).map(
    ({ name, value }) => [name.text, (value as ts.StringLiteral).text] as const,
  );
  const options = attributes.length === 0 ? undefined : { with: Object.fromEntries(attributes) };
  const args = [specifier, options, names].map((argument) => JSON.stringify(argument) ?? 'undefined');
  return `await ${SESSION_NAMES.import}(${args.join(', ')})`;
}
