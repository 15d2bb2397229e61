import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { OWN_FOLDER } from '../language/package-folder.js';
import { CELL_NAMES } from '../language/rewrite-cell.js';
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
    [CELL_NAMES.import]: importFrom(folder, typesMayBeMissing),
    [CELL_NAMES.importMeta]: { url, filename, dirname: dirname(filename) },
    [CELL_NAMES.require]: Object.assign(require, requireIn),
    [CELL_NAMES.filename]: filename,
    [CELL_NAMES.dirname]: dirname(filename),
  };
}
