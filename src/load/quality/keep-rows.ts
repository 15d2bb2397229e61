import { InputError } from '../../core/input-error.js';
import { type Columns, type Table, tableOf } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { columnsIn } from '../../engine/plan/columns-in.js';
import { call, type Expression, type PlanExpression } from '../../engine/plan/expression.js';
import { derive } from '../../engine/plan/relation.js';
import { openChecked } from './open-checked.js';
import { type RowLedger, rowLedger } from './row-ledger.js';

/** A table without the rows that were left out, and the account of them. */
export interface KeptRows<Row extends object> {
  readonly table: Table<Row>;
  readonly ledger: RowLedger;
}

const WHO = 'keepRows';

/**
 * Leaves rows out by stated reasons and accounts for each: a row is left out by the first reason that is true of it. What
 * is known about the columns stays known.
 *
 * @param reasons - Conditions by the reason that they are, in the order in which they are asked.
 * @param what - What the rows are, for the ledger; default `rows`.
 * @throws {InputError} Without a reason, for columns that are not there, and for conditions that are none.
 *
 * O(rows x reasons).
 *
 * @example
 * const { ledger } = await keepRows(orders, { 'amount below 10': call('less', column('amount'), 10) });
 * ledger.rowsIn - ledger.kept; // 0
 */
export async function keepRows<Row extends object>(
  table: Table<Row>,
  reasons: Readonly<Record<string, PlanExpression>>,
  what = 'rows',
  task: Task = currentTask(),
): Promise<KeptRows<Row>> {
  const entries = Object.entries(reasons);
  if (entries.length === 0) throw new InputError(`${WHO} needs a reason to leave rows out.`);
  const plain = table as unknown as Table;
  const used = entries.flatMap(([, condition]) => columnsIn(condition));
  const { rows, run } = openChecked(WHO, plain, used, [], { where: 'memory' }, task);
  const none = entries.length;
  const reason = entries.reduceRight<Expression>(
    (otherwise, [, condition], i) => call('choose', condition, i, otherwise),
    { kind: 'constant', value: none },
  );
  const [{ values }] = await run(derive(WHO, rows, { '@reason': reason }), {
    columns: ['@reason'],
    orderBy: ['@row'],
  });
  const kept = values.flatMap((value, row) => (value === none ? [row] : []));
  const dropped = entries.map(([name], i) => ({
    reason: name,
    rows: values.filter((value) => value === i).length,
    ...(values.includes(i) ? { first: values.indexOf(i) + 1 } : {}),
  }));
  const columns = plain.columnNames().map((name) => {
    const all = plain.array(name);
    return [name, kept.map((row) => all[row])];
  });
  return {
    table: tableOf(Object.fromEntries(columns) as unknown as Columns<Row>, plain.info as never),
    ledger: rowLedger({ what, rowsIn: values.length, kept: kept.length, dropped }),
  };
}
