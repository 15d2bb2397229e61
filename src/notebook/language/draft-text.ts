import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { resolve } from 'node:path';
import { blank, editText } from './edited-text.js';
import { ownPackageFolder, packageFolder, packageName } from './package-folder.js';
import { parse } from './parse-cell.js';
import { ts } from './typescript.js';

/**
 * The same cell without imports of what is not there. A checker remembers what it did not find, and looks for
 * all modules again when an import changes, which happens with each letter while its name is typed.
 */
export function withoutMissingImports(file: ts.SourceFile, folder: string): ts.SourceFile {
  const missing = file.statements.filter(
    (statement) =>
      ts.isImportDeclaration(statement) &&
      ts.isStringLiteral(statement.moduleSpecifier) &&
      !isThere(statement.moduleSpecifier.text, folder),
  );
  if (missing.length === 0) return file;
  const edits = missing.map((statement) => {
    const start = statement.getStart();
    return { start, end: statement.end, text: blank(file.text.slice(start, statement.end)) };
  });
  return parse(editText(file.text, edits).text, 'cell.ts');
}

/** Whether a cell declares something for other files: global names, or parts of a module. */
export function changesOthers(file: ts.SourceFile): boolean {
  return file.statements.some(
    (statement) =>
      ts.isModuleDeclaration(statement) &&
      (ts.isStringLiteral(statement.name) || (statement.flags & ts.NodeFlags.GlobalAugmentation) !== 0),
  );
}

function isThere(specifier: string, folder: string): boolean {
  if (isBuiltin(specifier)) return true;
  const name = packageName(specifier);
  if (name !== undefined) return (packageFolder(folder, name) ?? ownPackageFolder(name)) !== undefined;
  const path = resolve(folder, specifier);
  return ENDINGS.some(([from, to]) => existsSync(path.replace(from, to)));
}

/** A specifier may name the JavaScript that a file becomes, or leave the ending out. */
const ENDINGS: readonly [RegExp, string][] = [
  [/$/, ''],
  [/\.js$/, '.ts'],
  [/\.mjs$/, '.mts'],
  [/$/, '.ts'],
  [/$/, '/index.ts'],
];
