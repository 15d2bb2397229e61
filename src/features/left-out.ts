import { dayText } from '../core/day.js';
import type { Task } from '../core/task.js';
import { counted } from '../display/counted.js';
import type { RunPlan } from '../engine/plan-runner.js';
import { activityFaults } from './activity-faults.js';
import type { Activity } from './level-relation.js';

/** Counts the rows that were left out on request, and says so; they are looked for only when something was. */
export async function sayWhatIsLeftOut(
  whole: Activity,
  used: number,
  asOf: number | undefined,
  run: RunPlan,
  task: Task,
): Promise<void> {
  const { rows, noCustomer, noTime, later } = await activityFaults(whole, run);
  const say = (count: number, what: string) => {
    if (count > 0) task.warn(`${whole.who}: ${counted(count, 'row')} ${what} left out.`);
  };
  say(noCustomer + noTime, 'without customer or time');
  if (asOf !== undefined) say(later, `after ${dayText(asOf)}`);
  say(rows - used - noCustomer - noTime - later, 'of customers who are not listed');
}
