import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { isGap } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';

/**
 * At most a share of the rows lacks a value in a column; a text of blanks alone is none. Severity by default: warning.
 *
 * @param share - 0 to below 1.
 * @throws {InputError} For another share.
 *
 * @example
 * missingAtMost('income', 0.05).rule; // '"income" is missing in at most 5% of the rows'
 */
export function missingAtMost(
  column: string,
  share: number,
  options: Omit<CheckOptions, 'allowed'> = {},
): QualityCheck {
  if (!(share >= 0 && share < 1)) {
    throw new InputError(`missingAtMost: the share is ${share}; it is from 0 to below 1.`, { column });
  }
  return makeCheck(
    {
      kind: 'missingAtMost',
      columns: [column],
      severity: 'warning',
      rule: `"${column}" is missing in at most ${formatNumber(share, { style: 'percent' })} of the rows`,
      wayOut:
        'See by group whether it is missing by chance (missingness), then impute or leave the column out.',
      test: (scope) => ({ kind: 'rows', rows: scope.rows, fails: isGap(column, scope) }),
    },
    { ...options, allowed: share },
  );
}
