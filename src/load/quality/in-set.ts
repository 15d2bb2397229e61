import { InputError } from '../../core/input-error.js';
import { call, column as columnOf } from '../../engine/plan/expression.js';
import { filled } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, CheckScope, QualityCheck } from './quality-check.js';

/**
 * The values of a column are among those named, letter by letter; what is missing is not judged. Severity by default:
 * warning.
 *
 * @throws {InputError} Without values; when it is judged, for values of another type than the column's.
 *
 * @example
 * inSet('channel', ['store', 'web']).rule; // '"channel" is one of store, web'
 */
export function inSet(
  column: string,
  values: readonly (string | number | boolean)[],
  options: CheckOptions = {},
): QualityCheck {
  if (values.length === 0) throw new InputError(`inSet needs values for "${column}".`, { column });
  const shown = values.length > 8 ? [...values.slice(0, 8), `… (${values.length})`] : values;
  return makeCheck(
    {
      kind: 'inSet',
      columns: [column],
      severity: 'warning',
      rule: `"${column}" is one of ${shown.join(', ')}`,
      wayOut: 'Map the other values to these, or add them to the set.',
      test: (scope) => {
        checkTypes(column, values, scope);
        const known = values.map((value) => call('equal', columnOf(column), value));
        return {
          kind: 'rows',
          rows: scope.rows,
          fails: call('and', filled(column, scope), call('not', call('or', ...known))),
          judged: filled(column, scope),
        };
      },
    },
    options,
  );
}

function checkTypes(column: string, values: readonly (string | number | boolean)[], scope: CheckScope) {
  const type = scope.type(column);
  const needed = type === 'text' || type === 'boolean' ? type : 'number';
  const given = { string: 'text', number: 'number', boolean: 'boolean' };
  const wrong = values.find((value) => given[typeof value as keyof typeof given] !== needed);
  if (wrong !== undefined || type === 'time') {
    throw new InputError(
      `inSet: column "${column}" holds values of type ${type}, the set has ${JSON.stringify(wrong ?? values[0])}.`,
      { column },
    );
  }
}
