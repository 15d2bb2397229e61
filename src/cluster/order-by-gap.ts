import { useOrder } from '../simd/k-means-memory.js';
import type { PackedCustomers } from './packed-customers.js';

const KEYS = 1024;
const KEY_SHIFT = 21; // of the bits of a gap: exponent and two digits more

/**
 * Puts the customers that are closest to a border first, so that few tiles have to be looked at when centroids move a
 * little, and packs the tiles anew. The gaps have to be up to date, and each row in its own place.
 *
 * O(customers · columns).
 */
export async function orderByGap({ rows, memory, team, job, tiles }: PackedCustomers): Promise<void> {
  const { gaps, labels, order } = memory.arrays;
  const bits = new Int32Array(gaps.buffer, gaps.byteOffset, rows.count);
  const keyOf = (row: number) => Math.min(KEYS - 1, Math.max(0, bits[row] >> KEY_SHIFT));
  const starts = new Uint32Array(KEYS + 1);
  for (let row = 0; row < rows.count; row++) starts[keyOf(row) + 1]++;
  for (let key = 0; key < KEYS; key++) starts[key + 1] += starts[key];
  const before = labels.slice();
  for (let row = 0; row < rows.count; row++) {
    const place = starts[keyOf(row)]++;
    order[place] = row;
    labels[place] = before[row];
  }
  useOrder(memory, true);
  await team.run('pack', tiles, job);
  team.loops.forgetSafety(job);
}

/** Puts every row back into its own place, with its label. */
export async function restoreOrder({ rows, memory, team, job, tiles }: PackedCustomers): Promise<void> {
  const { labels, order } = memory.arrays;
  const before = labels.slice();
  for (let place = 0; place < rows.count; place++) labels[order[place]] = before[place];
  useOrder(memory, false);
  await team.run('pack', tiles, job);
  team.loops.forgetSafety(job);
}
