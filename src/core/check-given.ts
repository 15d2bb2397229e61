import { InputError } from './input-error.js';

/**
 * Checks that options came at all.
 *
 * @throws {InputError} For anything but an object.
 */
export function checkGiven(who: string, options: unknown): void {
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return;
  throw new InputError(
    `${who} needs its options, an object; its documentation has an example that runs. What came is ${Array.isArray(options) ? 'a list' : String(options)}.`,
  );
}
