import { toDay } from '../../core/day.js';
import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { type EngineTable, infoOf, isEngineTable } from '../../engine/engine-table.js';
import { aggregate, call, type Expression } from '../../engine/plan/expression.js';
import { group, type Relation } from '../../engine/plan/relation.js';
import type { WhereOptions } from '../../engine/plan-runner.js';
import { describeQuality } from './describe-quality.js';
import { firstFailing, keyText } from './first-failing.js';
import { type CheckedRows, openChecked } from './open-checked.js';
import type { CheckScope, CheckTest, FailingRow, Judgement, QualityCheck, RowTest } from './quality-check.js';
import type { CheckResult, QualityReport } from './quality-report.js';

/** How `checkQuality` judges. */
export interface QualityOptions extends WhereOptions {
  /** Column that names a row for people, such as the customer's id. */
  readonly key?: string;
  /** `YYYY-MM-DD`, the day from which `fresh` and `notInFuture` count. */
  readonly asOf?: string | Date;
  /** Failing rows listed for each check, default 10. */
  readonly listed?: number;
}

const WHO = 'checkQuality';

/**
 * Judges a table by rules. Checks run where the rows are: in memory whatever the size, or in DuckDB for a table that
 * stays in its file, with the same counts.
 *
 * @param checks - Made by `notNull`, `unique`, `inRange`, `foreignKey` and the others.
 * @returns A verdict, counts and shares, the first failing rows and a finding for each failed check. Nothing is thrown
 *   for bad data: look at `passed`, or call `requireQuality`.
 * @throws {InputError} Without checks, for columns that are not there, for checks that need `asOf` without one, and for
 *   values that a check cannot judge, such as a range of texts.
 *
 * One pass over the rows for all checks that look at single rows, one for each other check, and one for the rows of each
 * check that fails. 16 checks of 541,909 rows took 7 to 10 seconds of processor time, in memory and from packed text.
 *
 * @example
 * const report = await checkQuality(orders, [notNull('customerId'), unique('orderId'), notNegative('amount')], { key: 'orderId' });
 * report.verdict; // 'All 3 checks of 1,125 rows passed.'
 */
export async function checkQuality<Row extends object>(
  table: Table<Row> | EngineTable,
  checks: readonly QualityCheck[],
  options: QualityOptions = {},
  task: Task = currentTask(),
): Promise<QualityReport> {
  const plain = table as Table | EngineTable;
  const { key, listed = 10 } = options;
  if (checks.length === 0) throw new InputError(`${WHO} needs checks, for example notNull('customerId').`);
  if (!(Number.isInteger(listed) && listed >= 0)) {
    throw new InputError(`${WHO}: listed is ${listed}; it is a whole number from 0 on.`);
  }
  const columns = [...checks.flatMap((check) => check.columns), ...(key === undefined ? [] : [key])];
  const others = checks.flatMap(({ other }) => (other === undefined ? [] : [other]));
  const opened = openChecked(WHO, plain, columns, others, options, task);
  return opened.together((run) => runChecks(checks, { ...opened, run }, plain, options, task));
}

async function runChecks(
  checks: readonly QualityCheck[],
  opened: CheckedRows,
  plain: Table | EngineTable,
  options: QualityOptions,
  task: Task,
): Promise<QualityReport> {
  const { key, listed = 10 } = options;
  const tests: CheckTest[] = [];
  for (const [i, check] of checks.entries()) {
    task.progress(i / (checks.length * 2), check.rule);
    tests.push(await check.test(scopeOf(check, checks, opened, plain, options, task)));
  }
  const totals = await summarise(tests, opened);
  const results: CheckResult[] = [];
  for (const [i, check] of checks.entries()) {
    task.progress(0.5 + i / (checks.length * 2), check.rule);
    const test = tests[i];
    const judged = test.kind === 'rows' ? rowJudgement(test, totals.of(i)) : judgement(test, totals.of(i));
    const result = resultOf(check, judged);
    const list = test.kind === 'rows' && (result.failing ?? 0) > 0 && listed > 0;
    const firstRows = list
      ? await firstFailing(WHO, test, check.columns, { key, limit: listed, run: opened.run })
      : keyed(judged.firstRows ?? [], plain, key).slice(0, listed);
    results.push({ ...result, firstRows });
  }
  const info = infoOf(plain);
  return describeQuality(results, totals.rows, info);
}

