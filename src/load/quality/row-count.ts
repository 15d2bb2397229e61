import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { counted } from '../../display/counted.js';
import { aggregate } from '../../engine/plan/expression.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';

/**
 * The table has as many rows as expected. Severity by default: error.
 *
 * @throws {InputError} Without an end, and for ends the wrong way round.
 *
 * @example
 * rowCount({ min: 1000 }).rule; // 'there are at least 1,000 rows'
 */
export function rowCount(
  range: { readonly min?: number; readonly max?: number },
  options: Pick<CheckOptions, 'severity'> = {},
): QualityCheck {
  const { min, max } = range;
  if ((min === undefined && max === undefined) || (min ?? 0) > (max ?? Infinity)) {
    throw new InputError(`rowCount: there are to be from ${min} to ${max} rows.`);
  }
  const words = [
    ...(min === undefined ? [] : [`at least ${formatNumber(min)}`]),
    ...(max === undefined ? [] : [`at most ${formatNumber(max)}`]),
  ].join(' and ');
  return makeCheck(
    {
      kind: 'rowCount',
      columns: [],
      severity: 'error',
      rule: `there are ${words} rows`,
      wayOut: 'Ask whether the delivery is complete, and whether it was delivered twice.',
      test: () => ({
        kind: 'summary',
        values: { rows: aggregate('count') },
        judge: ({ rows }) => ({
          passed: (rows as number) >= (min ?? 0) && (rows as number) <= (max ?? Infinity),
          found: counted(rows as number, 'row'),
        }),
      }),
    },
    options,
  );
}
