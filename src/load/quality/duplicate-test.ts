import { call, column, type Expression } from '../../engine/plan/expression.js';
import { window } from '../../engine/plan/relation.js';
import type { CheckScope, RowTest } from './quality-check.js';

/** Fails each row after the first with the same values in columns; `rows` are those of the scope, or more. */
export function duplicateTest(
  scope: CheckScope,
  rows: RowTest['rows'],
  columns: readonly string[],
  judged?: Expression,
): RowTest {
  const order = rows.columns.has('@row') ? ['@row'] : [...scope.rows.columns.keys()];
  const placed = window(
    scope.who,
    rows,
    columns,
    order.map((name) => ({ column: name })),
    { '@place': { place: true } },
  );
  const again = call('less', 1, column('@place'));
  return {
    kind: 'rows',
    rows: placed,
    fails: judged === undefined ? again : call('and', judged, again),
    ...(judged === undefined ? {} : { judged }),
  };
}
