import { InputError } from '../../core/input-error.js';

/** White space that `\s` stands for. */
const BLANK = ' \\t\\n\\f\\r';

/**
 * A regular expression that means the same in every engine: `.` is any character but a line feed, `\s` one of blank,
 * tab, line feed, form feed and carriage return, `\d` and `\w` know ASCII alone.
 *
 * @returns The pattern, for the function `matches` of plans.
 * @throws {InputError} For a pattern that is none, and for what engines read differently or not at all: look-around,
 *   back references, named groups, `\b`, `\B`, `\S` inside of brackets, and properties longer than `\p{Lu}`.
 */
export function portablePattern(who: string, pattern: string): string {
  const refuse = (what: string) =>
    new InputError(
      `${who}: the pattern ${JSON.stringify(pattern)} uses ${what}, which not every engine reads the same. Say it without.`,
    );
  let portable = '';
  let inside = false;
  const pieces = pattern.match(/\\p\{[^}]*\}|\\P\{[^}]*\}|\\[\s\S]|\(\?<?[=!:]|\(\?|[\s\S]/gu) ?? [];
  for (const piece of pieces) {
    if (piece === '[') inside = true;
    if (piece === ']') inside = false;
    if (/^\\[1-9kbB]$/.test(piece)) throw refuse(`"${piece}"`);
    if (!inside && /^\(\?/.test(piece) && piece !== '(?:') throw refuse(`"${piece}"`);
    if (/^\\[pP]\{/.test(piece) && !/^\\[pP]\{\p{Lu}\p{Ll}?\}$/u.test(piece)) throw refuse(`"${piece}"`);
    if (piece === '\\S' && inside) throw refuse('"\\S" inside of brackets');
    if (piece === '.' && !inside) portable += '[^\\n]';
    else if (piece === '\\s') portable += inside ? BLANK : `[${BLANK}]`;
    else if (piece === '\\S') portable += `[^${BLANK}]`;
    else portable += piece;
  }
  try {
    new RegExp(portable, 'u');
  } catch (error) {
    throw new InputError(
      `${who}: ${JSON.stringify(pattern)} is no regular expression: ${(error as Error).message}`,
    );
  }
  return portable;
}
