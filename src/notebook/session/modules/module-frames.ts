import { fileURLToPath } from 'node:url';
import { localModules } from './local-modules.js';
import { modulePlace } from './local-source.js';
import { shownName } from './module-graph.js';

const FRAME = /^\s*at (?:async )?(?:(.*) \()?(file:[^()\s]+):(\d+):(\d+)\)?$/;

/**
 * The lines of a stack trace that lie in the user's own modules, put the way people read them.
 *
 * @param folder - From which files are named.
 */
export function moduleFrames(stack: string, folder: string): string[] {
  return stack.split('\n').flatMap((line) => {
    const [, name = '', url, atLine, atColumn] = FRAME.exec(line) ?? [];
    if (url === undefined) return [];
    const position = localModules().sourcePosition(url, { line: Number(atLine), column: Number(atColumn) });
    if (position === undefined) return [];
    const place = modulePlace(shownName(fileURLToPath(url), folder), position);
    return [`    at ${name === '' ? '' : `${name}, `}${place}`];
  });
}
