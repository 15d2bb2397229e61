import { DAY_MS, dayText, toDay } from '../../core/day.js';
import { InputError } from '../../core/input-error.js';
import { counted } from '../../display/counted.js';
import { aggregate, column as columnOf } from '../../engine/plan/expression.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';

/**
 * The last date of a column is not older than a number of days. Severity by default: warning.
 *
 * @param options.asOf - `YYYY-MM-DD`, the day from which it counts; default the day that `checkQuality` is given.
 * @throws {InputError} For days that are no number from 0 on; when it is judged, for a column that holds no dates.
 *
 * @example
 * fresh('orderedAt', 7).rule; // 'the last "orderedAt" is at most 7 days old'
 */
export function fresh(
  column: string,
  maxDays: number,
  options: Pick<CheckOptions, 'severity'> & { readonly asOf?: string | Date } = {},
): QualityCheck {
  if (!(maxDays >= 0))
    throw new InputError(`fresh: "${column}" is to be at most ${maxDays} days old.`, { column });
  const given = options.asOf === undefined ? undefined : toDay(options.asOf, 'fresh');
  return makeCheck(
    {
      kind: 'fresh',
      columns: [column],
      severity: 'warning',
      rule: `the last "${column}" is at most ${counted(maxDays, 'day')} old`,
      wayOut: 'Ask for a newer delivery, or say of which day the results are.',
      test: (scope) => {
        if (scope.type(column) !== 'time') {
          throw new InputError(
            `fresh: column "${column}" holds values of type ${scope.type(column)}, not dates.`,
            {
              column,
            },
          );
        }
        const asOf = given ?? scope.asOf();
        return {
          kind: 'summary',
          values: { last: aggregate('maximum', [columnOf(column)]) },
          judge: ({ last }) => {
            if (!(last instanceof Date)) return { passed: false, found: 'there is no date' };
            const day = Math.floor(last.getTime() / DAY_MS);
            const age = asOf - day;
            const when = age < 0 ? `${counted(-age, 'day')} after` : `${counted(age, 'day')} before`;
            return {
              passed: age <= maxDays,
              found: `the last is of ${dayText(day)}, ${when} ${dayText(asOf)}`,
            };
          },
        };
      },
    },
    options,
  );
}
