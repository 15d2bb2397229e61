import { InputError } from './input-error.js';

/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;

/**
 * A calendar day as the number of days since 1970-01-01, in UTC.
 *
 * @param value - `YYYY-MM-DD`, or a `Date` whose day is read in UTC.
 * @param who - Function that complains.
 * @throws {InputError} When it is no day of the calendar.
 *
 * @example
 * toDay('1970-01-02', 'rfm'); // 1
 */
export function toDay(value: string | Date, who: string): number {
  const time =
    typeof value === 'string'
      ? /^\d{4}-\d{2}-\d{2}$/.test(value)
        ? Date.parse(`${value}T00:00:00Z`)
        : Number.NaN
      : (value?.getTime?.() ?? Number.NaN);
  const day = Math.floor(time / DAY_MS);
  const rolledOver = typeof value === 'string' && Number.isFinite(day) && dayText(day) !== value; // 31 February
  if (!Number.isFinite(day) || rolledOver) {
    const shown = typeof value === 'string' ? `"${value}"` : String(value);
    throw new InputError(`${who}: ${shown} is no day. Write it as YYYY-MM-DD, for example 2024-01-31.`);
  }
  return day;
}

/**
 * A day as people and files write it.
 *
 * @example
 * dayText(1); // '1970-01-02'
 */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
