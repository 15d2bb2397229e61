import { dayText } from '../core/day.js';
import { formatNumber } from '../core/format.js';
import type { Task } from '../core/task.js';
import { aggregate, call, column } from '../engine/plan/expression.js';
import { group } from '../engine/plan/relation.js';
import type { RunPlan } from './feature-table.js';
import type { Activity } from './level-relation.js';

/** Counts the rows that were left out on request, and says so; they are looked for only when something was. */
export async function sayWhatIsLeftOut(
  whole: Activity,
  used: number,
  asOf: number | undefined,
  run: RunPlan,
  task: Task,
): Promise<void> {
  const { who, rows, hasTimes } = whole;
  const noCustomer = call('isMissing', column('@customer'));
  const gap = hasTimes ? call('or', noCustomer, call('isMissing', column('@time'))) : noCustomer;
  const late = hasTimes ? call('and', call('not', gap), call('less', column('@age'), 0)) : call('not', true);
  const plan = group(who, rows, [], {
    '@rows': aggregate('count'),
    '@gaps': aggregate('count', [], gap),
    '@later': aggregate('count', [], late),
  });
  const answer = await run(plan, { columns: ['@rows', '@gaps', '@later'], orderBy: [] });
  const [all, gaps, later] = answer.map(({ values }) => values[0] as number);
  const unlisted = all - used - gaps - later;
  const say = (count: number, what: string) => {
    if (count > 0) task.warn(`${who}: ${formatNumber(count)} rows ${what} are left out.`);
  };
  say(gaps, 'without customer or time');
  if (asOf !== undefined) say(later, `after ${dayText(asOf)}`);
  say(unlisted, 'of customers who are not listed');
}
