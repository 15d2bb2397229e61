import { InputError } from '../../core/input-error.js';
import { unknownName } from '../../core/unknown-name.js';

/**
 * Checks that each customer has an arm and that some arms are among them.
 *
 * @returns Names of all arms, in the order in which they are asked for, then by first customer.
 * @throws {InputError} For another number of arms than customers, a customer without one, and an arm that nobody is in.
 */
export function checkArms(
  who: string,
  arms: ArrayLike<string>,
  ids: readonly string[],
  asked: readonly string[],
): string[] {
  if (arms.length !== ids.length) {
    throw new InputError(`${who}: ${arms.length} arms for ${ids.length} customers.`);
  }
  const found = new Set<string>();
  for (let i = 0; i < arms.length; i++) {
    const arm = arms[i];
    if (typeof arm !== 'string' || arm === '') {
      throw new InputError(`${who}: customer ${i + 1}, "${ids[i]}", has no arm.`);
    }
    found.add(arm);
  }
  const twice = asked.find((arm, i) => asked.indexOf(arm) !== i);
  if (twice !== undefined)
    throw new InputError(`${who}: arm "${twice}" is named twice. Arms are different groups.`);
  for (const arm of asked) if (!found.has(arm)) throw unknownName(who, 'arm', arm, [...found]);
  return [...asked, ...[...found].filter((arm) => !asked.includes(arm))];
}
