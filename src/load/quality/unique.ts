import { InputError } from '../../core/input-error.js';
import { call } from '../../engine/plan/expression.js';
import { duplicateTest } from './duplicate-test.js';
import { filled } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';
import { quotedList } from './quoted-list.js';

/**
 * No two rows have the same value in a column, or the same values in several. Rows after the first one fail; rows that
 * lack one of the values are not judged. Severity by default: error.
 *
 * @throws {InputError} Without a column.
 *
 * @example
 * unique(['orderId', 'line']).rule; // 'each row has its own "orderId" and "line"'
 */
export function unique(columns: string | readonly string[], options: CheckOptions = {}): QualityCheck {
  const names = typeof columns === 'string' ? [columns] : columns;
  if (names.length === 0) throw new InputError('unique needs a column.');
  return makeCheck(
    {
      kind: 'unique',
      columns: names,
      severity: 'error',
      rule: `each row has its own ${quotedList(names)}`,
      wayOut: 'Decide which of the rows is right, or which column is missing from the key.',
      test: (scope) => {
        const all = names.map((name) => filled(name, scope));
        return duplicateTest(scope, scope.rows, names, all.length === 1 ? all[0] : call('and', ...all));
      },
    },
    options,
  );
}
