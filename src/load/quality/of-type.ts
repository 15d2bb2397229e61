import { InputError } from '../../core/input-error.js';
import { call, column as columnOf, type Expression } from '../../engine/plan/expression.js';
import type { ValueType } from '../../engine/plan/value-type.js';
import { filled } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';

/** What the values of a column can be. */
export type CheckedType = 'text' | 'number' | 'whole number' | 'date' | 'boolean';

const DATE = '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
const FORMS: Readonly<Record<Exclude<CheckedType, 'text'>, string>> = {
  number: '^[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?$',
  'whole number': '^[+-]?\\d+$',
  date: `^${DATE}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?$`,
  boolean: '^(?:[Tt]rue|[Ff]alse|TRUE|FALSE)$',
};
const HELD: Readonly<Record<CheckedType, readonly ValueType[]>> = {
  text: ['text'],
  number: ['integer', 'number', 'money'],
  'whole number': ['integer'],
  date: ['time'],
  boolean: ['boolean'],
};

/**
 * The values of a column are of a type: the column's own, or texts that read as it (numbers with a decimal point, dates
 * as `YYYY-MM-DD` with or without time, `true` and `false`; blanks around them do not matter). It names the texts among
 * numbers; a column in memory that mixes kinds is taken as texts. What is missing is not judged. Severity by default:
 * error.
 *
 * @throws {InputError} For a type that is none.
 *
 * @example
 * ofType('income', 'number').rule; // '"income" is a number'
 */
export function ofType(column: string, type: CheckedType, options: CheckOptions = {}): QualityCheck {
  if (HELD[type] === undefined) {
    throw new InputError(`ofType: "${type}" is no type. There are: ${Object.keys(HELD).join(', ')}.`, {
      column,
    });
  }
  return makeCheck(
    {
      kind: 'ofType',
      columns: [column],
      severity: 'error',
      rule: `"${column}" is a ${type}`,
      wayOut: 'Read the file again with the marks for missing values named, or correct the values.',
      test: (scope) => {
        const held = scope.type(column);
        const value = columnOf(column);
        const isFilled = filled(column, scope);
        let fits: Expression = call('not', isFilled);
        if (HELD[type].includes(held)) fits = isFilled;
        else if (type === 'whole number' && HELD.number.includes(held)) {
          fits = call('equal', call('toNumber', call('floor', value)), call('toNumber', value));
        } else if (held === 'text' && type !== 'text') {
          fits = call('matches', call('trimmed', value), FORMS[type]);
        }
        return {
          kind: 'rows',
          rows: scope.rows,
          fails: call('and', isFilled, call('not', fits)),
          judged: isFilled,
        };
      },
    },
    options,
  );
}
