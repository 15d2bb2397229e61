import { blank, type Edit, editText } from '../../language/edited-text.js';
import { isTypeOnly } from '../../language/is-type-only.js';
import { parseCell } from '../../language/parse-cell.js';
import { offsetAt, type Position, positionAt } from '../../language/position.js';
import { stripTypes } from '../../language/strip-types.js';
import { ts } from '../../language/typescript.js';
import type { LocalSource, StaticImport } from './local-source.js';
import { ownNames } from './module-exports.js';
import { valueNames } from './value-names.js';

/** A local module as JavaScript. */
export interface CompiledModule {
  readonly code: string;
  readonly imports: readonly StaticImport[];
  /** Place in the file for a place in the code. */
  sourcePosition(position: Position): Position;
}

/** Where running modules find the map of local modules. */
const MODULES = `globalThis[Symbol.for('clientele.modules')]`;

/**
 * JavaScript of a local module: without its types and without the imports and exports that name nothing but
 * types, as TypeScript leaves them out. `import()` goes through the map of local modules, and the last line tells
 * the map that the module ran to its end.
 *
 * @param options - Those of the project that the file belongs to.
 * @param isType - Whether a name that another module exports is a type and nothing else.
 */
export function compileModule(
  { kind, text, file: parsed }: LocalSource,
  options: ts.CompilerOptions,
  isType: (specifier: string, name: string) => boolean,
): CompiledModule {
  const isTypeScript = kind === 'typescript';
  const keepsImports = options.verbatimModuleSyntax === true || options.emitDecoratorMetadata === true;
  const edits = [
    ...(isTypeScript ? typeEdits(parsed!, keepsImports, isType) : []),
    ...importExpressions(parsed!),
  ];
  const { text: edited, originalOffset } = editText(text, edits);
  const file = !isTypeScript ? undefined : edits.length === 0 ? parsed! : parseCell(edited).file;
  const stripped = file === undefined ? undefined : stripTypes(file, options);
  const code = stripped?.code ?? edited;
  return {
    code: `${code}\n;${MODULES}.done(import.meta.url);`,
    imports: staticImports(file ?? parsed!, text),
    sourcePosition(position) {
      const offset = offsetAt(code, position);
      const at = stripped === undefined ? offset : offsetAt(edited, stripped.sourcePosition(offset));
      return positionAt(text, originalOffset(at));
    },
  };
}

/** Blanks what names types alone, which no engine could find. */
function typeEdits(
  file: ts.SourceFile,
  isVerbatim: boolean,
  isType: (specifier: string, name: string) => boolean,
): Edit[] {
  const used = valueNames(file);
  const own = ownNames(file);
  const isDropped = (local: string, specifier: string, name: string) =>
    (!isVerbatim && !used.has(local)) || isType(specifier, name);
  const isTypeHere = (name: string) => {
    const source = own.imported.get(name);
    return source === undefined
      ? own.types.has(name) && !own.values.has(name)
      : isType(source.specifier, source.name);
  };
  return file.statements.flatMap((statement): Edit[] => {
    if (isTypeOnly(statement)) return [];
    if (ts.isImportDeclaration(statement) && statement.importClause !== undefined) {
      const { name, namedBindings } = statement.importClause;
      const specifier = (statement.moduleSpecifier as ts.StringLiteral).text;
      const parts: ts.Node[] = [];
      const dropped: ts.Node[] = [];
      const add = (node: ts.Node, isGone: boolean) => {
        parts.push(node);
        if (isGone) dropped.push(node);
      };
      if (name !== undefined) add(name, isDropped(name.text, specifier, 'default'));
      if (namedBindings !== undefined && ts.isNamespaceImport(namedBindings)) {
        add(namedBindings, !isVerbatim && !used.has(namedBindings.name.text));
      } else if (namedBindings !== undefined) {
        for (const element of namedBindings.elements) {
          const exported = (element.propertyName ?? element.name).text;
          add(element, element.isTypeOnly || isDropped(element.name.text, specifier, exported));
        }
      }
      if (parts.length > 0 && dropped.length === parts.length && !isVerbatim) return [blanked(statement)];
      return dropped.map(withComma);
    }
    if (ts.isExportDeclaration(statement)) {
      const clause = statement.exportClause;
      if (clause === undefined || !ts.isNamedExports(clause)) return [];
      const from = statement.moduleSpecifier as ts.StringLiteral | undefined;
      const dropped = clause.elements.filter((element) => {
        const name = (element.propertyName ?? element.name).text;
        return element.isTypeOnly || (from === undefined ? isTypeHere(name) : isType(from.text, name));
      });
      return dropped.map(withComma);
    }
    if (ts.isExportAssignment(statement) && ts.isIdentifier(statement.expression)) {
      return isTypeHere(statement.expression.text) ? [blanked(statement)] : [];
    }
    return [];
  });
}

/** The whole statement; the line before it may have ended because of it. */
function blanked(statement: ts.Statement): Edit {
  const start = statement.getStart();
  return { start, end: statement.end, text: `;${blank(statement.getText().slice(1))}` };
}

/** A part of a list of names, with the comma behind it. */
function withComma(node: ts.Node): Edit {
  const text = node.getSourceFile().text;
  const start = node.getStart();
  const end = node.end + (/^(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)*,/.exec(text.slice(node.end))?.[0].length ?? 0);
  return { start, end, text: blank(text.slice(start, end)) };
}

function importExpressions(file: ts.SourceFile): Edit[] {
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const { expression } = node;
      const start = expression.getStart();
      edits.push({ start, end: expression.end, text: `${MODULES}.importIn(import.meta.url)` });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return edits;
}

function staticImports(file: ts.SourceFile, text: string): StaticImport[] {
  return file.statements.flatMap((statement) => {
    const isImport = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    const specifier = isImport ? statement.moduleSpecifier : undefined;
    if (specifier === undefined || !ts.isStringLiteral(specifier) || isTypeOnly(statement)) return [];
    return [{ specifier: specifier.text, position: positionAt(text, specifier.getStart()) }];
  });
}
