import type { Table } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { betaBernoulli } from '../../stats/purchase-models/beta-bernoulli.js';
import { fitPurchaseModel, type PurchaseModel, type PurchaseModelOptions } from './purchase-model.js';

/**
 * How often customers buy and when they leave, where they can buy once a period: a yearly gift, a monthly box. The BG/BB
 * model. Ages are whole numbers of opportunities after the first purchase; the last age is that of the last opportunity used.
 *
 * @param history - One row a customer, as `lifetimeTable` gives it: repeat purchases, age at the last of them, age now.
 *   Customers without a repeat purchase, or with a first order of 0, belong in it.
 * @returns Parameters with standard errors and intervals, and predictions. Where the likelihood has no peak, `converged` is
 *   false and `advice` says why.
 * @throws {InputError} For missing columns and histories that cannot be, with the row.
 *
 * O(different histories x opportunities). Alive means: still there at the next opportunity.
 * Source: Fader, Hardie and Shang, Marketing Science 29 (2010) 1086-1108.
 *
 * @example
 * const years = tableOf({
 *   repeatPurchases: [0, 1, 1, 2, 3, 3],
 *   lastPurchaseAge: [0, 1, 3, 3, 3, 3],
 *   customerAge: [3, 3, 3, 3, 3, 3],
 *   donors: [60, 20, 10, 12, 6, 9],
 * });
 * const model = await bgBb(years, { columns: { customers: 'donors' } });
 * model.customers; // 117
 */
export async function bgBb<Row extends object>(
  history: Table<Row>,
  options: PurchaseModelOptions = {},
  task: Task = currentTask(),
): Promise<PurchaseModel> {
  return fitPurchaseModel('bgBb', betaBernoulli, history as unknown as Table, options, task);
}
