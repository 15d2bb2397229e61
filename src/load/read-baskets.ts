import { InputError } from '../core/input-error.js';
import { type Table, tableOf } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import { fileStart } from './file-start.js';
import { readLines } from './read-lines.js';

/** One item of one basket. */
export interface BasketItem {
  /** Number of the basket, from 1, as text. */
  basketId: string;
  item: string;
}

/**
 * Reads baskets, one a line, their items separated by commas (or another character): files of market baskets, whose lines
 * differ in length, which `readTable` refuses. Blanks around items and empty items are left out; quotes are taken off an
 * item that is in them.
 *
 * @param options - `separator`: one character, default a comma.
 * @returns One row an item, in the order of the file.
 * @throws {InputError} For a file that is missing or has no items, and a separator that is none.
 *
 * O(items), all in memory.
 *
 * @example
 * const items = await readBaskets('orders.csv');
 * items.get('basketId', 0); // '1'
 */
export async function readBaskets(
  path: string,
  options: { readonly separator?: string } = {},
  task: Task = currentTask(),
): Promise<Table<BasketItem>> {
  const { separator = ',' } = options;
  if ([...separator].length !== 1) {
    throw new InputError(`readBaskets: separator is ${JSON.stringify(separator)}; give one character.`);
  }
  const start = await fileStart('readBaskets', path);
  const basketId: string[] = [];
  const item: string[] = [];
  let basket = 0;
  for await (const line of readLines(start, task)) {
    if (line.trim() === '') continue;
    basket++;
    for (const part of line.split(separator)) {
      const text = part.trim().replace(/^"(.*)"$/, '$1');
      if (text === '') continue;
      basketId.push(String(basket));
      item.push(text);
    }
  }
  if (item.length === 0) throw new InputError(`readBaskets: "${path}" has no items.`, { file: path });
  return tableOf<BasketItem>(
    { basketId, item },
    {
      basketId: { role: 'id', meaning: 'Number of the basket in the file.' },
      item: { meaning: 'Item in the basket.', basis: 'B4' },
    },
  );
}
