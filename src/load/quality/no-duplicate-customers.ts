import { InputError } from '../../core/input-error.js';
import { call, column, type Expression } from '../../engine/plan/expression.js';
import { derive, type Relation, window } from '../../engine/plan/relation.js';
import { filled } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, CheckScope, QualityCheck } from './quality-check.js';
import { quotedList } from './quoted-list.js';

/**
 * No customer is there twice: with the same e-mail, or with the same name at the same postal code, without regard to
 * blanks at the ends and the size of letters. Runs where the rows are; for names written differently see
 * `noNearDuplicates`. Rows after the first fail. Severity by default: warning.
 *
 * @throws {InputError} Without `email` and without both `name` and `postal`.
 *
 * @example
 * noDuplicateCustomers({ email: 'email' }).rule; // 'no two rows are one customer by "email"'
 */
export function noDuplicateCustomers(
  by: { readonly email?: string; readonly name?: string; readonly postal?: string },
  options: CheckOptions = {},
): QualityCheck {
  const { email, name, postal } = by;
  const keys: string[][] = [];
  if (email !== undefined) keys.push([email]);
  if (name !== undefined && postal !== undefined) keys.push([name, postal]);
  if (keys.length === 0) throw new InputError('noDuplicateCustomers needs email, or name and postal.');
  return makeCheck(
    {
      kind: 'noDuplicateCustomers',
      columns: keys.flat(),
      severity: 'warning',
      rule: `no two rows are one customer by ${keys.map(quotedList).join(' or by ')}`,
      wayOut: 'Decide which of the rows to keep, and join orders to the one that stays.',
      test: (scope) => {
        let rows: Relation = scope.rows;
        const again: Expression[] = [];
        for (const [i, key] of keys.entries()) {
          rows = placed(rows, key, i, scope);
          const known = key.map((each) => filled(each, scope));
          again.push(call('and', ...known, call('less', 1, column(`@place${i}`))));
        }
        return { kind: 'rows', rows, fails: call('or', ...again) };
      },
    },
    options,
  );
}

/** The place of each row among those with the same key. */
function placed(
  rows: Relation,
  key: readonly string[],
  k: number,
  { who, rows: given }: CheckScope,
): Relation {
  const names = key.map((_, j) => `@same${k}${j}`);
  const plain = key.map((each) => call('lowerCase', call('trimmed', call('toText', column(each)))));
  const derived = derive(who, rows, Object.fromEntries(names.map((each, j) => [each, plain[j]])));
  const order = given.columns.has('@row') ? ['@row'] : [...given.columns.keys()];
  return window(
    who,
    derived,
    names,
    order.map((each) => ({ column: each })),
    { [`@place${k}`]: { place: true } },
  );
}
