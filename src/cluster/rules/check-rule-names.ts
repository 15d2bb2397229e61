import { InputError } from '../../core/input-error.js';

/**
 * Checks that there are rules, and that each has a name of its own and a condition.
 *
 * @param otherwise - Name of the segment of all others, where there is one.
 * @throws {InputError} For the first that has not.
 */
export function checkRuleNames(
  who: string,
  rules: readonly { readonly name: string; readonly when: unknown }[],
  otherwise?: string,
): void {
  if (!Array.isArray(rules)) {
    throw new InputError(
      `${who} needs a list of rules, for example [{ name: 'Loyal', when: { orders: { atLeast: 5 } } }].`,
    );
  }
  if (rules.length === 0) throw new InputError(`${who}: there are no rules.`);
  const names = rules.map(({ name }) => name);
  rules.forEach(({ name, when }, i) => {
    if (typeof name !== 'string' || name.trim() === '') {
      throw new InputError(`${who}: the name of rule ${i + 1} is empty.`);
    }
    const first = names.indexOf(name);
    if (first !== i)
      throw new InputError(`${who}: rules ${first + 1} and ${i + 1} are both called "${name}".`);
    if (when === undefined) throw new InputError(`${who}: rule "${name}" does not say when it holds.`);
  });
  if (otherwise === undefined) return;
  if (otherwise.trim() === '')
    throw new InputError(`${who}: otherwise is empty. Name the segment of all others.`);
  if (!names.includes(otherwise)) return;
  throw new InputError(
    `${who}: rule ${names.indexOf(otherwise) + 1} is called "${otherwise}" like the segment of all others. Set "otherwise" to another name.`,
  );
}
