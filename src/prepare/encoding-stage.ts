import { call, type Expression } from '../engine/plan/expression.js';
import type { ValueType } from '../engine/plan/value-type.js';
import type { FittedColumn } from './fit-column.js';

/**
 * The columns that an encoding makes of a column, in expressions. What `apply` refuses, a missing value without a stand-in
 * or an unknown level, is missing.
 *
 * @param value - The column, of the type given.
 */
export function encodingStage(column: FittedColumn, value: Expression, type: ValueType): Expression[] {
  const { encoding, levels, pooled, standIn, names } = column;
  const filled = (x: Expression) =>
    standIn === undefined ? x : call('firstFilled', x, call('toNumber', standIn));
  const text = type === 'text' ? call('missingIf', call('trimmed', value), '') : call('toText', value);
  const chain = (found: readonly string[], places: (i: number) => number) =>
    found.reduceRight<Expression>(
      (other, level, i) => call('choose', call('equal', text, level), call('toNumber', places(i)), other),
      missingNumber(),
    );
  switch (encoding.kind) {
    case 'number': {
      const number = call('toNumber', value);
      const indicator = call('toNumber', call('isMissing', value));
      return encoding.indicator ? [filled(number), indicator] : [filled(number)];
    }
    case 'ordered':
      return [filled(chain(encoding.levels, (i) => i))];
    case 'date':
      return [filled(call('toNumber', call('subtract', encoding.asOf, call('day', value))))];
    case 'yes-no': {
      if (type !== 'text') return [filled(call('toNumber', value))];
      const word = call('lowerCase', text);
      const no = call('choose', call('oneOf', word, ...encoding.no), call('toNumber', 0), missingNumber());
      return [filled(call('choose', call('oneOf', word, ...encoding.yes), call('toNumber', 1), no))];
    }
    case 'category': {
      const level = encoding.missing === undefined ? text : call('firstFilled', text, encoding.missing);
      const known = [...levels, ...pooled];
      const isKnown = call('oneOf', level, ...known);
      const valid = encoding.unknown === 'refuse' ? isKnown : call('not', call('isMissing', level));
      const among = (truth: Expression) => call('choose', valid, call('toNumber', truth), missingNumber());
      const own = levels.map((name) => among(call('equal', level, name)));
      if (names.length === levels.length) return own;
      return [
        ...own,
        among(levels.length === 0 ? call('not', false) : call('not', call('oneOf', level, ...levels))),
      ];
    }
  }
}

function missingNumber(): Expression {
  return call('divide', 1, 0);
}
