import { dayText } from '../../core/day.js';
import { formatNumber } from '../../core/format.js';
import { median } from '../../stats/median.js';
import type { TimelineBreak } from './timeline-breaks.js';
import { DAYS_OF_WEEK, weekdayOf } from './weekday.js';

/** Whole weeks at which the level of rows changes by `ratio` times or more, beyond chance; `counts` by day. */
export function levelShifts(
  counts: ReadonlyMap<number, number>,
  first: number,
  last: number,
  ratio: number,
  weeks: number,
): TimelineBreak[] {
  const monday = first + ((DAYS_OF_WEEK - weekdayOf(first)) % DAYS_OF_WEEK);
  const whole = Math.floor((last + 1 - monday) / DAYS_OF_WEEK);
  const totals = Array.from({ length: Math.max(0, whole) }, (_, w) => {
    let rows = 0;
    for (let d = 0; d < DAYS_OF_WEEK; d++) rows += counts.get(monday + w * DAYS_OF_WEEK + d) ?? 0;
    return rows;
  });
  const changes: { week: number; before: number; after: number; size: number; sharp: number }[] = [];
  for (let week = weeks; week + weeks <= totals.length; week++) {
    const before = median(totals.slice(week - weeks, week));
    const after = median(totals.slice(week, week + weeks));
    const size = Math.abs(Math.log((after + 0.5) / (before + 0.5)));
    const noise = 3 * Math.sqrt((before + after) / weeks);
    const far =
      Math.max(before, after) >= ratio * Math.min(before, after) && Math.abs(after - before) > noise;
    const sum = (from: number) => totals.slice(from, from + weeks).reduce((total, rows) => total + rows, 0);
    const sharp = Math.abs(sum(week) - sum(week - weeks)); // medians are the same one week off
    if (far) changes.push({ week, before, after, size, sharp });
  }
  const greatest = changes.filter((change) =>
    changes.every(
      (other) =>
        other === change ||
        Math.abs(other.week - change.week) >= weeks ||
        other.size < change.size ||
        (other.size === change.size &&
          (other.sharp < change.sharp || (other.sharp === change.sharp && other.week > change.week))),
    ),
  );
  return greatest.map(({ week, before, after }) => ({
    kind: 'level shift',
    from: dayText(monday + week * DAYS_OF_WEEK),
    to: dayText(monday + (week + weeks) * DAYS_OF_WEEK - 1),
    before,
    after,
    note: `from ${formatNumber(before)} to ${formatNumber(after)} rows a week`,
  }));
}
