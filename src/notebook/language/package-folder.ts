import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the running package, where its `package.json` is. */
export const OWN_FOLDER = fileURLToPath(new URL('../../..', import.meta.url));
const OWN_NAME = 'clientele';

/** Name of the package that a specifier names; undefined for paths, URLs and modules of Node. */
export function packageName(specifier: string): string | undefined {
  if (/^[./#\\]|^[a-z][a-z0-9+.-]*:/i.test(specifier) || isBuiltin(specifier)) return undefined;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}

/** Folder of a package as Node finds it from `folder` upwards. */
export function packageFolder(folder: string, name: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const candidate = join(at, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (at === dirname(at)) return undefined;
  }
}

/** Folder of a package as the running package finds it, itself included. */
export function ownPackageFolder(name: string): string | undefined {
  return name === OWN_NAME ? OWN_FOLDER : packageFolder(OWN_FOLDER, name);
}
