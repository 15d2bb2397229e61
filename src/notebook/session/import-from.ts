import { join } from 'node:path';
import { InputError } from '../../core/input-error.js';
import { nearest } from '../../core/nearest.js';
import { OWN_FOLDER, packageFolder, packageName } from '../language/package-folder.js';
import { localModules } from './modules/local-modules.js';
import { LOADER_NAME, type ModuleNamespace, nativeImportIn } from './modules/native-import.js';

/** `import()` of a cell. `names` are the exports that a static import binds. */
export type CellImporter = (
  specifier: string,
  options?: ImportCallOptions,
  names?: readonly string[],
) => Promise<ModuleNamespace>;

/**
 * `import()` for cells: paths count from the notebook's folder; packages are looked up from there first, then
 * from the running package, so that notebooks in an empty folder find the package and what it brings. Modules of
 * the user's own are loaded as they are now, see `LocalModules`.
 *
 * @param typesMayBeMissing - Whether a name that a module lacks is let through, because the type check found
 *   it to be a type.
 */
export function importFrom(folder: string, typesMayBeMissing: boolean): CellImporter {
  const fromFolder = nativeImportIn(folder);
  const fromPackage = nativeImportIn(OWN_FOLDER);
  const cell = join(folder, LOADER_NAME);
  const modules = localModules();
  return async (specifier, options, names = []) => {
    const text = String(specifier);
    const path = modules.find(text, cell);
    if (path !== undefined) {
      return withNames(await modules.load(path, folder), text, names, typesMayBeMissing);
    }
    const load = isFoundFrom(folder, text) ? fromFolder : fromPackage;
    try {
      return withNames(await load(text, options), text, names, typesMayBeMissing);
    } catch (error) {
      throw isMissing(error, folder) ? new InputError(missingText(text, folder)) : error;
    }
  };
}

/** The namespace, completed by the properties of a CommonJS module that Node did not detect as exports. */
function withNames(
  namespace: ModuleNamespace,
  specifier: string,
  names: readonly string[],
  typesMayBeMissing: boolean,
): ModuleNamespace {
  const missing = names.filter((name) => !(name in namespace));
  if (missing.length === 0) return namespace;
  const whole = (namespace.default ?? {}) as ModuleNamespace;
  const unknown = missing.find((name) => !(name in Object(whole)));
  if (unknown !== undefined && !typesMayBeMissing) {
    const near = nearest(unknown, Object.keys(namespace));
    const hint = near === undefined ? '' : ` Nearest: "${near}".`;
    throw new InputError(
      `"${specifier}" exports no "${unknown}".${hint} A type is imported with \`import type\`.`,
    );
  }
  return Object.fromEntries(names.map((name) => [name, name in namespace ? namespace[name] : whole[name]]));
}

/** Whether what the cell itself asked for is missing, not something that a found module asks for. */
function isMissing(error: unknown, folder: string): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (code !== 'ERR_MODULE_NOT_FOUND') return false;
  return [folder, OWN_FOLDER].some((from) => String(message).includes(join(from, LOADER_NAME)));
}

function missingText(specifier: string, folder: string): string {
  const name = packageName(specifier);
  if (name === undefined) return `import: there is no "${specifier}" in ${folder}.`;
  return (
    `import: there is no package "${name}" in ${folder} or above it, nor among those that clientele brings. ` +
    `Install it there: npm install ${name}`
  );
}

/** Whether a specifier is to be looked up from the notebook's folder. */
export function isFoundFrom(folder: string, specifier: string): boolean {
  const name = packageName(specifier);
  return name === undefined || packageFolder(folder, name) !== undefined;
}
