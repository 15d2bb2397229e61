import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ts } from './typescript.js';

/** What the `tsconfig.json` around a folder says. */
export interface ProjectOptions {
  readonly options: ts.CompilerOptions;
  /** The files that say so. */
  readonly files: readonly string[];
}

/** File of the project that a folder belongs to; undefined where there is none. */
export function projectFile(folder: string): string | undefined {
  return ts.findConfigFile(folder, existsSync);
}

/** Reads a `tsconfig.json` and what it extends; which files belong to it is not looked up. */
export function readProject(file: string): ProjectOptions {
  const source = ts.readJsonConfigFile(file, ts.sys.readFile);
  const host = { ...ts.sys, readDirectory: () => [] };
  const { options } = ts.parseJsonSourceFileConfigFileContent(source, host, dirname(file), undefined, file);
  return { options, files: [file, ...(source.extendedSourceFiles ?? [])] };
}

/** The `paths` of a project, `baseUrl` included, so that they mean the same from everywhere. */
export function absolutePaths(options: ts.CompilerOptions): Record<string, string[]> | undefined {
  const { paths, baseUrl, pathsBasePath } = options;
  if (paths === undefined && baseUrl === undefined) return undefined;
  const base = baseUrl ?? String(pathsBasePath);
  const absolute = Object.entries(paths ?? {}).map(([name, targets]): [string, string[]] => [
    name,
    targets.map((target) => resolve(base, target)),
  ]);
  const others: [string, string[]][] = baseUrl === undefined ? [] : [['*', [resolve(baseUrl, '*')]]];
  return Object.fromEntries([...others, ...absolute]);
}
