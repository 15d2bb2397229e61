import { InputError } from '../../core/input-error.js';
import { call, column, type Expression } from '../../engine/plan/expression.js';
import { filled } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, CheckScope, QualityCheck } from './quality-check.js';

/** How two columns of a row stand to each other. */
export type PairRelation = 'equal' | 'less' | 'at most' | 'both or neither';

const WORDS: Readonly<Record<PairRelation, string>> = {
  equal: 'equals',
  less: 'is less than',
  'at most': 'is at most',
  'both or neither': 'is filled where and only where the other is:',
};

/**
 * Two columns of each row stand to each other as they should. Rows that lack a value are not judged, but for `both or
 * neither`. Severity by default: warning.
 *
 * @throws {InputError} For an unknown relation; when it is judged, for columns that cannot be compared.
 *
 * @example
 * columnPair('discount', 'at most', 'amount').rule; // '"discount" is at most "amount"'
 */
export function columnPair(
  first: string,
  relation: PairRelation,
  second: string,
  options: CheckOptions = {},
): QualityCheck {
  if (WORDS[relation] === undefined) {
    throw new InputError(
      `columnPair: "${relation}" is no relation. There are: ${Object.keys(WORDS).join(', ')}.`,
    );
  }
  return makeCheck(
    {
      kind: 'columnPair',
      columns: [first, second],
      severity: 'warning',
      rule: `"${first}" ${WORDS[relation]} "${second}"`,
      wayOut: 'Look at the rows: exchanged columns, another unit, or one value entered by hand?',
      test: (scope) => {
        const [a, b] = [filled(first, scope), filled(second, scope)];
        if (relation === 'both or neither') {
          return { kind: 'rows', rows: scope.rows, fails: call('not', call('equal', a, b)) };
        }
        const judged = call('and', a, b);
        const fails = call('and', judged, call('not', holds(first, relation, second, scope)));
        return { kind: 'rows', rows: scope.rows, fails, judged };
      },
    },
    options,
  );
}

function holds(first: string, relation: PairRelation, second: string, scope: CheckScope): Expression {
  const types = [first, second].map((name) => scope.type(name));
  const kinds = types.map((type) => (['integer', 'number', 'money'].includes(type) ? 'number' : type));
  if (kinds[0] !== kinds[1]) {
    throw new InputError(
      `columnPair: column "${first}" holds values of type ${types[0]}, "${second}" of type ${types[1]}.`,
      { column: first },
    );
  }
  const value = (name: string) => (kinds[0] === 'time' ? call('milliseconds', column(name)) : column(name));
  if (relation === 'equal') return call('equal', value(first), value(second));
  return call(relation === 'less' ? 'less' : 'atMost', value(first), value(second));
}
