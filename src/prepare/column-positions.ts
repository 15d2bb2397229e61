import { InputError } from '../core/input-error.js';
import { unknownName } from '../core/unknown-name.js';

/**
 * Where columns stand in a matrix.
 *
 * @throws {InputError} For a name that is missing, with the nearest one, and for one that is listed twice.
 */
export function columnPositions(
  who: string,
  names: readonly string[],
  wanted: readonly string[],
): readonly number[] {
  return wanted.map((name, i) => {
    const position = names.indexOf(name);
    if (position === -1) throw unknownName(who, 'column', name, names);
    if (wanted.indexOf(name) !== i) throw new InputError(`${who}: column "${name}" is listed twice.`);
    return position;
  });
}
