import { call, type PlanExpression } from '../../engine/plan/expression.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';

/**
 * A condition of your own is true in every row; where it is neither true nor false for want of a value, the row is not
 * judged. Severity by default: warning.
 *
 * @param rule - The condition in words.
 * @param columns - The columns that it looks at.
 *
 * @example
 * holds('web orders have no clerk', ['channel', 'clerk'], call('or', call('not', call('equal', column('channel'), 'web')), call('isMissing', column('clerk')))).kind; // 'holds'
 */
export function holds(
  rule: string,
  columns: readonly string[],
  condition: PlanExpression,
  options: CheckOptions = {},
): QualityCheck {
  return makeCheck(
    {
      kind: 'holds',
      columns,
      severity: 'warning',
      rule,
      wayOut: 'Look at the rows, and ask who enters them.',
      test: (scope) => ({
        kind: 'rows',
        rows: scope.rows,
        fails: call('not', condition),
        judged: call('not', call('isMissing', condition)),
      }),
    },
    options,
  );
}
