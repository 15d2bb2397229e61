import type { Finding } from '../../core/finding.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { type Table, tableOf } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { shownTable } from '../../display/shown-table.js';
import { type EngineTable, isEngineTable } from '../../engine/engine-table.js';
import { aggregate, type Expression } from '../../engine/plan/expression.js';
import { group } from '../../engine/plan/relation.js';
import type { WhereOptions } from '../../engine/plan-runner.js';
import { newcombeInterval } from '../../stats/newcombe-interval.js';
import { isGap } from './filled.js';
import { openChecked } from './open-checked.js';
import { valueText } from './value-text.js';

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
/** Groups above which `by` is no grouping. */
const MOST_GROUPS = 1000;

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
  const { rows, run } = openChecked(WHO, plain, wanted, [], options, task);
  const type = (name: string) => rows.columns.get(name)!;
  const values: Record<string, Expression> = { '@rows': aggregate('count') };
  names.forEach((name, j) => {
    values[`@${j}`] = aggregate('count', [], isGap(name, { type }));
  });
  const counts = Object.keys(values);
  const totals = (await run(group(WHO, rows, [], values), { columns: counts, orderBy: [] })).map(
    (each) => each.values[0] as number,
  );
  const columns = names.map((column, j): MissingColumn => {
    const [size, missing] = [totals[0], totals[j + 1]];
    return { column, rows: size, missing, share: size === 0 ? 0 : missing / size };
  });
  const byGroup =
    by === undefined
      ? []
      : await run(group(WHO, rows, [by], values), { columns: [by, ...counts], orderBy: [by] });
  const compared = compareGroups(
    byGroup.map((each) => each.values),
    columns,
    minimum,
  );
  const findings = compared.groups.filter(({ standsOut }) => standsOut).map((each) => findingOf(each, by!));
  return {
    columns: tableOf<MissingColumn>(columnsOf(columns, ['column', 'rows', 'missing', 'share']), COLUMN_INFO),
    groups: tableOf<MissingGroup>(columnsOf(compared.groups, GROUP_NAMES), { ...COLUMN_INFO, ...GROUP_INFO }),
    smallGroups: compared.small,
    findings,
    [DISPLAY_KEY]: () => contentBundle(shownGaps(columns, compared.groups, by).content),
  };
}

const COLUMN_INFO = {
  column: { title: 'Column' },
  rows: { title: 'Rows' },
  missing: { title: 'Missing' },
  share: { title: 'Share missing', unit: 'share' },
} as const;
const GROUP_NAMES = [
  'column',
  'group',
  'rows',
  'missing',
  'share',
  'elsewhere',
  'difference',
  'low',
  'high',
  'standsOut',
] as const;
const GROUP_INFO = { elsewhere: { title: 'Elsewhere', unit: 'share' }, group: { title: 'Group' } } as const;

function columnsOf<Row extends object, Name extends keyof Row>(rows: readonly Row[], names: readonly Name[]) {
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])])) as unknown as {
    [K in keyof Row]: Row[K][];
  };
}

function compareGroups(
  byGroup: readonly (readonly unknown[])[],
  columns: readonly MissingColumn[],
  minimum: number,
): { groups: MissingGroup[]; small: number } {
  if (byGroup.length === 0) return { groups: [], small: 0 };
  const [names, sizes, ...gaps] = byGroup as [unknown[], number[], ...number[][]];
  if (names.length > MOST_GROUPS) {
    throw new InputError(`${WHO}: there are ${names.length} groups; at most ${MOST_GROUPS} can be compared.`);
  }
  const large = names.map((_, g) => g).filter((g) => sizes[g] >= minimum);
  const withGaps = columns.map((_, j) => j).filter((j) => columns[j].missing > 0);
  const confidence = 1 - 0.05 / Math.max(1, large.length * withGaps.length);
  const groups = withGaps.flatMap((j) =>
    large
      .filter((g) => sizes[g] < columns[j].rows)
      .map((g): MissingGroup => {
        const [rows, missing] = [sizes[g], gaps[j][g]];
        const rest = columns[j].rows - rows;
        const { value, low, high } = newcombeInterval(
          missing,
          rows,
          columns[j].missing - missing,
          rest,
          confidence,
        );
        const share = missing / rows;
        return {
          ...{ column: columns[j].column, rows, missing, share },
          group: typeof names[g] === 'string' ? names[g] : valueText(names[g]),
          elsewhere: (columns[j].missing - missing) / rest,
          difference: value,
          low,
          high,
          standsOut: low > 0 || high < 0,
        };
      }),
  );
  return { groups, small: names.length - large.length };
}

function findingOf({ column, group, share, elsewhere, rows }: MissingGroup, by: string): Finding {
  const percent = (part: number) => formatNumber(part, { style: 'percent' });
  return {
    key: 'P4',
    severity: 'warning',
    sentence: `"${column}" is missing for ${percent(share)} of ${by} ${group} and for ${percent(elsewhere)} elsewhere.`,
    evidence: { column, group, rows, share, elsewhere },
    wayOut:
      'Ask why, keep an indicator of the gap when imputing, and do not drop these rows without saying so.',
  };
}

function shownGaps(
  columns: readonly MissingColumn[],
  groups: readonly MissingGroup[],
  by: string | undefined,
) {
  const withGaps = columns.filter(({ missing }) => missing > 0);
  const word = ({ group, share }: MissingGroup) => `${group} (${formatNumber(share, { style: 'percent' })})`;
  const table = tableOf(
    {
      ...columnsOf(withGaps, ['column', 'rows', 'missing', 'share']),
      ...(by === undefined
        ? {}
        : {
            groups: withGaps.map(({ column }) =>
              groups
                .filter((each) => each.column === column && each.standsOut)
                .map(word)
                .join(', '),
            ),
          }),
    } as Record<string, unknown[]>,
    { ...COLUMN_INFO, ...(by === undefined ? {} : { groups: { title: `Other than elsewhere, by ${by}` } }) },
  );
  return shownTable(table, {
    caption: 'What is missing',
    note: `${columns.length - withGaps.length} of ${columns.length} columns have no gap`,
    rows: Math.max(1, withGaps.length),
  });
}
