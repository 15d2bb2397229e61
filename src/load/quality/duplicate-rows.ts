import { duplicateTest } from './duplicate-test.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';

/**
 * No row is the same as an earlier one in all the columns named, missing values included. Severity by default: warning.
 *
 * @param columns - Name all columns of the table for exact duplicates.
 *
 * @example
 * duplicateRows(['customerId', 'orderId', 'orderedAt', 'amount']).kind; // 'duplicateRows'
 */
export function duplicateRows(columns: readonly string[], options: CheckOptions = {}): QualityCheck {
  return makeCheck(
    {
      kind: 'duplicateRows',
      columns,
      severity: 'warning',
      rule: `no row is the same as an earlier one in ${columns.length} columns`,
      wayOut: 'Ask whether the source repeats rows or customers do; keep one of each if the source does.',
      test: (scope) => duplicateTest(scope, scope.rows, columns),
    },
    options,
  );
}
