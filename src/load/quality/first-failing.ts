import { call, column } from '../../engine/plan/expression.js';
import { filter, window } from '../../engine/plan/relation.js';
import type { RunPlan } from '../../engine/plan-runner.js';
import type { FailingRow, RowTest } from './quality-check.js';
import { valueText } from './value-text.js';

/** The first rows that fail a test, in the order of the table where it is known, else of the key and the values. */
export async function firstFailing(
  who: string,
  { rows, fails, judged }: RowTest,
  columns: readonly string[],
  { key, limit, run }: { key: string | undefined; limit: number; run: RunPlan },
): Promise<FailingRow[]> {
  const numbered = rows.columns.has('@row');
  const names = [...new Set(columns)];
  const order = numbered ? ['@row'] : [...new Set([...(key === undefined ? [] : [key]), ...names])];
  const failing = window(
    who,
    filter(who, rows, judged === undefined ? fails : call('and', judged, fails)),
    [],
    order.map((name) => ({ column: name })),
    { '@failing': { place: true } },
  );
  const first = filter(who, failing, call('atMost', column('@failing'), limit));
  const wanted = [...new Set([...order, ...names, ...(key === undefined ? [] : [key])])];
  const answer = await run(first, { columns: wanted, orderBy: ['@failing'] });
  const values = (name: string) => answer[wanted.indexOf(name)].values;
  return Array.from({ length: answer[0]?.values.length ?? 0 }, (_, i) => ({
    ...(numbered ? { row: values('@row')[i] as number } : {}),
    ...(key === undefined ? {} : { key: keyText(values(key)[i]) }),
    value:
      names.length === 1
        ? valueText(values(names[0])[i])
        : names.map((name) => `${name}: ${valueText(values(name)[i])}`).join(', '),
  }));
}

/** A key as people read it. */
export function keyText(value: unknown): string {
  return typeof value === 'string' ? value : valueText(value);
}
