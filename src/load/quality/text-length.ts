import { InputError } from '../../core/input-error.js';
import { call, column as columnOf } from '../../engine/plan/expression.js';
import { filled } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';

/**
 * The texts of a column are neither too short nor too long, in characters (code points); what is missing is not judged.
 * Severity by default: warning.
 *
 * @throws {InputError} For lengths the wrong way round; when it is judged, for a column that is not of texts.
 *
 * @example
 * textLength('postalCode', { min: 5, max: 5 }).rule; // '"postalCode" has 5 to 5 characters'
 */
export function textLength(
  column: string,
  range: { readonly min?: number; readonly max: number },
  options: CheckOptions = {},
): QualityCheck {
  const { min = 1, max } = range;
  if (!(min >= 0 && min <= max)) {
    throw new InputError(`textLength: "${column}" is to have from ${min} to ${max} characters.`, { column });
  }
  return makeCheck(
    {
      kind: 'textLength',
      columns: [column],
      severity: 'warning',
      rule: `"${column}" has ${min} to ${max} characters`,
      wayOut:
        'Look for texts that were cut, for zeros that were lost in front, and for notes in the wrong field.',
      test: (scope) => {
        const length = call('letterCount', columnOf(column));
        return {
          kind: 'rows',
          rows: scope.rows,
          fails: call(
            'and',
            filled(column, scope),
            call('or', call('less', length, min), call('less', max, length)),
          ),
          judged: filled(column, scope),
        };
      },
    },
    options,
  );
}
