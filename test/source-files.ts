import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const source = fileURLToPath(new URL('../src', import.meta.url));
const build = fileURLToPath(new URL('../dist', import.meta.url));

/** Files of `src/`, for example `cluster/k-means/kmeans.ts`. */
export const sourceFiles = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .sort();

export function sourceText(file: string): string {
  return readFileSync(join(source, file), 'utf8');
}

export function parseSource(file: string): ts.SourceFile {
  return ts.createSourceFile(file, sourceText(file), ts.ScriptTarget.Latest, true);
}

/** What the build of a source file exports. */
export async function importBuilt(file: string): Promise<Record<string, unknown>> {
  return import(pathToFileURL(join(build, file.replace(/\.ts$/, '.js'))).href);
}

/** A name that the package exports: a value or a type. */
export interface PublicName {
  readonly name: string;
  /** What it is imported from. */
  readonly entry: string;
  /** Where it is defined. */
  readonly file: string;
}

export const publicNames = [
  ...exportsOf('index.ts', 'clientele'),
  ...exportsOf('notebook/index.ts', 'clientele/notebook'),
];

function exportsOf(index: string, entry: string): PublicName[] {
  const statements = parseSource(index).statements.filter(ts.isExportDeclaration);
  return statements.flatMap(({ moduleSpecifier, exportClause }) => {
    const target = (moduleSpecifier as ts.StringLiteral).text.replace(/\.js$/, '.ts');
    const file = posix.join(posix.dirname(index), target);
    return (exportClause as ts.NamedExports).elements.map(({ name }) => ({ name: name.text, entry, file }));
  });
}
