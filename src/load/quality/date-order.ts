import { call, column } from '../../engine/plan/expression.js';
import { filled } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';

/**
 * One date is not after another, to the millisecond; rows that lack one of them are not judged. Severity by default:
 * error.
 *
 * @example
 * dateOrder('orderedAt', 'shippedAt').rule; // '"orderedAt" is not after "shippedAt"'
 */
export function dateOrder(first: string, second: string, options: CheckOptions = {}): QualityCheck {
  return makeCheck(
    {
      kind: 'dateOrder',
      columns: [first, second],
      severity: 'error',
      rule: `"${first}" is not after "${second}"`,
      wayOut: 'Look for exchanged columns, time zones, and defaults such as 1900-01-01.',
      test: (scope) => ({
        kind: 'rows',
        rows: scope.rows,
        fails: call('less', call('milliseconds', column(second)), call('milliseconds', column(first))),
        judged: call('and', filled(first, scope), filled(second, scope)),
      }),
    },
    options,
  );
}
