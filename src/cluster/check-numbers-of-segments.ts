import { InputError } from '../core/input-error.js';

/** Checks that numbers of segments to try are a list; each of them is looked at elsewhere. */
export function checkNumbersOfSegments(who: string, k: unknown): void {
  if (Array.isArray(k)) return;
  throw new InputError(
    `${who}: k is ${String(k)}. Give the numbers of segments to try in a list, for example [2, 3, 4].`,
  );
}
