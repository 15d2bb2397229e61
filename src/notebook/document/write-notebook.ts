import { formatIpynb } from './format-ipynb.js';
import { formatScript } from './format-script.js';
import type { Notebook } from './notebook.js';

/**
 * A notebook as the text of a file. One that was read from that format and not changed gives the same text
 * again; of a changed one, what did not change stays as it stood there.
 *
 * @param format - `ipynb` (the default) or `script` (cells start with `// %%`; without outputs).
 * @throws {InputError} When a line of a cell would itself start a cell of the script.
 *
 * @example
 * writeNotebook(await readNotebook('quickstart.ipynb'), 'script'); // '// %% tags=["parameters"]\nconst k = 4;\n'
 */
export function writeNotebook(notebook: Notebook, format: 'ipynb' | 'script' = 'ipynb'): string {
  return format === 'ipynb' ? formatIpynb(notebook) : formatScript(notebook);
}
