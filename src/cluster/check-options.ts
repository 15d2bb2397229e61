import { InputError } from '../core/input-error.js';

/**
 * Checks that options came at all.
 *
 * @param example - Options as one would write them.
 * @throws {InputError} With the example.
 */
export function checkOptions(who: string, options: unknown, example: string): void {
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return;
  throw new InputError(`${who} needs options behind what it looks at, for example ${example}.`);
}
