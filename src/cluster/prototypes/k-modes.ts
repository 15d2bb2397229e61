import type { Table } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { checkOptions } from '../check-options.js';
import { type KPrototypesOptions, type KPrototypesSegmentation, prototypesOf } from './k-prototypes.js';

/** How `kModes` runs. */
export interface KModesOptions extends Omit<KPrototypesOptions, 'numeric' | 'categorical' | 'gamma'> {
  /** Columns of categories. */
  readonly columns: readonly string[];
}

/**
 * Segments customers by categories: each segment has the most frequent category of every column, and a customer belongs
 * where fewest differ, of equal ones to the larger segment. `cost` is the number of values that differ.
 *
 * @param table - One row a customer; no value may be missing.
 * @throws {InputError} As `kPrototypes`.
 *
 * O(restarts · iterations · customers · k · columns).
 * Source: Huang, Data Mining and Knowledge Discovery 2 (1998) 283-304.
 *
 * @example
 * const table = tableOf({ pays: ['card', 'card', 'cash'], city: ['A', 'A', 'B'] });
 * (await kModes(table, { columns: ['pays', 'city'], k: 2, seed: 1 })).cost; // 0
 */
export async function kModes<Row extends object>(
  table: Table<Row>,
  options: KModesOptions,
  task: Task = currentTask(),
): Promise<KPrototypesSegmentation> {
  checkOptions('kModes', options, "{ columns: ['region'], k: 4, seed: 1 }");
  const { columns, ...rest } = options;
  return prototypesOf('kModes', table, { ...rest, numeric: [], categorical: columns, gamma: 1 }, task);
}
