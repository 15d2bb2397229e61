import { dayText, toDay } from '../../core/day.js';
import { call, column as columnOf } from '../../engine/plan/expression.js';
import { filled } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';

/**
 * No date of a column lies after a day; that day itself passes. What is missing is not judged. Severity by default: error.
 *
 * @param options.asOf - `YYYY-MM-DD`; default the day that `checkQuality` is given.
 *
 * @example
 * notInFuture('orderedAt', { asOf: '2026-01-01' }).rule; // '"orderedAt" is not after 2026-01-01'
 */
export function notInFuture(
  column: string,
  options: CheckOptions & { readonly asOf?: string | Date } = {},
): QualityCheck {
  const given = options.asOf === undefined ? undefined : toDay(options.asOf, 'notInFuture');
  return makeCheck(
    {
      kind: 'notInFuture',
      columns: [column],
      severity: 'error',
      rule: `"${column}" is not after ${given === undefined ? 'the day of the data' : dayText(given)}`,
      wayOut: 'Look for exchanged days and months, for time zones and for test rows.',
      test: (scope) => ({
        kind: 'rows',
        rows: scope.rows,
        fails: call('less', given ?? scope.asOf(), call('day', columnOf(column))),
        judged: filled(column, scope),
      }),
    },
    options,
  );
}
