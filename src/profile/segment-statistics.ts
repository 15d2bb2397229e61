import { type Table, tableOf } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import type { EngineTable } from '../engine/engine-table.js';
import { openRows } from '../engine/open-rows.js';
import { aggregate, call, column, type Expression, quantileOf } from '../engine/plan/expression.js';
import { group } from '../engine/plan/relation.js';
import type { WhereOptions } from '../engine/plan-runner.js';

/** A column in a segment, in a few numbers; `null` where nothing is there. */
export interface SegmentStatistics {
  segment: string;
  column: string;
  /** Rows of the segment. */
  rows: number;
  missing: number;
  mean: number | null;
  /** By n - 1. */
  standardDeviation: number | null;
  median: number | null;
}

/**
 * Columns of numbers by segment, computed where the rows are: for tables of customers too large to be pulled out.
 *
 * @param segment - Column that says which segment a row is in.
 * @returns By segment (code point by code point; rows without one last, as `null`), columns in the order given.
 * @throws {InputError} For columns that are not there or hold no numbers.
 *
 * O(rows), and O(rows · log rows) for the medians.
 *
 * @example
 * const statistics = await segmentStatistics(orders, 'customerId', ['amount']);
 * statistics.get('column', 0); // 'amount'
 */
export async function segmentStatistics<Row extends object>(
  table: Table<Row> | EngineTable,
  segment: keyof Row & string,
  columns: readonly (keyof Row & string)[],
  options: WhereOptions = {},
  task: Task = currentTask(),
): Promise<Table<SegmentStatistics>> {
  const who = 'segmentStatistics';
  const types = {
    ...Object.fromEntries(columns.map((name) => [name, 'number' as const])),
    [segment]: 'text' as const,
  };
  const { rows, run } = openRows(who, table as Table | EngineTable, types, options, task);
  const values: Record<string, Expression> = { '@rows': aggregate('count') };
  columns.forEach((name, j) => {
    const x = column(name);
    values[`@missing${j}`] = aggregate('count', [], call('isMissing', x));
    values[`@mean${j}`] = call('divide', aggregate('sum', [x]), aggregate('count', [x]));
    values[`@deviation${j}`] = aggregate('deviation', [x]);
    values[`@median${j}`] = quantileOf(x, 0.5);
  });
  const names = [segment, ...Object.keys(values)];
  const answer = await run(group(who, rows, [segment], values), { columns: names, orderBy: [segment] });
  const own = (name: string) => answer[names.indexOf(name)].values as number[];
  const segments = answer[0].values as string[];
  const each = <Value>(value: (i: number, j: number) => Value) =>
    segments.flatMap((_, i) => columns.map((_name, j) => value(i, j)));
  return tableOf<SegmentStatistics>({
    segment: each((i) => segments[i]),
    column: each((_, j) => columns[j]),
    rows: each((i) => own('@rows')[i]),
    missing: each((i, j) => own(`@missing${j}`)[i]),
    mean: each((i, j) => own(`@mean${j}`)[i]),
    standardDeviation: each((i, j) => own(`@deviation${j}`)[i]),
    median: each((i, j) => own(`@median${j}`)[i]),
  });
}
