import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FileSystem } from 'ts7/unstable/fs';
import { ownPackageFolder, packageFolder } from './package-folder.js';

/**
 * The files that the checker sees: those of the disk, the cells, and in the notebook's folder the packages
 * that only the running package can find, as if they were installed there.
 *
 * @param folder - Folder of the notebook, with `/` on every system.
 * @param virtual - Text by path of files that exist for the checker alone.
 */
export function notebookFiles(folder: string, virtual: ReadonlyMap<string, string>): FileSystem {
  const packages = `${folder}/node_modules`;
  const isFolderOfPackages = (path: string) =>
    path === packages || (path.startsWith(`${packages}/@`) && !path.slice(packages.length + 1).includes('/'));

  /** Where a path below the notebook's `node_modules` really is; undefined when it is where it says. */
  function lentPath(path: string): string | undefined {
    if (!path.startsWith(`${packages}/`)) return undefined;
    const [, name, rest] = /^((?:@[^/]*\/)?[^/]*)(.*)$/.exec(path.slice(packages.length + 1))!;
    if (packageFolder(folder, name) !== undefined) return undefined;
    const lender = ownPackageFolder(name);
    return lender === undefined ? undefined : join(lender, rest);
  }

  return {
    readFile(path) {
      const lent = lentPath(path);
      return (
        virtual.get(path) ??
        (lent === undefined ? undefined : isFile(lent) ? readFileSync(lent, 'utf8') : null)
      );
    },
    fileExists(path) {
      if (virtual.has(path)) return true;
      const lent = lentPath(path);
      return lent === undefined ? undefined : isFile(lent);
    },
    directoryExists(path) {
      if (path === folder || isFolderOfPackages(path)) return true;
      const lent = lentPath(path);
      return lent === undefined ? undefined : isFolder(lent);
    },
    realpath(path) {
      if (virtual.has(path)) return path;
      const lent = lentPath(path);
      if (lent === undefined) return undefined;
      return isFile(lent) || isFolder(lent) ? realpathSync(lent).replaceAll('\\', '/') : path;
    },
  };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
