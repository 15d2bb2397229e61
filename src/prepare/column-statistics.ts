import { type Table, tableOf } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import type { EngineTable } from '../engine/engine-table.js';
import { openRows } from '../engine/open-rows.js';
import { aggregate, call, column, type Expression, quantileOf } from '../engine/plan/expression.js';
import { group } from '../engine/plan/relation.js';
import type { WhereOptions } from '../engine/plan-runner.js';

/** A column of numbers in a few numbers; `null` where nothing is there. */
export interface ColumnStatistics {
  column: string;
  count: number;
  missing: number;
  mean: number | null;
  /** By n - 1. */
  standardDeviation: number | null;
  least: number | null;
  lowerQuartile: number | null;
  median: number | null;
  upperQuartile: number | null;
  greatest: number | null;
}

/**
 * What scaling needs to know of columns, computed where the rows are: a table that stays in its file is not pulled out.
 *
 * @param columns - Columns of numbers.
 * @returns One row a column, in the order given; quantiles of type 7.
 * @throws {InputError} For columns that are not there or hold no numbers.
 *
 * O(rows) for the moments, O(rows · log rows) for the quantiles, of each column.
 *
 * @example
 * const statistics = await columnStatistics(orders, ['amount']);
 * statistics.get('missing', 0); // 0
 */
export async function columnStatistics<Row extends object>(
  table: Table<Row> | EngineTable,
  columns: readonly (keyof Row & string)[] | readonly string[],
  options: WhereOptions = {},
  task: Task = currentTask(),
): Promise<Table<ColumnStatistics>> {
  const wanted = Object.fromEntries(columns.map((name) => [name, 'number' as const]));
  const { rows, run } = openRows('columnStatistics', table as Table | EngineTable, wanted, options, task);
  const values: Record<string, Expression> = {};
  columns.forEach((name, j) => {
    for (const [key, value] of Object.entries(statisticsOf(column(name)))) values[`@${key}${j}`] = value;
  });
  const names = Object.keys(values);
  const answer = await run(group('columnStatistics', rows, [], values), { columns: names, orderBy: [] });
  const value = (key: string, j: number) => answer[names.indexOf(`@${key}${j}`)].values[0] as number;
  const all = <Key extends keyof ReturnType<typeof statisticsOf>>(key: Key) =>
    columns.map((_, j) => value(key, j));
  return tableOf<ColumnStatistics>({
    column: columns,
    count: all('count'),
    missing: all('missing'),
    mean: all('mean'),
    standardDeviation: all('standardDeviation'),
    least: all('least'),
    lowerQuartile: all('lowerQuartile'),
    median: all('median'),
    upperQuartile: all('upperQuartile'),
    greatest: all('greatest'),
  });
}

function statisticsOf(x: Expression) {
  return {
    count: aggregate('count', [x]),
    missing: aggregate('count', [], call('isMissing', x)),
    mean: call('divide', aggregate('sum', [x]), aggregate('count', [x])),
    standardDeviation: aggregate('deviation', [x]),
    least: aggregate('minimum', [x]),
    lowerQuartile: quantileOf(x, 0.25),
    median: quantileOf(x, 0.5),
    upperQuartile: quantileOf(x, 0.75),
    greatest: aggregate('maximum', [x]),
  };
}
