import { existsSync, realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownPackageFolder, packageFolder, packageName } from '../../language/package-folder.js';
import { projectFile, readProject } from '../../language/project-options.js';
import { ts } from '../../language/typescript.js';
import { fileState } from './file-state.js';

/** Where an import leads. */
export type Place =
  /** To a file of the user's own: its real path, and the path that led there, which may be a link. */
  | { readonly path: string; readonly through: string }
  /** To what Node finds by itself. */
  | 'node'
  /** To a package that only the running package can find. */
  | 'lent'
  | 'missing';

interface Project {
  readonly options: ts.CompilerOptions;
  /** The files that say so, with their state when they were read. */
  readonly files: ReadonlyMap<string, string>;
}

const LOADABLE = /\.(?:m?[jt]s|json)$/;
const DECLARATION = /\.d\.([cm]?)ts$/;

/** Finds what imports lead to the way TypeScript does, with the `paths` of the project that a file belongs to. */
export class ProjectPaths {
  readonly #projects = new Map<string, Project>();
  readonly #byFolder = new Map<string, ts.CompilerOptions>();

  /** From now on, files of projects are looked at again. */
  lookAgain(): void {
    this.#byFolder.clear();
  }

  /** The compiler options of the project around a folder; without a `tsconfig.json` there are none. */
  options(folder: string): ts.CompilerOptions {
    const found = this.#byFolder.get(folder) ?? this.#read(folder);
    this.#byFolder.set(folder, found);
    return found;
  }

  /** Where an import of a file leads. */
  find(specifier: string, importer: string): Place {
    if (isBuiltin(specifier)) return 'node';
    if (specifier.startsWith('file:')) return this.find(fileURLToPath(specifier), importer);
    const name = packageName(specifier);
    if (name === undefined && !/^(?:\.{0,2}[/\\]|\.{1,2}$|#|[a-z]:[/\\])/i.test(specifier)) return 'node';
    const folder = dirname(importer);
    const options = this.options(folder);
    const package_ = name === undefined ? undefined : packageFolder(folder, name);
    const isPlain = options.paths === undefined && options.baseUrl === undefined;
    if (name !== undefined && isPlain && (package_ === undefined || !isLinked(package_))) {
      return package_ === undefined ? lentOrMissing(name) : 'node';
    }
    const found = ts.resolveModuleName(specifier, importer, { ...options, ...LOOK_UP }, ts.sys);
    const fileName = found.resolvedModule?.resolvedFileName;
    const through = fileName === undefined ? undefined : runnable(fileName);
    const path = through === undefined ? undefined : realPath(through);
    const isOurs = path !== undefined && LOADABLE.test(path) && !path.includes('/node_modules/');
    if (isOurs && (package_ === undefined || /\.m?ts$/.test(path))) return { path, through: through! };
    if (package_ !== undefined || path !== undefined) return 'node';
    return name === undefined ? 'missing' : lentOrMissing(name);
  }

  #read(folder: string): ts.CompilerOptions {
    const file = projectFile(folder);
    if (file === undefined) return NO_OPTIONS;
    const known = this.#projects.get(file);
    if (known !== undefined && [...known.files].every(([path, state]) => fileState(path) === state)) {
      return known.options;
    }
    const { options, files } = readProject(file);
    const project = { options, files: new Map(files.map((path) => [path, fileState(path)])) };
    this.#projects.set(file, project);
    return project.options;
  }
}

const NO_OPTIONS: ts.CompilerOptions = {};

/** Wider than any project's own way of looking up, and the one of the type check. */
const LOOK_UP: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  customConditions: ['node'],
  allowJs: true,
  resolveJsonModule: true,
  preserveSymlinks: false,
};

/** The file that runs, for one that may only declare it; undefined where there is none. */
function runnable(path: string): string | undefined {
  if (!DECLARATION.test(path)) return path;
  const plain = path.replace(DECLARATION, '.$1js');
  return existsSync(plain) ? plain : undefined;
}

/** Where a file really is, with `/` on every system. */
export function realPath(path: string): string {
  return realpathSync.native(path).replaceAll('\\', '/');
}

function isLinked(folder: string): boolean {
  return !realPath(folder).includes('/node_modules/');
}

function lentOrMissing(name: string): Place {
  return ownPackageFolder(name) === undefined ? 'missing' : 'lent';
}
