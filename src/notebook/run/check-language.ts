import { InputError } from '../../core/input-error.js';
import type { Notebook } from '../document/notebook.js';
import { isRaw } from '../document/raw-json.js';

const OURS = ['typescript', 'javascript', 'ts', 'js', 'tslab', 'jslab', 'deno'];

/**
 * Refuses a notebook that says it is in another language; one that says nothing is taken for TypeScript.
 *
 * @throws {InputError} With the language that it names.
 */
export function checkLanguage({ metadata }: Notebook, path: string): void {
  const { kernelspec, language_info: info } = metadata;
  const named = (isRaw(kernelspec) && kernelspec.language) || (isRaw(info) && info.name);
  if (typeof named !== 'string' || OURS.includes(named.toLowerCase())) return;
  throw new InputError(`${path} is a notebook in ${named}; clientele runs TypeScript and JavaScript.`, {
    file: path,
  });
}
