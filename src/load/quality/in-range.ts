import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { call, column as columnOf, type Expression } from '../../engine/plan/expression.js';
import { filled } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';

/** Least and greatest value that pass; both pass themselves. */
export interface ValueRange {
  readonly min?: number | Date;
  readonly max?: number | Date;
}

/**
 * The values of a column of numbers or dates lie between two ends; what is missing is not judged. Severity by default:
 * warning.
 *
 * @throws {InputError} Without an end, and for ends the wrong way round; when it is judged, for a column of texts.
 *
 * @example
 * inRange('age', { min: 18, max: 110 }).rule; // '"age" is from 18 to 110'
 */
export function inRange(column: string, range: ValueRange, options: CheckOptions = {}): QualityCheck {
  const { min, max } = range;
  const [low, high] = [min, max].map((end) => end?.valueOf());
  if (low === undefined && high === undefined) {
    throw new InputError(`inRange needs min or max for "${column}".`, { column });
  }
  if (Number.isNaN(low) || Number.isNaN(high) || low! > high!) {
    throw new InputError(`inRange: "${column}" is to be from ${String(min)} to ${String(max)}.`, { column });
  }
  return makeCheck(
    {
      kind: 'inRange',
      columns: [column],
      severity: 'warning',
      rule: `"${column}" is ${rangeWords(min, max)}`,
      wayOut: 'Look at the rows: a typing error, another unit, or a rule that is too narrow?',
      test: (scope) => {
        const isTime = scope.type(column) === 'time';
        if (isTime !== (min ?? max) instanceof Date) {
          throw new InputError(
            `inRange: column "${column}" holds ${isTime ? 'dates' : `values of type ${scope.type(column)}`}, its ends are ${isTime ? 'numbers' : 'dates'}.`,
            { column },
          );
        }
        const value = isTime ? call('milliseconds', columnOf(column)) : columnOf(column);
        const outside: Expression[] = [];
        if (low !== undefined) outside.push(call('less', value, low));
        if (high !== undefined) outside.push(call('less', high, value));
        return {
          kind: 'rows',
          rows: scope.rows,
          fails: call('or', ...outside),
          judged: filled(column, scope),
        };
      },
    },
    options,
  );
}

function rangeWords(min: number | Date | undefined, max: number | Date | undefined): string {
  const word = (end: number | Date) =>
    end instanceof Date
      ? end.toISOString().replace('T00:00:00.000Z', '')
      : formatNumber(end, { grouped: false });
  if (min === undefined) return `at most ${word(max!)}`;
  return max === undefined ? `at least ${word(min)}` : `from ${word(min)} to ${word(max)}`;
}
