import type { Finding } from '../../core/finding.js';
import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { type EngineTable, isEngineTable } from '../../engine/engine-table.js';
import { aggregate, type Expression } from '../../engine/plan/expression.js';
import { group } from '../../engine/plan/relation.js';
import type { WhereOptions } from '../../engine/plan-runner.js';
import { compareGroups } from './compare-groups.js';
import { missingColumns, missingFinding, missingGroups, shownGaps } from './describe-missingness.js';
import { isGap } from './filled.js';
import { openChecked } from './open-checked.js';

/** How `missingness` counts. */
export interface MissingnessOptions extends WhereOptions {
  /** Columns looked at; default all. */
  readonly columns?: readonly string[];
  /** Column whose values are the groups. */
  readonly by?: string;
  /** Rows that a group needs to be compared and shown, default 10. */
  readonly minimum?: number;
}

/** Gaps of a column. */
export interface MissingColumn {
  readonly column: string;
  readonly rows: number;
  readonly missing: number;
  /** 0 to 1. */
  readonly share: number;
}

/** Gaps of a column in one group beside the other groups. */
export interface MissingGroup extends MissingColumn {
  readonly group: string;
  /** Share missing in all other rows. */
  readonly elsewhere: number;
  /** `share - elsewhere`, with its interval (Newcombe), wider the more groups and columns are compared. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Whether the interval leaves out 0. */
  readonly standsOut: boolean;
}

/** Where values are missing; it shows itself as a table. */
export interface Missingness extends Displayable {
  /** One row a column, in the order of the table. */
  readonly columns: Table<MissingColumn>;
  /** One row for each column with gaps and each group of at least `minimum` rows; none without `by`. */
  readonly groups: Table<MissingGroup>;
  /** Groups left out because they have fewer rows. */
  readonly smallGroups: number;
  readonly findings: readonly Finding[];
}

const WHO = 'missingness';

/**
 * Counts what is missing, by column and by group: a gap that is more frequent in one group is not left to chance, and
 * rows without it speak for the others only. A text of blanks alone is missing. Runs where the rows are.
 *
 * @throws {InputError} For columns that are not there, and for more than 1,000 groups.
 *
 * O(rows x columns). Intervals of differences: Newcombe (1998), at 95% shared among all comparisons (Bonferroni).
 *
 * @example
 * (await missingness(orders, { by: 'customerId' })).columns.get('missing', 0); // 0
 */
export async function missingness<Row extends object>(
  table: Table<Row> | EngineTable,
  options: MissingnessOptions = {},
  task: Task = currentTask(),
): Promise<Missingness> {
  const plain = table as Table | EngineTable;
  const { by, minimum = 10 } = options;
  const all = isEngineTable(plain) ? [...plain.columns.keys()] : plain.columnNames();
  const names = (options.columns ?? all).filter((name) => name !== by);
  if (!(minimum >= 1)) throw new InputError(`${WHO}: minimum is ${minimum}; it is at least 1.`);
  const wanted = by === undefined ? names : [...names, by];
  const { rows, together } = openChecked(WHO, plain, wanted, [], options, task);
  const type = (name: string) => rows.columns.get(name)!;
  const values: Record<string, Expression> = { '@rows': aggregate('count') };
  names.forEach((name, j) => {
    values[`@${j}`] = aggregate('count', [], isGap(name, { type }));
  });
  const counts = Object.keys(values);
  const [whole, byGroup] = await together(async (run) => [
    await run(group(WHO, rows, [], values), { columns: counts, orderBy: [] }),
    by === undefined
      ? []
      : await run(group(WHO, rows, [by], values), { columns: [by, ...counts], orderBy: [by] }),
  ]);
  const totals = whole.map((each) => each.values[0] as number);
  const columns = names.map((column, j): MissingColumn => {
    const [size, missing] = [totals[0], totals[j + 1]];
    return { column, rows: size, missing, share: size === 0 ? 0 : missing / size };
  });
  const compared = compareGroups(
    byGroup.map((each) => each.values),
    columns,
    minimum,
  );
  const findings = compared.groups
    .filter(({ standsOut }) => standsOut)
    .map((each) => missingFinding(each, by!));
  return {
    columns: missingColumns(columns),
    groups: missingGroups(compared.groups),
    smallGroups: compared.small,
    findings,
    [DISPLAY_KEY]: () => contentBundle(shownGaps(columns, compared.groups, by).content),
  };
}
