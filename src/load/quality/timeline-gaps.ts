import { dayText } from '../../core/day.js';
import type { TimelineBreak } from './timeline-breaks.js';
import { DAYS_OF_WEEK, weekdayOf } from './weekday.js';

/** Runs of days without rows that hold at least `least` days on which rows are expected; `counts` by day. */
export function timelineGaps(
  counts: ReadonlyMap<number, number>,
  first: number,
  last: number,
  least: number,
): TimelineBreak[] {
  const seen = new Array<number>(DAYS_OF_WEEK).fill(0);
  const there = new Array<number>(DAYS_OF_WEEK).fill(0);
  for (let day = first; day <= last; day++) {
    there[weekdayOf(day)]++;
    if (counts.has(day)) seen[weekdayOf(day)]++;
  }
  const expected = (day: number) => seen[weekdayOf(day)] * 2 >= there[weekdayOf(day)];
  const found: TimelineBreak[] = [];
  let [start, missed] = [first, 0];
  for (let day = first; day <= last; day++) {
    if (!counts.has(day)) {
      if (expected(day)) missed++;
      continue;
    }
    if (missed >= least) {
      found.push({
        kind: 'gap',
        from: dayText(start),
        to: dayText(day - 1),
        before: null,
        after: null,
        note: `${missed} expected days without rows`,
      });
    }
    [start, missed] = [day + 1, 0];
  }
  return found;
}
