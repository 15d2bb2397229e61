import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '../../../core/input-error.js';
import { parse, parseCell } from '../../language/parse-cell.js';
import { type Position, positionAt } from '../../language/position.js';
import { ts } from '../../language/typescript.js';
import { type ModuleExports, moduleExports } from './module-exports.js';

/** An import that is followed before the module runs. */
export interface StaticImport {
  readonly specifier: string;
  readonly position: Position;
}

/** A file of the user's own, read and parsed. */
export interface LocalSource {
  readonly path: string;
  readonly kind: 'typescript' | 'javascript' | 'json';
  readonly hash: string;
  readonly text: string;
  /** Absent for JSON. */
  readonly file?: ts.SourceFile;
  readonly exports?: ModuleExports;
}

/**
 * Reads a local module.
 *
 * @param shown - Its name in messages.
 * @returns Undefined for CommonJS, which is Node's own business.
 * @throws {InputError} For a syntax error, with its place.
 */
export function readLocalSource(path: string, shown: string): LocalSource | undefined {
  const text = readFileSync(path, 'utf8');
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 16);
  if (path.endsWith('.json')) {
    checkJson(text, shown);
    return { path, kind: 'json', hash, text };
  }
  const kind = /\.m?ts$/.test(path) ? 'typescript' : 'javascript';
  const file = kind === 'typescript' ? checkedFile(text, shown) : parse(text, 'cell.js');
  if (kind === 'javascript' && !isModule(file, path)) return undefined;
  return { path, kind, hash, text, file, exports: moduleExports(file) };
}

/** Where a place in a local module is. */
export function modulePlace(shown: string, { line, column }: Position): string {
  return `${shown}, line ${line}, column ${column}`;
}

function checkedFile(text: string, shown: string): ts.SourceFile {
  const { file, errors } = parseCell(text);
  if (errors.length > 0) throw new InputError(`${modulePlace(shown, errors[0])}: ${errors[0].message}`);
  return file;
}

function checkJson(text: string, shown: string): void {
  try {
    JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const { message } = error as SyntaxError;
    // V8 tells the place of some errors alone; TypeScript, which allows comments, finds the others.
    const { parseDiagnostics } = ts.parseJsonText('a.json', text) as unknown as {
      readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[];
    };
    const at = /at position (\d+)/.exec(message)?.[1] ?? parseDiagnostics[0]?.start;
    const place = at === undefined ? shown : modulePlace(shown, positionAt(text, Number(at)));
    throw new InputError(`${place}: this is no JSON. ${message}`);
  }
}

/** Whether JavaScript is a module of its own, not CommonJS, by the rules of Node. */
function isModule(file: ts.SourceFile, path: string): boolean {
  if (path.endsWith('.mjs')) return true;
  const type = packageType(dirname(path));
  if (type !== undefined) return type === 'module';
  return file.statements.some(
    (statement) =>
      ts.isImportDeclaration(statement) ||
      ts.isExportDeclaration(statement) ||
      ts.isExportAssignment(statement) ||
      (ts.canHaveModifiers(statement) &&
        (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false)),
  );
}

/** The `type` of the nearest `package.json`. */
function packageType(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    try {
      return JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')).type;
    } catch {
      if (at === dirname(at)) return undefined;
    }
  }
}
