import type { Table } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { betaGeometric } from '../../stats/purchase-models/beta-geometric.js';
import { fitPurchaseModel, type PurchaseModel, type PurchaseModelOptions } from './purchase-model.js';

/**
 * How often customers buy and when they leave, where nobody says goodbye: the BG/NBD model. Each buys at a rate of their own
 * and may leave after any repeat purchase; whoever bought once is taken to be still there.
 *
 * @param history - One row a customer, as `lifetimeTable` gives it: repeat purchases, age at the last of them, age now.
 *   Customers without a repeat purchase, or with a first order of 0, belong in it.
 * @returns Parameters with standard errors and intervals, and predictions. Where the likelihood has no peak, `converged` is
 *   false and `advice` says why.
 * @throws {InputError} For missing columns and histories that cannot be, with the row.
 *
 * A million customers of 50,000 different histories take about a second: O(customers x log customers + 40 x histories).
 * Source: Fader, Hardie and Lee, "Counting Your Customers the Easy Way", Marketing Science 24 (2005) 275-284.
 *
 * @example
 * const model = await bgNbd(history);
 * model.converged; // true
 */
export async function bgNbd<Row extends object>(
  history: Table<Row>,
  options: PurchaseModelOptions = {},
  task: Task = currentTask(),
): Promise<PurchaseModel> {
  return fitPurchaseModel('bgNbd', betaGeometric(false), history as unknown as Table, options, task);
}
