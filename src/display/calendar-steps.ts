const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Of the year 2000; Plotly counts weeks and pairs of weeks from it. */
const FIRST_SUNDAY = Date.UTC(2000, 0, 2);
const MONTH_MS = 30.4375 * DAY_MS;

const SHORT = [
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR_MS),
  ...[1, 2, 3, 7, 14].map((count) => count * DAY_MS),
];
const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

/**
 * Moments from before the first to after the last, a round step of the calendar apart that is at least as long as
 * asked for: hours, days, weeks from Sunday on, months, years. All in milliseconds and universal time.
 */
export function calendarSteps(low: number, high: number, least: number): number[] {
  const step = SHORT.find((length) => length >= least * 0.999 && 2 * least <= MONTH_MS);
  const moments: number[] = [];
  if (step !== undefined) {
    const sunday = step % (7 * DAY_MS) === 0 ? FIRST_SUNDAY : 0;
    for (let at = Math.floor((low - sunday) / step) * step + sunday; ; at += step) {
      moments.push(at);
      if (at > high || moments.length > 5000) return moments;
    }
  }
  const months = MONTHS.find((count) => count * MONTH_MS >= least * 0.999) ?? MONTHS[MONTHS.length - 1];
  const first = new Date(low);
  const start = Math.floor((first.getUTCFullYear() * 12 + first.getUTCMonth()) / months) * months;
  for (let month = start; ; month += months) {
    const at = new Date(0).setUTCFullYear(Math.floor(month / 12), month % 12, 1);
    moments.push(at);
    if (at > high || moments.length > 5000) return moments;
  }
}
