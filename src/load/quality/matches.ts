import { call, column as columnOf } from '../../engine/plan/expression.js';
import { portablePattern } from '../../engine/plan/portable-pattern.js';
import { filled } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';

/**
 * The texts of a column have a form: a regular expression that fits the whole text. What is missing is not judged.
 * Severity by default: warning.
 *
 * @param pattern - What every engine reads the same: no look-around, back references, `\b`; `\d` is ASCII.
 * @throws {InputError} For another pattern; when it is judged, for a column that is not of texts.
 *
 * @example
 * matches('email', '[^@\\s]+@[^@\\s]+\\.[^@\\s]+').rule; // '"email" has the form [^@\\s]+@[^@\\s]+\\.[^@\\s]+'
 */
export function matches(column: string, pattern: string, options: CheckOptions = {}): QualityCheck {
  const portable = `^(?:${portablePattern('matches', pattern)})$`;
  return makeCheck(
    {
      kind: 'matches',
      columns: [column],
      severity: 'warning',
      rule: `"${column}" has the form ${pattern}`,
      wayOut: 'Correct the values, or say the form that they do have.',
      test: (scope) => ({
        kind: 'rows',
        rows: scope.rows,
        fails: call('and', filled(column, scope), call('not', call('matches', columnOf(column), portable))),
        judged: filled(column, scope),
      }),
    },
    options,
  );
}
