import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { OWN_FOLDER } from '../language/package-folder.js';
import { SESSION_NAMES } from '../language/session-names.js';
import { importFrom, isFoundFrom } from './import-from.js';

/** What a module has beside the globals, for the cells of a notebook. */
export function moduleScope(
  folder: string,
  name: string,
  typesMayBeMissing: boolean,
): Record<string, unknown> {
  const filename = join(folder, name);
  const url = pathToFileURL(filename).href;
  const requireIn = createRequire(filename);
  const requireInPackage = createRequire(join(OWN_FOLDER, 'package.json'));
  const require = (id: string) => (isFoundFrom(folder, id) ? requireIn : requireInPackage)(id);
  return {
    [SESSION_NAMES.import]: importFrom(folder, typesMayBeMissing),
    [SESSION_NAMES.importMeta]: { url, filename, dirname: dirname(filename) },
    [SESSION_NAMES.require]: Object.assign(require, requireIn),
    [SESSION_NAMES.filename]: filename,
    [SESSION_NAMES.dirname]: dirname(filename),
  };
}
