import { DAY_MS, dayText } from '../../core/day.js';

/** How likely a group is to order at some times of the year and week, against its average. */
export interface Season {
  /** Factor of each month, January first. */
  readonly months: readonly number[];
  /** Factor on Saturdays and Sundays. */
  readonly weekend: number;
  /** Factor in the sales: 2-25 January, 1-26 July, 22-30 November. */
  readonly sale: number;
  /** Factor from 25 November to 21 December. */
  readonly christmas: number;
}

/** Whether the retailer has a sale on this day. */
export function isSale(day: number): boolean {
  const monthAndDay = dayText(day).slice(5);
  return (
    (monthAndDay >= '01-02' && monthAndDay <= '01-25') ||
    (monthAndDay >= '07-01' && monthAndDay <= '07-26') ||
    (monthAndDay >= '11-22' && monthAndDay <= '11-30')
  );
}

/** The time in which orders fall, measured in average days: a busy day is longer than one. */
export interface Calendar {
  readonly from: number;
  readonly to: number;
  /** Average days between two days, the first included, the second not; parts outside the calendar are 0. */
  between(from: number, until: number): number;
  /** The day that lies a fraction (0 to 1) of the way from one day to another, both as in `between`. */
  dayAt(fraction: number, from: number, until: number): number;
}

/** The calendar of a season from the first to the last day, both included; the average factor is 1. */
export function calendarOf(season: Season, from: number, to: number): Calendar {
  const days = to - from + 1;
  const elapsed = new Float64Array(days + 1);
  for (let i = 0; i < days; i++) elapsed[i + 1] = elapsed[i] + factor(season, from + i);
  const scale = days / elapsed[days];
  for (let i = 0; i <= days; i++) elapsed[i] *= scale;

  const at = (day: number) => elapsed[Math.min(Math.max(day - from, 0), days)];
  return {
    from,
    to,
    between: (start, until) => Math.max(at(until) - at(start), 0),
    dayAt(fraction, start, until) {
      const wanted = at(start) + fraction * (at(until) - at(start));
      let low = Math.max(start, from) - from;
      let high = Math.min(until, to + 1) - from - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (elapsed[middle] <= wanted) low = middle;
        else high = middle - 1;
      }
      return from + low;
    },
  };
}

function factor(season: Season, day: number): number {
  const date = new Date(day * DAY_MS);
  const weekday = date.getUTCDay();
  const monthAndDay = dayText(day).slice(5);
  let result = season.months[date.getUTCMonth()];
  if (weekday === 0 || weekday === 6) result *= season.weekend;
  if (isSale(day)) result *= season.sale;
  if (monthAndDay >= '11-25' && monthAndDay <= '12-21') result *= season.christmas;
  return result;
}
