import { aggregate, call, column, type Expression } from '../engine/plan/expression.js';
import { group } from '../engine/plan/relation.js';
import type { RunPlan } from '../engine/plan-runner.js';
import type { Activity } from './level-relation.js';

/** Rows that cannot be used, each under the first reason that applies. */
export interface ActivityFaults {
  readonly rows: number;
  readonly noCustomer: number;
  readonly noTime: number;
  readonly noAmount: number;
  /** After the day of reckoning. */
  readonly later: number;
  /** Day of the last row, since 1970. */
  readonly lastDay: number;
}

/** Counts the rows that cannot be used; one look at all rows. */
export async function activityFaults(activity: Activity, run: RunPlan): Promise<ActivityFaults> {
  const { who, rows, hasTimes, hasAmounts } = activity;
  const never = call('isMissing', call('toNumber', 0));
  const lacks = (name: string, there: boolean) => (there ? call('isMissing', column(name)) : never);
  const reasons = {
    noCustomer: lacks('@customer', true),
    noTime: lacks('@time', hasTimes),
    noAmount: lacks('@amount', hasAmounts),
    later: rows.columns.has('@age') ? call('less', column('@age'), 0) : never,
  };
  const values = Object.entries(reasons).map(([name, reason], i, all) => {
    const before = all.slice(0, i).map(([, earlier]) => call('not', earlier));
    return [
      name,
      aggregate('count', [], before.length === 0 ? reason : call('and', ...before, reason)),
    ] as const;
  });
  const last: Record<string, Expression> = hasTimes
    ? { lastDay: aggregate('maximum', [column('@day')]) }
    : {};
  const plan = group(who, rows, [], { rows: aggregate('count'), ...Object.fromEntries(values), ...last });
  const columns = [...plan.columns.keys()];
  const answer = await run(plan, { columns, orderBy: [] });
  return {
    lastDay: 0,
    ...Object.fromEntries(answer.map((each) => [each.name, each.values[0]])),
  } as ActivityFaults;
}
