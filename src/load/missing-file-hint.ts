import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { nearest } from '../core/nearest.js';

const SHOWN = 5;

/**
 * What may have been meant by a file that is not there: the nearest name in its folder, else what that folder holds,
 * else that there is no such folder. An address is no file.
 */
export async function missingFileHint(path: string): Promise<string> {
  if (/^[a-z]{2,}:\/\//i.test(path)) return ' An address is not read: save the file first.';
  const folder = dirname(path);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return ` Nor is there a folder "${folder}".`;
  const names = entries
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort();
  const close = nearest(basename(path), names);
  if (close !== undefined) return ` Nearest in that folder: "${close}".`;
  if (names.length === 0) return ' That folder is empty.';
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return ` That folder holds ${names
    .slice(0, SHOWN)
    .map((name) => `"${name}"`)
    .join(', ')}${more}.`;
}
