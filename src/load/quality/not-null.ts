import { isGap } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';

/**
 * Every row has a value in a column; a text of blanks alone is none. Severity by default: error.
 *
 * @example
 * notNull('customerId').rule; // '"customerId" is filled'
 */
export function notNull(column: string, options: CheckOptions = {}): QualityCheck {
  return makeCheck(
    {
      kind: 'notNull',
      columns: [column],
      severity: 'error',
      rule: `"${column}" is filled`,
      wayOut: 'Find out why it is missing; leave these rows out by name, or impute with an indicator.',
      test: (scope) => ({ kind: 'rows', rows: scope.rows, fails: isGap(column, scope) }),
    },
    options,
  );
}
