import { InputError } from '../../core/input-error.js';
import { type Matrix, matrixOf } from '../../core/matrix.js';
import type { Table } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import type { EngineTable } from '../../engine/engine-table.js';
import { openRows } from '../../engine/open-rows.js';
import { aggregate, call, column, type Expression } from '../../engine/plan/expression.js';
import { derive, group } from '../../engine/plan/relation.js';
import type { WhereOptions } from '../../engine/plan-runner.js';

/** What one step of Lloyd's algorithm gives. */
export interface LloydStep {
  /** Means of the rows nearest to each centroid; of a centroid without rows, itself. Shape of the centroids given. */
  readonly centroids: Matrix;
  /** Rows nearest to each centroid that was given. */
  readonly sizes: readonly number[];
  /** Sum of squared distances to the centroids that were given. */
  readonly inertia: number;
}

/**
 * One step of Lloyd's algorithm where the rows are: each row goes to its nearest centroid (of equally near ones the
 * first), then centroids become means. For tables too large to be pulled out; `kmeans` is for matrices.
 *
 * @param columns - Columns of numbers without gaps, scaled before, one a column of the centroids.
 * @throws {InputError} For columns that are not there, rows with gaps, and centroids of another width.
 *
 * O(rows · centroids · columns). Source: Lloyd, "Least squares quantization in PCM", IEEE Trans. Inf. Theory 28 (1982).
 *
 * @example
 * const { sizes } = await lloydStep(orders, ['amount'], matrix([[10], [70]], ['amount']));
 * sizes.length; // 2
 */
export async function lloydStep<Row extends object>(
  table: Table<Row> | EngineTable,
  columns: readonly (keyof Row & string)[],
  centroids: Matrix,
  options: WhereOptions = {},
  task: Task = currentTask(),
): Promise<LloydStep> {
  const who = 'lloydStep';
  const width = columns.length;
  if (centroids.columns !== width) {
    throw new InputError(`${who}: ${width} columns, but centroids of ${centroids.columns}.`);
  }
  const wanted = Object.fromEntries(columns.map((name) => [name, 'number' as const]));
  const { rows, run } = openRows(who, table as Table | EngineTable, wanted, options, task);
  const k = centroids.rows;
  const distance = (i: number): Expression =>
    columns
      .map((name, j): Expression => {
        const gap = call('subtract', column(name), call('toNumber', centroids.data[i * width + j]));
        return call('multiply', gap, gap);
      })
      .reduce((sum, next) => call('add', sum, next));
  const names = Array.from({ length: k }, (_, i) => `@distance${i}`);
  const measured = derive(who, rows, Object.fromEntries(names.map((name, i) => [name, distance(i)])));
  const least = derive(who, measured, {
    '@least': names.length === 1 ? column(names[0]) : call('least', ...names.map(column)),
  });
  const first = names.reduceRight<Expression>(
    (other, name, i) =>
      i === k - 1 ? other : call('choose', call('equal', column(name), column('@least')), i, other),
    call('choose', call('isMissing', column('@least')), -1, k - 1),
  );
  const labelled = derive(who, least, { '@label': first });
  const plan = group(who, labelled, ['@label'], {
    '@size': aggregate('count'),
    '@inertia': aggregate('sum', [column('@least')]),
    ...Object.fromEntries(columns.map((name, j) => [`@sum${j}`, aggregate('sum', [column(name)])])),
    '@gaps': aggregate('count', [], anyMissing(columns)),
  });
  const answered = ['@label', '@size', '@inertia', ...columns.map((_, j) => `@sum${j}`), '@gaps'];
  const answer = await run(plan, { columns: answered, orderBy: ['@label'] });
  const [labels, counts, parts, ...sums] = answer.map(({ values }) => values as number[]);
  const gaps = sums.pop()!.reduce((a, b) => a + b, 0);
  if (gaps > 0) throw new InputError(`${who}: ${gaps} rows have gaps. Fill them or leave them out first.`);
  const data = Float64Array.from(centroids.data);
  const sizes = new Array<number>(k).fill(0);
  labels.forEach((label, row) => {
    sizes[label] = counts[row];
    for (let j = 0; j < width; j++) data[label * width + j] = sums[j][row] / counts[row];
  });
  const inertia = parts.reduce((a, b) => a + b, 0);
  return { centroids: matrixOf(data, width, centroids.names), sizes, inertia };
}

function anyMissing(columns: readonly string[]): Expression {
  const gaps = columns.map((name) => call('isMissing', column(name)));
  return gaps.length === 1 ? gaps[0] : call('or', ...gaps);
}