function scopeOf(
  check: QualityCheck,
  checks: readonly QualityCheck[],
  { rows, others, run }: CheckedRows,
  table: Table | EngineTable,
  { asOf }: QualityOptions,
  task: Task,
): CheckScope {
  const withOther = checks.filter(({ other }) => other !== undefined);
  return {
    who: check.kind,
    rows,
    type: (column) => rows.columns.get(column)!,
    ...(check.other === undefined ? {} : { other: others[withOther.indexOf(check)] }),
    run,
    asOf: () => {
      if (asOf === undefined)
        throw new InputError(`${WHO}: ${check.kind} needs asOf, the day from which it counts.`);
      return toDay(asOf, WHO);
    },
    ...(isEngineTable(table) ? {} : { table }),
    task,
  };
}

/** Rows that a check found in memory, with their keys. */
function keyed(
  rows: readonly FailingRow[],
  table: Table | EngineTable,
  key: string | undefined,
): FailingRow[] {
  if (key === undefined || isEngineTable(table)) return [...rows];
  const values = table.array(key);
  return rows.map((each) =>
    each.row === undefined ? each : { ...each, key: keyText(values[each.row - 1]) },
  );
}

type Totals = Readonly<Record<string, unknown>>;

/** The numbers of all tests: those that look at the rows as they are in one pass, the others one by one. */
async function summarise(
  tests: readonly CheckTest[],
  { rows, run }: CheckedRows,
): Promise<{ rows: number; of: (test: number) => Totals }> {
  const together: Record<string, Expression> = { '@rows': aggregate('count') };
  const alone: { test: number; from: Relation; values: Readonly<Record<string, Expression>> }[] = [];
  for (const [i, test] of tests.entries()) {
    if (test.kind === 'judged') continue;
    const values = test.kind === 'rows' ? rowValues(test) : test.values;
    if (test.kind === 'rows' && test.rows !== rows) alone.push({ test: i, from: test.rows, values });
    else for (const [name, value] of Object.entries(values)) together[`@${i} ${name}`] = value;
  }
  const numbers = async (from: Relation, values: Readonly<Record<string, Expression>>): Promise<Totals> => {
    const columns = Object.keys(values);
    const answer = await run(group(WHO, from, [], values), { columns, orderBy: [] });
    return Object.fromEntries(answer.map((column, j) => [columns[j], column.values[0]]));
  };
  const all = await numbers(rows, together);
  const own = new Map<number, Totals>();
  for (const { test, from, values } of alone) own.set(test, await numbers(from, values));
  return {
    rows: all['@rows'] as number,
    of: (test) => {
      const front = `@${test} `;
      const named = Object.entries(all).filter(([name]) => name.startsWith(front));
      return (
        own.get(test) ?? Object.fromEntries(named.map(([name, value]) => [name.slice(front.length), value]))
      );
    },
  };
}

/** A row fails only where it is judged. */
function rowValues({ fails, judged }: RowTest): Readonly<Record<string, Expression>> {
  return {
    failing: aggregate('count', [], judged === undefined ? fails : call('and', judged, fails)),
    of: judged === undefined ? aggregate('count') : aggregate('count', [], judged),
  };
}

function rowJudgement({ note }: RowTest, { failing, of }: Totals): Judgement {
  return { passed: failing === 0, found: note ?? '', failing: failing as number, of: of as number };
}

function judgement(test: Exclude<CheckTest, RowTest>, totals: Totals): Judgement {
  return test.kind === 'summary' ? test.judge(totals) : test;
}

function resultOf(
  check: QualityCheck,
  { passed, found, failing, of }: Judgement,
): Omit<CheckResult, 'firstRows'> {
  const { kind, columns, rule, severity, allowed, wayOut } = check;
  const share = failing === undefined || of === undefined || of === 0 ? null : failing / of;
  const holds = passed === true || (share !== null && allowed > 0 && share <= allowed);
  return {
    kind,
    columns,
    rule,
    severity,
    status: passed === undefined ? 'not judged' : holds ? 'passed' : 'failed',
    failing: failing ?? null,
    of: of ?? null,
    share,
    found,
    wayOut,
  };
}
