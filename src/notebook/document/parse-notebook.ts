import { InputError } from '../../core/input-error.js';
import type { Notebook } from './notebook.js';
import { parseIpynb } from './parse-ipynb.js';
import { parseScript } from './parse-script.js';

/** Endings of the scripts that are read as notebooks. */
export const SCRIPT_ENDINGS: readonly string[] = ['.ts', '.mts', '.js', '.mjs'];

/**
 * A notebook from its text: `.ipynb` (nbformat 4), or a script with `// %%` cells.
 *
 * @param name - File name: its ending tells the format, and messages name it.
 * @throws {InputError} With file and line: broken JSON, another nbformat, what is no notebook, an empty file.
 *
 * @example
 * parseNotebook('// %%\nconst k = 4;\n', 'choose.ts').cells[0].source; // 'const k = 4;'
 */
export function parseNotebook(text: string, name: string): Notebook {
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
  const ending = /\.[^./\\]*$/.exec(name.toLowerCase())?.[0] ?? '';
  if (ending === '.ipynb') return parseIpynb(plain, name);
  if (SCRIPT_ENDINGS.includes(ending)) {
    if (plain.trim() === '')
      throw new InputError(`${name}: the file is empty; a script is expected.`, { file: name });
    return parseScript(plain);
  }
  const endings = ['.ipynb', ...SCRIPT_ENDINGS].join(', ');
  throw new InputError(`${name} is no notebook: the name must end in one of ${endings}.`, { file: name });
}
