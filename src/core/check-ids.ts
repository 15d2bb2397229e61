import { InputError } from './input-error.js';

/**
 * Checks that every customer has an id of its own.
 *
 * @throws {InputError} For the first id that occurs twice, with both rows.
 */
export function checkIds(who: string, ids: readonly string[]): void {
  const rows = new Map<string, number>();
  ids.forEach((id, i) => {
    const before = rows.get(id);
    if (before !== undefined) {
      throw new InputError(
        `${who}: customer id "${id}" stands in row ${before + 1} and in row ${i + 1}. One row a customer is needed.`,
      );
    }
    rows.set(id, i);
  });
}
