import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../core/input-error.js';
import type { Pipeline } from './pipeline.js';
import { pipelineFromJSON } from './pipeline-from-json.js';
import { PIPELINE_FILE } from './save-pipeline.js';

/**
 * The pipeline that `savePipeline` wrote; it places customers as it did before, to the last bit.
 *
 * @throws {InputError} When there is none in the folder, and for the files of another version.
 *
 * @example
 * savePipeline(pipeline, 'spring');
 * loadPipeline('spring').segments.length; // 4
 */
export function loadPipeline(folder: string): Pipeline {
  if (typeof folder !== 'string') throw new InputError('loadPipeline needs the name of a folder.');
  const file = join(folder, PIPELINE_FILE);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new InputError(
      `loadPipeline: "${file}" cannot be read (${reason}). Give the folder that savePipeline wrote.`,
      { file },
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InputError(`loadPipeline: "${file}" is no JSON: it was cut off or changed. Save it again.`, {
      file,
    });
  }
  return pipelineFromJSON(json);
}
