import { aggregate, call, column as columnOf } from '../../engine/plan/expression.js';
import { filter, group, window } from '../../engine/plan/relation.js';
import { filled } from './filled.js';
import type { CheckScope } from './quality-check.js';

/** The value that most rows have, the first in order among equals; how many rows have it and how many values there are. */
export interface CommonestValue {
  readonly value: string | number | boolean | Date;
  readonly rows: number;
  readonly values: number;
  readonly filled: number;
}

/** Looks for the commonest value of a column; `undefined` where all are missing. */
export async function commonestValue(column: string, scope: CheckScope): Promise<CommonestValue | undefined> {
  const { who, rows, run } = scope;
  const byValue = group(who, filter(who, rows, filled(column, scope)), [column], {
    '@rows': aggregate('count'),
  });
  const placed = window(who, byValue, [], [{ column: '@rows', descending: true }, { column }], {
    '@place': { place: true },
  });
  const first = filter(who, placed, call('equal', columnOf('@place'), 1));
  const totals = group(who, byValue, [], {
    '@values': aggregate('count'),
    '@sum': aggregate('sum', [columnOf('@rows')]),
  });
  const [value, count] = await run(first, { columns: [column, '@rows'], orderBy: [] });
  if (value.values.length === 0) return undefined;
  const [values, sum] = await run(totals, { columns: ['@values', '@sum'], orderBy: [] });
  return {
    value: value.values[0]!,
    rows: count.values[0] as number,
    values: values.values[0] as number,
    filled: sum.values[0] as number,
  };
}
