import { aggregate, call, column as columnOf } from '../../engine/plan/expression.js';
import { derive, group, join } from '../../engine/plan/relation.js';
import { filled } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';

/**
 * No value of a column of texts occurs in two spellings that differ in the size of letters or blanks at the ends alone,
 * such as `web` and `Web `. All rows of such a value fail; what is missing is not judged. Severity by default: warning.
 *
 * @throws {InputError} When it is judged, for a column that is not of texts.
 *
 * @example
 * oneSpelling('channel').rule; // 'each value of "channel" has one spelling'
 */
export function oneSpelling(column: string, options: CheckOptions = {}): QualityCheck {
  return makeCheck(
    {
      kind: 'oneSpelling',
      columns: [column],
      severity: 'warning',
      rule: `each value of "${column}" has one spelling`,
      wayOut: 'Choose one spelling and map the others to it.',
      test: (scope) => {
        const plain = { '@plain': call('lowerCase', call('trimmed', columnOf(column))) };
        const rows = derive(scope.who, scope.rows, plain);
        const spellings = group(scope.who, rows, ['@plain'], {
          '@spellings': aggregate('countDistinct', [columnOf(column)]),
        });
        return {
          kind: 'rows',
          rows: join(rows, spellings, ['@plain']),
          fails: call('and', filled(column, scope), call('less', 1, columnOf('@spellings'))),
          judged: filled(column, scope),
        };
      },
    },
    options,
  );
}
