import { dayText } from '../core/day.js';
import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import type { EngineColumn } from '../engine/engine.js';
import { aggregate, call, column } from '../engine/plan/expression.js';
import { type Feature, feature, summary } from './feature.js';
import type { Activity } from './level-relation.js';

/** Hidden features that count what is wrong, so that one look at the rows does for both. */
export function checkFeatures({ hasAmounts, hasTimes, rows }: Activity): Feature[] {
  const lacks = (name: string) => summary('rows', aggregate('count', [], call('isMissing', column(name))));
  return [
    feature('@rows', {}, summary('rows', aggregate('count'))),
    ...(hasTimes ? [feature('@timeless', {}, lacks('@time'))] : []),
    ...(hasAmounts ? [feature('@unpaid', {}, lacks('@amount'))] : []),
    ...(rows.columns.has('@age')
      ? [
          feature('@later', {}, summary('rows', aggregate('count', [], call('less', column('@age'), 0)))),
          feature('@last', {}, summary('rows', aggregate('maximum', [column('@day')]))),
        ]
      : []),
  ];
}

/**
 * Refuses rows that cannot be used.
 *
 * @returns Rows that features were computed from.
 * @throws {InputError} When there are no rows, and for rows that lack customer, time or amount or are too late, with
 *   their number.
 */
export function checkRows(
  who: string,
  answer: readonly EngineColumn[],
  { hasAmounts }: Activity,
  asOf: number | undefined,
  oneRow: boolean,
): number {
  const values = (name: string) =>
    (answer.find((each) => each.name === name)?.values ?? []) as (number | null)[];
  const total = (name: string) => values(name).reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const rows = total('@rows');
  if (rows === 0) throw new InputError(`${who}: there are no rows.`);
  const missing = answer[0].values.indexOf(null);
  const customerless = missing < 0 ? 0 : (values('@rows')[missing] ?? 0);
  refuse(who, customerless, 'no customer', "gaps: 'leave out'");
  refuse(who, total('@timeless'), 'no time', "gaps: 'leave out'");
  if (hasAmounts) refuse(who, total('@unpaid'), 'no amount');
  if (oneRow) {
    const twice = values('@rows').findIndex((count) => (count ?? 0) > 1);
    if (twice >= 0) {
      throw new InputError(
        `${who}: customer "${answer[0].values[twice]}" has ${values('@rows')[twice]} rows; these features need one row a customer.`,
      );
    }
  }
  const later = total('@later');
  if (later > 0 && asOf !== undefined) {
    const lastDay = values('@last').reduce<number>((last, day) => Math.max(last, day ?? last), -Infinity);
    throw new InputError(
      `${who}: asOf ${dayText(asOf)} is before the last row, ${dayText(lastDay)} (${formatNumber(later)} ${later === 1 ? 'row is' : 'rows are'} later). ` +
        "Choose that day or a later one, or later: 'leave out'.",
    );
  }
  return rows;
}

function refuse(who: string, rows: number, what: string, wayOut?: string): void {
  if (rows === 0) return;
  const out =
    wayOut === undefined ? 'Fill them or leave them out first.' : `Fill them, or leave them out: ${wayOut}.`;
  throw new InputError(
    `${who}: ${formatNumber(rows)} ${rows === 1 ? 'row has' : 'rows have'} ${what}. ${out}`,
  );
}
