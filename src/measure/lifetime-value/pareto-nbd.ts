import type { Table } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { paretoNegativeBinomial } from '../../stats/purchase-models/pareto.js';
import { fitPurchaseModel, type PurchaseModel, type PurchaseModelOptions } from './purchase-model.js';

/**
 * How often customers buy and when they leave, where nobody says goodbye: the Pareto/NBD model. Each buys at a rate of their
 * own and may leave at any time, not only after a purchase.
 *
 * @param history - One row a customer, as `lifetimeTable` gives it: repeat purchases, age at the last of them, age now.
 *   Customers without a repeat purchase, or with a first order of 0, belong in it.
 * @returns Parameters with standard errors and intervals, and predictions. Where the likelihood has no peak, `converged` is
 *   false and `advice` says why.
 * @throws {InputError} For missing columns and histories that cannot be, with the row.
 *
 * About ten times as slow as `bgNbd`.
 * Source: Schmittlein, Morrison and Colombo, "Counting Your Customers", Management Science 33 (1987) 1-24.
 *
 * @example
 * const model = await paretoNbd(history);
 * model.parameters.map(({ name }) => name); // ['r', 'alpha', 's', 'beta']
 */
export async function paretoNbd<Row extends object>(
  history: Table<Row>,
  options: PurchaseModelOptions = {},
  task: Task = currentTask(),
): Promise<PurchaseModel> {
  return fitPurchaseModel('paretoNbd', paretoNegativeBinomial, history as unknown as Table, options, task);
}
