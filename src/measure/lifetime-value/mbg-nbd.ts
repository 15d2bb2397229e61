import type { Table } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { betaGeometric } from '../../stats/purchase-models/beta-geometric.js';
import { fitPurchaseModel, type PurchaseModel, type PurchaseModelOptions } from './purchase-model.js';

/**
 * As `bgNbd`, but customers may also leave after their first purchase: the MBG/NBD model. It suits shops where many buy once.
 *
 * @param history - One row a customer, as `lifetimeTable` gives it: repeat purchases, age at the last of them, age now.
 *   Customers without a repeat purchase, or with a first order of 0, belong in it.
 * @returns Parameters with standard errors and intervals, and predictions. Where the likelihood has no peak, `converged` is
 *   false and `advice` says why.
 * @throws {InputError} For missing columns and histories that cannot be, with the row.
 *
 * As fast as `bgNbd`.
 * Source: Batislam, Denizel and Filiztekin, Int. J. Res. Mark. 24 (2007) 201-209.
 *
 * @example
 * const model = await mbgNbd(history);
 * model.parameters.map(({ name }) => name); // ['r', 'alpha', 'a', 'b']
 */
export async function mbgNbd<Row extends object>(
  history: Table<Row>,
  options: PurchaseModelOptions = {},
  task: Task = currentTask(),
): Promise<PurchaseModel> {
  return fitPurchaseModel('mbgNbd', betaGeometric(true), history as unknown as Table, options, task);
}
