import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { commonestValue } from './commonest-value.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';
import { valueText } from './value-text.js';

/**
 * A column says something: not all its filled rows, nor more than a share of them, have the same value. Severity by
 * default: note.
 *
 * @param options.share - Greatest share of the commonest value that passes, 0.5 to below 1; default anything below 1.
 * @throws {InputError} For another share.
 *
 * @example
 * notConstant('channel', { share: 0.99 }).rule; // 'at most 99% of "channel" are the same value'
 */
export function notConstant(
  column: string,
  options: Pick<CheckOptions, 'severity'> & { readonly share?: number } = {},
): QualityCheck {
  const { share } = options;
  if (share !== undefined && !(share >= 0.5 && share < 1)) {
    throw new InputError(`notConstant: the share is ${share}; it is from 0.5 to below 1.`, { column });
  }
  const percent = (part: number) => formatNumber(part, { style: 'percent' });
  return makeCheck(
    {
      kind: 'notConstant',
      columns: [column],
      severity: 'note',
      rule:
        share === undefined
          ? `"${column}" has more than one value`
          : `at most ${percent(share)} of "${column}" are the same value`,
      wayOut: 'Leave it out of features and clusters: it cannot tell customers apart.',
      test: async (scope) => {
        const common = await commonestValue(column, scope);
        if (common === undefined) return { kind: 'judged', passed: false, found: 'there is no value at all' };
        const part = common.rows / common.filled;
        return {
          kind: 'judged',
          passed: share === undefined ? common.values > 1 : part <= share,
          found: `${percent(part)} are ${valueText(common.value)}`,
          failing: common.rows,
          of: common.filled,
        };
      },
    },
    options,
  );
}
