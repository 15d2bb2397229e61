/** Days of a week. */
export const DAYS_OF_WEEK = 7;

/** The day of the week of a day since 1970-01-01: 0 on Monday to 6. */
export function weekdayOf(day: number): number {
  return (((day + 3) % DAYS_OF_WEEK) + DAYS_OF_WEEK) % DAYS_OF_WEEK;
}
