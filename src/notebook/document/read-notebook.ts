import { readFile } from 'node:fs/promises';
import { InputError } from '../../core/input-error.js';
import type { Notebook } from './notebook.js';
import { parseNotebook } from './parse-notebook.js';

/**
 * Reads a notebook: `.ipynb` (nbformat 4), or a script with `// %%` cells.
 *
 * @param path - File, relative to the current folder.
 * @throws {InputError} For a file that cannot be read, broken JSON, another nbformat, or what is no notebook.
 *
 * @example
 * const notebook = await readNotebook('quickstart.ipynb');
 * notebook.cells[0].source; // 'const k = 4;'
 */
export async function readNotebook(path: string): Promise<Notebook> {
  return parseNotebook((await readNotebookFile(path)).toString('utf8'), path);
}

/** The bytes of a notebook file. */
export async function readNotebookFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new InputError(`${path} cannot be read: ${reason(error)}.`, { file: path });
  }
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder; name a notebook in it';
  if (code === 'EACCES' || code === 'EPERM') return 'reading it is not permitted';
  return message;
}
