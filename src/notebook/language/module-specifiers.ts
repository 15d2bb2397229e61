import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { Completion } from '../kernel/kernel-session.js';
import { fileNames } from './file-names.js';
import { OWN_FOLDER, ownPackageFolder, packageFolder, packageName } from './package-folder.js';

/** What an import may name, and where in the text it goes. */
export interface Specifiers {
  /** How much of what is written before the cursor stays. */
  readonly kept: number;
  readonly items: readonly Completion[];
}

const MODULE_FILE = /\.(?:[cm]?[jt]s|json)$/;

/**
 * Modules whose specifier begins with a text: files for `./`, else packages of the notebook's folder and those
 * above it, then the package itself and what it brings, then modules of Node. Behind a package's name, what it
 * exports.
 */
export function moduleSpecifiers(folder: string, begun: string): Specifiers {
  if (/^\.{1,2}(?:\/|$)|^\//.test(begun)) {
    const files = fileNames(folder, begun);
    const isModule = ({ text }: Completion) => text.endsWith('/') || MODULE_FILE.test(text);
    return { kept: files.kept, items: files.items.filter(isModule) };
  }
  const name = packageName(begun);
  const inside = name === undefined || !begun.includes('/', name.length) ? [] : subpaths(folder, name);
  const packages = [...folderPackages(folder), ...ownPackages()].filter((text) => text.startsWith(begun));
  const builtins = builtinModules
    .filter((text) => !/^_|\/_/.test(text))
    .map((text) => (text.startsWith('node:') ? text : `node:${text}`))
    .filter((text) => text.startsWith(begun));
  const items = [...inside.filter((text) => text.startsWith(begun)), ...packages, ...builtins];
  return { kept: 0, items: [...new Set(items)].map((text) => item(folder, text)) };
}

/** Packages that Node finds from a folder upwards; types alone cannot be imported. */
function folderPackages(folder: string): string[] {
  const found = new Set<string>();
  for (let at = resolve(folder); ; at = dirname(at)) {
    for (const name of namesIn(join(at, 'node_modules'))) {
      if (name.startsWith('.') || name === '@types') continue;
      if (!name.startsWith('@')) found.add(name);
      else for (const inner of namesIn(join(at, 'node_modules', name))) found.add(`${name}/${inner}`);
    }
    if (at === dirname(at)) return [...found].sort();
  }
}

function ownPackages(): string[] {
  const { name = '', dependencies = {} } = manifest(OWN_FOLDER);
  const brought = Object.keys(dependencies).filter((dependency) => !dependency.startsWith('@types/'));
  return [name, ...exportedPaths(name, OWN_FOLDER), ...brought];
}

function subpaths(folder: string, name: string): string[] {
  const where = packageFolder(folder, name) ?? ownPackageFolder(name);
  return where === undefined ? [] : exportedPaths(name, where);
}

function exportedPaths(name: string, where: string): string[] {
  return Object.keys(manifest(where).exports ?? {})
    .filter((path) => path.startsWith('./') && !path.includes('*') && !path.endsWith('.json'))
    .map((path) => name + path.slice(1));
}

function item(folder: string, text: string): Completion {
  const name = packageName(text);
  const where = name === undefined ? undefined : (packageFolder(folder, name) ?? ownPackageFolder(name));
  const { version, description } = where === undefined ? {} : manifest(where);
  return {
    text,
    kind: 'module',
    ...(typeof version === 'string' ? { signature: version } : {}),
    ...(typeof description === 'string' ? { documentation: description } : {}),
  };
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
}

function manifest(folder: string): Manifest {
  try {
    const content: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof content === 'object' && content !== null ? content : {};
  } catch {
    return {}; // a package that says nothing about itself
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // most folders have no packages
  }
}
