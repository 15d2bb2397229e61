import { call, column as columnOf } from '../../engine/plan/expression.js';
import { filled } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';

/** White space of any script, and characters that cannot be seen. */
const BLANK = '[ \\t\\n\\r\\f\u00a0\u2000-\u200d\u2028\u2029\u202f\u2060\u3000\ufeff]';
/** At an end, two in a row, or one that is not a plain blank. */
const STRAY = `^${BLANK}|${BLANK}$|${BLANK}${BLANK}|[\\t\\n\\r\\f\u00a0\u2000-\u200d\u2028\u2029\u202f\u2060\u3000\ufeff]`;

/**
 * Texts have no blank in front or behind, no two in a row, and no invisible characters: such ids are not found again.
 * What is missing is not judged. Severity by default: warning.
 *
 * @throws {InputError} When it is judged, for a column that is not of texts.
 *
 * @example
 * noStrayBlanks('customerId').rule; // '"customerId" has no stray blanks'
 */
export function noStrayBlanks(column: string, options: CheckOptions = {}): QualityCheck {
  return makeCheck(
    {
      kind: 'noStrayBlanks',
      columns: [column],
      severity: 'warning',
      rule: `"${column}" has no stray blanks`,
      wayOut: 'Trim the column before joining or counting on it.',
      test: (scope) => ({
        kind: 'rows',
        rows: scope.rows,
        fails: call('and', filled(column, scope), call('matches', columnOf(column), STRAY)),
        judged: filled(column, scope),
      }),
    },
    options,
  );
}
