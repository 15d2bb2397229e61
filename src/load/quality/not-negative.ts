import { call, column as columnOf } from '../../engine/plan/expression.js';
import { filled } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';

/**
 * No amount or quantity is below 0; what is missing is not judged. Severity by default: warning, for returns are
 * negative in many files.
 *
 * @example
 * notNegative('amount').rule; // '"amount" is not below 0'
 */
export function notNegative(column: string, options: CheckOptions = {}): QualityCheck {
  return makeCheck(
    {
      kind: 'notNegative',
      columns: [column],
      severity: 'warning',
      rule: `"${column}" is not below 0`,
      wayOut: 'Say whether these are returns or mistakes; readOrders keeps returns apart.',
      test: (scope) => ({
        kind: 'rows',
        rows: scope.rows,
        fails: call('less', columnOf(column), 0),
        judged: filled(column, scope),
      }),
    },
    options,
  );
}
