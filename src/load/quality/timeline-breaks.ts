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
import { levelShifts } from './level-shifts.js';
import { openChecked } from './open-checked.js';
import { timelineGaps } from './timeline-gaps.js';

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
  const breaks = [
    ...timelineGaps(counts, first, last, gapDays),
    ...levelShifts(counts, first, last, ratio, weeks),
  ].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
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
