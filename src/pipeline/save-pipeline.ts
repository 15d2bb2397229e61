import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { scoreScript } from '../cluster/scoring/score-script.js';
import { InputError, isInputError } from '../core/input-error.js';
import { makeFolder } from '../core/make-folder.js';
import type { Pipeline } from './pipeline.js';
import { pipelineSql } from './pipeline-sql.js';

/** Files of a saved pipeline. */
export const PIPELINE_FILE = 'pipeline.json';

/**
 * Saves a pipeline as a folder: `pipeline.json`, which `loadPipeline` reads, `segment.sql` and, where its columns are
 * numbers and texts, `segment-of.ts`, to be read or taken elsewhere. It holds no customer.
 *
 * @param folder - Made when it is missing; files of the same names are replaced, each is complete or not there.
 * @throws {InputError} When the folder cannot be made or written.
 *
 * @example
 * savePipeline(pipeline, 'spring'); // undefined
 */
export function savePipeline(pipeline: Pipeline, folder: string): void {
  if (pipeline?.kind !== 'pipeline' || typeof folder !== 'string') {
    throw new InputError(
      'savePipeline needs a pipeline, for example of fitPipeline, and the name of a folder.',
    );
  }
  const data = pipeline.toJSON();
  const files: [name: string, text: string][] = [
    [PIPELINE_FILE, `${JSON.stringify(data, null, 1)}\n`],
    ['segment.sql', `${pipelineSql(data, {})}\n`],
  ];
  const script = scriptOf(data);
  if (script !== undefined) files.push(['segment-of.ts', script]);
  try {
    makeFolder(resolve(folder));
    for (const [name, text] of files) {
      const path = join(folder, name);
      writeFileSync(`${path}.part`, text);
      renameSync(`${path}.part`, path);
    }
  } catch (error) {
    try {
      for (const [name] of files) rmSync(join(folder, `${name}.part`), { force: true });
    } catch {} // where the folder is none, nothing was written
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new InputError(
      `savePipeline: the folder "${folder}" cannot be written (${reason}). Name another one.`,
      { file: folder },
    );
  }
}

function scriptOf(data: Parameters<typeof scoreScript>[0]): string | undefined {
  try {
    return scoreScript(data, true);
  } catch (error) {
    if (isInputError(error)) return undefined;
    throw error;
  }
}
