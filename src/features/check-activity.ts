import { dayText } from '../core/day.js';
import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import type { EngineColumn } from '../engine/engine.js';
import { aggregate, call, column } from '../engine/plan/expression.js';
import type { RunPlan } from '../engine/plan-runner.js';
import { type ActivityFaults, activityFaults } from './activity-faults.js';
import { type Feature, type FeatureExpression, feature, formula, summary } from './feature.js';
import type { Activity } from './level-relation.js';

/**
 * Hidden features that one look at the rows gives besides: whether any cannot be used, and with `byCustomer` how many
 * each customer has.
 */
export function checkFeatures({ hasAmounts, hasTimes, rows }: Activity, byCustomer: boolean): Feature[] {
  const counted = (name?: string) =>
    summary('rows', aggregate('count', name === undefined ? [] : [column(name)]));
  const lacking = (name: string) => formula('subtract', counted(), counted(name));
  const youngest = summary('rows', aggregate('minimum', [column('@age')]));
  const wrong: FeatureExpression[] = [
    ...(hasTimes ? [lacking('@time')] : []),
    ...(hasAmounts ? [lacking('@amount')] : []),
    ...(rows.columns.has('@age') ? [formula('choose', formula('less', youngest, 0), 1, 0)] : []),
  ];
  const sum = wrong.reduce<FeatureExpression | undefined>(
    (all, next) => (all === undefined ? next : formula('add', all, next)),
    undefined,
  );
  return [
    ...(sum === undefined ? [] : [feature('@wrong', {}, sum)]),
    ...(hasAmounts
      ? [feature('@size', {}, summary('rows', aggregate('sum', [call('absolute', column('@amount'))])))]
      : []),
    ...(byCustomer ? [feature('@rows', {}, summary('rows', aggregate('count')))] : []),
  ];
}

/** Sizes of all amounts together up to which engines may add money up in doubles. */
const QUICK_MONEY_LIMIT = 9e9;

/** Whether money that was added up in doubles is exact; a doubt counts as no. */
export function moneyIsExact(answer: readonly EngineColumn[]): boolean {
  const sizes = answer.find(({ name }) => name === '@size')?.values ?? [];
  let total = 0;
  for (const size of sizes) total += (size as number | null) ?? 0;
  return total < QUICK_MONEY_LIMIT;
}

/**
 * Refuses rows that cannot be used.
 *
 * @throws {InputError} When there are no rows, and for rows that lack customer, time or amount or are too late, with
 *   their number; with `oneRow` for a customer of several rows.
 */
export async function checkRows(
  activity: Activity,
  answer: readonly EngineColumn[],
  asOf: number | undefined,
  oneRow: boolean,
  run: RunPlan,
): Promise<void> {
  const { who } = activity;
  const [{ values: ids }] = answer;
  if (ids.length === 0) throw new InputError(`${who}: there are no rows.`);
  const counts = (name: string) => answer.find((each) => each.name === name)?.values ?? [];
  const wrong = counts('@wrong').some((count) => count !== null && count !== 0);
  if (wrong || ids.includes(null)) refuse(who, await activityFaults(activity, run), asOf);
  const twice = oneRow ? counts('@rows').findIndex((count) => (count as number) > 1) : -1;
  if (twice >= 0) {
    throw new InputError(
      `${who}: customer "${ids[twice]}" has ${counts('@rows')[twice]} rows; these features need one row a customer.`,
    );
  }
}

/**
 * Looks at all rows for ones that cannot be used.
 *
 * @throws {InputError} As `checkRows`.
 */
export async function refuseFaults(
  activity: Activity,
  asOf: number | undefined,
  run: RunPlan,
): Promise<void> {
  const faults = await activityFaults(activity, run);
  if (faults.rows === 0) throw new InputError(`${activity.who}: there are no rows.`);
  refuse(activity.who, faults, asOf);
}

function refuse(who: string, faults: ActivityFaults, asOf: number | undefined): void {
  const { noCustomer, noTime, noAmount, later, lastDay } = faults;
  const rows = (count: number, one: string, many: string) =>
    `${formatNumber(count)} ${count === 1 ? one : many}`;
  const out = "Fill them, or leave them out: gaps: 'leave out'.";
  if (noCustomer > 0)
    throw new InputError(`${who}: ${rows(noCustomer, 'row has', 'rows have')} no customer. ${out}`);
  if (noTime > 0) throw new InputError(`${who}: ${rows(noTime, 'row has', 'rows have')} no time. ${out}`);
  if (noAmount > 0) {
    throw new InputError(
      `${who}: ${rows(noAmount, 'row has', 'rows have')} no amount. Fill them or leave them out first.`,
    );
  }
  if (later > 0 && asOf !== undefined) {
    throw new InputError(
      `${who}: asOf ${dayText(asOf)} is before the last row, ${dayText(lastDay)} (${rows(later, 'row is', 'rows are')} later). ` +
        "Choose that day or a later one, or later: 'leave out'.",
    );
  }
}
