import { InputError } from '../../core/input-error.js';
import { call, column as columnOf } from '../../engine/plan/expression.js';
import { commonestValue } from './commonest-value.js';
import { filled } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';

/**
 * All amounts are in one currency: the column that names it has one value. Rows in another than the commonest fail; what
 * is missing is not judged. Severity by default: error, for sums over currencies mean nothing.
 *
 * @throws {InputError} When it is judged, for a column that is not of texts.
 *
 * @example
 * oneCurrency('currency').rule; // '"currency" names one currency'
 */
export function oneCurrency(column: string, options: CheckOptions = {}): QualityCheck {
  return makeCheck(
    {
      kind: 'oneCurrency',
      columns: [column],
      severity: 'error',
      rule: `"${column}" names one currency`,
      wayOut: 'Convert the amounts at stated rates, or keep to the rows of one currency.',
      test: async (scope) => {
        if (scope.type(column) !== 'text') {
          throw new InputError(
            `oneCurrency: column "${column}" holds values of type ${scope.type(column)}, not texts.`,
            { column },
          );
        }
        const common = await commonestValue(column, scope);
        const most = common === undefined ? '' : String(common.value);
        const other = call('not', call('equal', columnOf(column), most));
        const note = common === undefined || common.values < 2 ? {} : { note: `most are in ${most}` };
        const judged = filled(column, scope);
        return { kind: 'rows', rows: scope.rows, fails: call('and', judged, other), judged, ...note };
      },
    },
    options,
  );
}
