import { accessSync, constants, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { InputError } from '../../core/input-error.js';
import { makeFolder } from '../../core/make-folder.js';
import { reason } from './write-files.js';

/** Where the report of a notebook goes. */
export interface ReportPlace {
  readonly folder: string;
  /** Name of the executed notebook. */
  readonly notebook: string;
  /** Name of the page. */
  readonly page: string;
}

/** The names of a notebook's report. */
export function reportPlace(path: string, folder: string): ReportPlace {
  const base = basename(path, extname(path));
  return { folder, notebook: `${base}.ipynb`, page: `${base}.html` };
}

/**
 * Makes the folder where it is missing, and refuses what could not be written in the end: before the cells run,
 * not after.
 *
 * @param sources - Files that must stay as they are.
 */
export function preparePlace(place: ReportPlace, sources: readonly string[]): void {
  try {
    makeFolder(place.folder);
    accessSync(place.folder, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'EEXIST' ? 'it is a file' : code === 'ENOENT' ? 'no folder can be made there' : reason(error);
    throw new InputError(`The folder ${place.folder} cannot be written: ${why}.`, { file: place.folder });
  }
  for (const name of [place.notebook, place.page]) {
    const target = join(place.folder, name);
    const source = sources.find((candidate) => isSameFile(candidate, target));
    if (source !== undefined) {
      throw new InputError(
        `${target} is the notebook itself; a run never writes over it. Choose another folder for the report.`,
        { file: source },
      );
    }
  }
}

function isSameFile(a: string, b: string): boolean {
  const [first, second] = [a, b].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
  return first !== undefined && second !== undefined && first.dev === second.dev && first.ino === second.ino;
}
