import { join } from 'node:path';
import { isInputError } from '../../core/input-error.js';
import { parseNotebook } from '../document/parse-notebook.js';
import { executedNotebook } from './executed-notebook.js';
import { makeFiles } from './make-files.js';
import { planRun, type RunPlan } from './plan-run.js';
import { provenance } from './provenance.js';
import { runCells } from './run-cells.js';
import type { RunEvents, RunOptions, RunResult } from './run-options.js';
import { unprovenSentences } from './unproven-sentences.js';
import { warningLines } from './warning-lines.js';
import { writeFiles } from './write-files.js';

/**
 * Runs a notebook in a process of its own and writes its report: the executed notebook, one HTML page, and the
 * files that its cells made. A failing cell, a stop, a timeout or a dying process ends the run; what was
 * computed until then is written all the same, with a banner on the page. Same inputs, same bytes.
 *
 * Relative paths, in parameters and in cells, start at the current folder; imports start at the notebook's.
 *
 * @param path - `.ipynb`, or a script with `// %%` cells.
 * @returns How it ended; nothing that a cell does rejects the promise.
 * @throws {InputError} Before anything runs: an unreadable notebook, one in another language, an unknown
 *   parameter or a value of the wrong type, a folder that cannot be written, a report that would replace a
 *   notebook.
 *
 * @example
 * const { failure } = await runNotebook('quickstart.ipynb', { folder: 'results', parameters: { k: '5' } });
 * failure; // undefined
 */
export async function runNotebook(
  path: string,
  options: RunOptions = {},
  events: RunEvents = {},
): Promise<RunResult> {
  return runPlan(await planRun(path, options), options, events);
}

/** Runs a notebook that was planned. */
export async function runPlan(
  { path, name, bytes, notebook, parameters, place }: RunPlan,
  options: RunOptions = {},
  events: RunEvents = {},
): Promise<RunResult> {
  const running = runCells(notebook, path, name, options, events);
  warmUpPage().catch(() => {}); // what is wrong with it shows when the page is made
  const run = await running;
  const executed = executedNotebook(notebook, run);
  events.onWriting?.();
  const page = {
    fallbackTitle: name,
    notRun: run.notRun,
    provenance: provenance(name, bytes, parameters),
    ...(options.generatedOn === undefined ? {} : { generatedOn: options.generatedOn }),
    ...(run.failure === undefined ? {} : { failure: run.failure }),
  };
  const taken = options.taken ?? new Map<string, string>();
  const { files, problems } = await makeFiles(executed, place, name, page, taken);
  const written: string[] = [];
  try {
    writeFiles(place.folder, files);
    written.push(...files.map((file) => join(place.folder, file.name)));
  } catch (error) {
    if (!isInputError(error)) throw error;
    problems.push(error.message);
  }
  await run.closed;
  return {
    notebook: executed,
    notRun: run.notRun,
    unproven: unprovenSentences(executed),
    problems,
    warnings: warningLines(executed),
    files: written,
    ...(run.failure === undefined ? {} : { failure: run.failure }),
  };
}

/** Loads what a page needs while the first cells run: a page of one heading and one line of code. */
async function warmUpPage(): Promise<void> {
  const { toPage } = await import('../page/to-page.js');
  await toPage(parseNotebook('// %% [markdown]\n// # Title\n// %%\nconst k = 4;\n', 'warm-up.ts'));
}
