import { dayText, toDay } from '../../core/day.js';
import { InputError } from '../../core/input-error.js';

/** First and last day, `YYYY-MM-DD`, both included. */
export type Period = readonly [first: string, last: string];

/** First and last day as days since 1970-01-01. */
export interface DayRange {
  readonly first: number;
  readonly last: number;
  readonly text: string;
}

/** The days of a period; all days where none is asked for. */
export function rangeOrAllDays(who: string, period: Period | undefined): DayRange {
  if (period === undefined) return { first: -Infinity, last: Infinity, text: 'all days' };
  return dayRange(who, 'period', period);
}

/** @throws {InputError} For days that are none and a first day after the last. */
function dayRange(who: string, what: string, period: Period): DayRange {
  if (!Array.isArray(period) || period.length !== 2) {
    throw new InputError(
      `${who}: ${what} is ${String(period)}. Give its first and last day, such as ['2025-01-01', '2025-03-31'].`,
    );
  }
  const [first, last] = period.map((day) => toDay(day as string, `${who}: ${what}`));
  if (first > last) {
    throw new InputError(`${who}: ${what} begins on ${period[0]}, after its end, ${period[1]}.`);
  }
  return { first, last, text: `${dayText(first)} to ${dayText(last)}` };
}

/** Two periods, the earlier one first. */
export interface TwoPeriods {
  readonly before: DayRange;
  readonly after: DayRange;
}

/** @throws {InputError} As `dayRange`, and where the periods overlap or come in the wrong order. */
export function twoPeriods(who: string, before: Period, after: Period): TwoPeriods {
  const [a, b] = [dayRange(who, 'before', before), dayRange(who, 'after', after)];
  if (b.last < a.first) {
    throw new InputError(`${who}: after, ${b.text}, lies before before, ${a.text}. Swap them.`);
  }
  if (b.first <= a.last) {
    throw new InputError(
      `${who}: the periods overlap: ${a.text} and ${b.text}. What lies in both would count twice.`,
    );
  }
  return { before: a, after: b };
}

/** What to know before two periods are compared: that they are of unlike length. */
export function lengthFlag({ before, after }: TwoPeriods): string[] {
  const [a, b] = [before, after].map(({ first, last }) => last - first + 1);
  return Math.abs(a - b) <= 0.05 * Math.max(a, b)
    ? []
    : [`The periods have ${a} and ${b} days: part of the change is their length.`];
}

/** What to know where orders do not reach over both periods: what is not there yet looks like a loss. */
export function coverageFlags(days: Int32Array, { before, after }: TwoPeriods): string[] {
  const first = days.reduce((least, day) => Math.min(least, day), Infinity);
  const last = days.reduce((most, day) => Math.max(most, day), -Infinity);
  const missing = (gap: number, period: DayRange) => gap > 0.05 * (period.last - period.first + 1);
  return [
    ...(missing(first - before.first, before) && first <= before.last
      ? [`Orders begin on ${dayText(first)}, after the first period does.`]
      : []),
    ...(missing(after.last - last, after) && last >= after.first
      ? [`Orders end on ${dayText(last)}, before the second period does: what comes later is missing in it.`]
      : []),
  ];
}
