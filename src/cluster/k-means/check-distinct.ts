import { InputError } from '../../core/input-error.js';
import type { CustomerRows } from '../../simd/k-means-memory.js';

/** Rows that differ, as far as that matters: not more than `most` are counted. O(rows · columns) at worst. */
export function countDistinct(
  { count, columns, data }: Pick<CustomerRows, 'count' | 'columns' | 'data'>,
  most: number,
): number {
  const seen = new Set<string>();
  for (let i = 0; i < count && seen.size < most; i++) {
    seen.add(data.subarray(i * columns, (i + 1) * columns).join());
  }
  return seen.size;
}

/**
 * Checks that as many customers differ as there shall be segments.
 *
 * @param names - Columns that the customers have.
 * @throws {InputError} With the number of customers that differ.
 */
export function checkDistinct(
  who: string,
  rows: Pick<CustomerRows, 'count' | 'columns' | 'data'>,
  { rows: customers, names }: { readonly rows: number; readonly names: readonly string[] },
  k: number,
  what = 'k',
): void {
  const distinct = countDistinct(rows, k);
  if (k <= distinct) return;
  const columns = names.join(', ');
  throw new InputError(
    distinct === 1
      ? `${who}: ${what} is ${k}, but all ${customers} customers are alike in ${columns}. Only ${what} = 1 is possible.`
      : `${who}: ${what} is ${k}, but the ${customers} customers take only ${distinct} different values in ${columns}. Choose ${what} from 1 to ${distinct}.`,
  );
}
