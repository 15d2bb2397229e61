import { basename } from 'node:path';
import type { Notebook } from '../document/notebook.js';
import { parseNotebook } from '../document/parse-notebook.js';
import { readNotebookFile } from '../document/read-notebook.js';
import { applyParameters, type ParameterTexts } from './apply-parameters.js';
import { checkLanguage } from './check-language.js';
import { preparePlace, type ReportPlace, reportPlace } from './report-place.js';
import type { RunOptions } from './run-options.js';

/** A notebook that was read and checked, ready to run. */
export interface RunPlan {
  readonly path: string;
  /** File name without folder. */
  readonly name: string;
  /** What stands in the file. */
  readonly bytes: Uint8Array;
  /** With its parameters set. */
  readonly notebook: Notebook;
  readonly parameters: ParameterTexts;
  readonly place: ReportPlace;
}

/**
 * Finds everything that is wrong with a run before it starts, and makes the folder for the report.
 *
 * @throws {InputError} An unreadable notebook, one in another language, an unknown parameter or a value of the
 *   wrong type, a folder that cannot be written, a report that would replace a notebook.
 */
export async function planRun(
  path: string,
  {
    parameters = {},
    folder = 'results',
    sources = [],
  }: Pick<RunOptions, 'parameters' | 'folder' | 'sources'>,
): Promise<RunPlan> {
  const bytes = await readNotebookFile(path);
  const source = parseNotebook(bytes.toString('utf8'), path);
  checkLanguage(source, path);
  const notebook = applyParameters(source, parameters, path);
  const place = reportPlace(path, folder);
  preparePlace(place, [path, ...sources]);
  return { path, name: basename(path), bytes, notebook, parameters, place };
}
