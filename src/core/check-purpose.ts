import type { ColumnInfo } from './column.js';
import { InputError } from './input-error.js';
import { PURPOSES, type Purpose } from './purpose.js';
import { checkKnown } from './unknown-name.js';

/** @throws {InputError} For a purpose that is none. */
export function checkPurpose(who: string, purpose: Purpose): void {
  checkKnown(who, 'purpose', [purpose], PURPOSES);
}

/** Whether a column may be used for a purpose; one whose purposes are not stated may. */
export function coversPurpose(info: ColumnInfo | undefined, purpose: Purpose): boolean {
  return info?.purposes?.includes(purpose) ?? true;
}

/**
 * Refuses columns that do not cover a purpose.
 *
 * @throws {InputError} For the first one, with what it covers.
 */
export function checkCovered(
  who: string,
  purpose: Purpose,
  names: readonly string[],
  info: Readonly<Record<string, ColumnInfo>>,
): void {
  checkPurpose(who, purpose);
  for (const name of names) {
    const own = Object.hasOwn(info, name) ? info[name] : undefined;
    if (coversPurpose(own, purpose)) continue;
    throw new InputError(
      `${who}: column "${name}" may not be used for ${purpose}; it covers ${purposeWords(own?.purposes)}. Leave it out.`,
      { column: name },
    );
  }
}

/** Purposes in words. */
export function purposeWords(purposes: readonly Purpose[] | undefined): string {
  if (purposes === undefined) return 'every purpose, as none are stated';
  return purposes.length === 0 ? 'no purpose' : purposes.join(', ');
}
