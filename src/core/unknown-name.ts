import { InputError } from './input-error.js';
import { nearest } from './nearest.js';

/**
 * The error for a name that is not among those that exist: it names the nearest one and lists all.
 *
 * @param who - Function that complains, for example `rfm`.
 * @param what - Kind of name, for example `column`.
 *
 * @example
 * throw unknownName('rfm', 'column', 'revnue', ['date', 'revenue']); // InputError: rfm: there is no column "revnue". Nearest: "revenue". There are: date, revenue.
 */
export function unknownName(who: string, what: string, name: string, known: readonly string[]): InputError {
  const close = typeof name === 'string' ? nearest(name, known) : undefined;
  const hint = close === undefined ? '' : ` Nearest: "${close}".`;
  const list = known.length === 0 ? 'There are none.' : `There are: ${known.join(', ')}.`;
  return new InputError(
    `${who}: there is no ${what} "${name}".${hint} ${list}`,
    what === 'column' ? { column: name } : {},
  );
}

/**
 * Checks that names are among those that exist.
 *
 * @throws {InputError} For the first that is not, with the nearest one.
 */
export function checkKnown(
  who: string,
  what: string,
  names: readonly string[],
  known: readonly string[],
): void {
  for (const name of names) if (!known.includes(name)) throw unknownName(who, what, name, known);
}
