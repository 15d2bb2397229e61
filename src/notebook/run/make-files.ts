import type { Notebook } from '../document/notebook.js';
import { writeNotebook } from '../document/write-notebook.js';
import type { PageOptions } from '../page/page-options.js';
import type { ReportPlace } from './report-place.js';
import { type ResultFile, resultFiles } from './result-files.js';
import type { NewFile } from './write-files.js';

/**
 * The files of a report: the page, the executed notebook, and what cells made for the folder. Whatever cannot
 * be made is left out, with one sentence.
 *
 * @param name - Name of the notebook.
 * @param taken - Names in the folder that are taken, in lower case, with what took them; ours are added.
 */
export async function makeFiles(
  executed: Notebook,
  place: ReportPlace,
  name: string,
  options: PageOptions,
  taken: Map<string, string>,
): Promise<{ readonly files: NewFile[]; readonly problems: string[] }> {
  const files: NewFile[] = [];
  const { files: results, problems } = resultFiles(executed);
  async function add(file: string, text: () => string | Promise<string>): Promise<void> {
    try {
      files.push({ name: file, text: await text() });
    } catch (error) {
      problems.push(`${file} could not be made: ${(error as Error).message}`);
    }
  }
  for (const own of [place.page, place.notebook]) taken.set(own.toLowerCase(), `the report of ${name}`);
  const chosen = distinct(results, name, taken, problems);

  await add(place.page, async () => (await import('../page/to-page.js')).toPage(executed, options));
  await add(place.notebook, () => writeNotebook(executed));
  const { fallbackTitle: _, failure: __, notRun: ___, ...sheet } = options;
  for (const { name: file, content } of chosen) {
    await add(file, async () =>
      content.kind === 'file'
        ? content.text
        : (await import('../page/content-page.js')).contentPage(content, sheet),
    );
  }
  return { files, problems };
}

/** The results whose names are free; the same result shown twice is one file. */
function distinct(
  results: readonly ResultFile[],
  notebook: string,
  taken: Map<string, string>,
  problems: string[],
): ResultFile[] {
  const chosen = new Map<string, ResultFile>();
  for (const result of results) {
    const key = result.name.normalize().toLowerCase();
    const other = chosen.get(key);
    if (other !== undefined && JSON.stringify(other.content) === JSON.stringify(result.content)) continue;
    const owner = taken.get(key);
    if (owner === undefined) {
      taken.set(key, `cell ${result.cell} of ${notebook}`);
      chosen.set(key, result);
    } else {
      problems.push(
        `cell ${result.cell}: the name ${result.name} is taken by ${owner}. Give the result another name.`,
      );
    }
  }
  return [...chosen.values()];
}
