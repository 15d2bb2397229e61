import { DAY_MS, dayText } from '../../core/day.js';
import type { Finding } from '../../core/finding.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { type Table, tableOf } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { shownTable } from '../../display/shown-table.js';
import type { EngineTable } from '../../engine/engine-table.js';
import { aggregate, call, column } from '../../engine/plan/expression.js';
import { derive, group } from '../../engine/plan/relation.js';
import type { WhereOptions } from '../../engine/plan-runner.js';
import { median } from '../../stats/median.js';
import { openChecked } from './open-checked.js';

/** How `timelineBreaks` looks. */
export interface TimelineOptions extends WhereOptions {
  /** Expected days without rows in a row that make a gap, default 3. */
  readonly gapDays?: number;
  /** How many times higher or lower a new level is, above 1; default 2. */
  readonly ratio?: number;
  /** Whole weeks on each side that are compared, default 4. */
  readonly weeks?: number;
}

/** A break of a timeline. */
export interface TimelineBreak {
  readonly kind: 'gap' | 'level shift';
  /** First day without rows, or of the new level; `YYYY-MM-DD`. */
  readonly from: string;
  /** Last day without rows, or of the weeks compared. */
  readonly to: string;
  /** Median rows a week before and after; `null` for gaps. */
  readonly before: number | null;
  readonly after: number | null;
  readonly note: string;
}

/** The breaks of a timeline; it shows itself as a table. */
export interface TimelineBreaks extends Displayable {
  readonly breaks: Table<TimelineBreak>;
  readonly findings: readonly Finding[];
  /** First and last day with rows. */
  readonly first: string;
  readonly last: string;
  /** Days with rows, and rows without a date. */
  readonly days: number;
  readonly undated: number;
}

const WHO = 'timelineBreaks';
const WEEK = 7;

/**
 * Days without rows and level shifts that stand out, before anything is learned from a timeline. A gap is `gapDays` or
 * more expected days in a row without rows; a day of the week that has rows in fewer than half of the weeks is not
 * expected. A level shift is where the median rows of the next whole weeks are `ratio` times those of the weeks before, or
 * the reverse, by more than three standard deviations of counts (Poisson); of shifts nearby the greatest. Seasons are
 * level shifts, too: look before you drop anything. Days are in UTC. Runs where the rows are.
 *
 * @throws {InputError} For a column that is not there or holds no dates, and options outside of their range.
 *
 * O(rows + days).
 *
 * @example
 * (await timelineBreaks(orders, 'orderedAt')).last; // '2025-12-27'
 */
export async function timelineBreaks<Row extends object>(
  table: Table<Row> | EngineTable,
  date: keyof Row & string,
  options: TimelineOptions = {},
  task: Task = currentTask(),
): Promise<TimelineBreaks> {
  const { gapDays = 3, ratio = 2, weeks = 4 } = options;
  if (!(gapDays >= 1 && ratio > 1 && Number.isInteger(weeks) && weeks >= 1)) {
    throw new InputError(
      `${WHO}: gapDays and weeks are from 1 on, ratio is above 1; they are ${gapDays}, ${weeks}, ${ratio}.`,
    );
  }
  const { rows, run } = openChecked(WHO, table as Table | EngineTable, [date], [], options, task);
  if (rows.columns.get(date) !== 'time') {
    throw new InputError(
      `${WHO}: column "${date}" holds values of type ${rows.columns.get(date)}, not dates.`,
      { column: date },
    );
  }
  const byDay = group(WHO, derive(WHO, rows, { '@day': call('day', column(date)) }), ['@day'], {
    '@rows': aggregate('count'),
  });
  const [dayColumn, rowColumn] = await run(byDay, { columns: ['@day', '@rows'], orderBy: ['@day'] });
  const counts = new Map<number, number>();
  let undated = 0;
  dayColumn.values.forEach((day, i) => {
    if (day === null) undated = rowColumn.values[i] as number;
    else counts.set(day as number, rowColumn.values[i] as number);
  });
  if (counts.size === 0) throw new InputError(`${WHO}: column "${date}" has no date.`, { column: date });
  const days = [...counts.keys()];
  const [first, last] = [days[0], days.at(-1)!];
  const breaks = [...gaps(counts, first, last, gapDays), ...shifts(counts, first, last, ratio, weeks)].sort(
    (a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0),
  );
  return {
    breaks: breaksTable(breaks),
    findings: breaks.map((each) => findingOf(each, date)),
    first: dayText(first),
    last: dayText(last),
    days: counts.size,
    undated,
    [DISPLAY_KEY]: () =>
      contentBundle(
        shownTable(breaksTable(breaks), {
          caption: `Breaks of "${date}" from ${dayText(first)} to ${dayText(last)}`,
          note: `${formatNumber(counts.size)} days with rows, ${formatNumber(undated)} rows without a date. A gap is ${gapDays} expected days without rows; a level shift a change of weekly rows by ${formatNumber(ratio)} times over ${weeks} weeks`,
        }).content,
      ),
  };
}

/** 0 on Monday to 6. */
function weekdayOf(day: number): number {
  return (((day + 3) % WEEK) + WEEK) % WEEK;
}

function gaps(
  counts: ReadonlyMap<number, number>,
  first: number,
  last: number,
  least: number,
): TimelineBreak[] {
  const seen = new Array<number>(WEEK).fill(0);
  const there = new Array<number>(WEEK).fill(0);
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

function shifts(
  counts: ReadonlyMap<number, number>,
  first: number,
  last: number,
  ratio: number,
  weeks: number,
): TimelineBreak[] {
  const monday = first + ((WEEK - weekdayOf(first)) % WEEK);
  const whole = Math.floor((last + 1 - monday) / WEEK);
  const totals = Array.from({ length: Math.max(0, whole) }, (_, w) => {
    let rows = 0;
    for (let d = 0; d < WEEK; d++) rows += counts.get(monday + w * WEEK + d) ?? 0;
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
    from: dayText(monday + week * WEEK),
    to: dayText(monday + (week + weeks) * WEEK - 1),
    before,
    after,
    note: `from ${formatNumber(before)} to ${formatNumber(after)} rows a week`,
  }));
}

function breaksTable(breaks: readonly TimelineBreak[]): Table<TimelineBreak> {
  const all = <Name extends keyof TimelineBreak>(name: Name) => breaks.map((each) => each[name]);
  return tableOf<TimelineBreak>(
    {
      kind: all('kind'),
      from: all('from'),
      to: all('to'),
      before: all('before'),
      after: all('after'),
      note: all('note'),
    },
    {
      kind: { title: 'Break' },
      from: { title: 'From' },
      to: { title: 'To' },
      before: { title: 'Rows a week before' },
      after: { title: 'Rows a week after' },
      note: { title: 'What was found' },
    },
  );
}

function findingOf({ kind, from, to, note }: TimelineBreak, date: string): Finding {
  return {
    key: 'P4',
    severity: 'warning',
    sentence: `"${date}" has a ${kind} from ${from}${kind === 'gap' ? ` to ${to}` : ''}: ${note}.`,
    evidence: { kind, from, to, days: (Date.parse(to) - Date.parse(from)) / DAY_MS + 1 },
    wayOut:
      'Ask whether the shop was closed, rows were lost, or the source changed; do not compare across it unawares.',
  };
}
